import { type Locale, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import type { Answer, Section } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { hinted, typedAt } from "../../registry/hints.ts";
import { type Option, options } from "../../registry/options.ts";
import {
  type AnyCommand,
  type Context,
  commandsUnder,
  defineCommand,
  findCommand,
  isChat,
  isPermitted,
} from "../../registry/registry.ts";
import { unknownText } from "../../registry/unknown.ts";
import { FEATURE_WORDS } from "../groups.ts";

const SAYS = {
  title: w("Tidings 命令", "Tidings commands"),
  unlinked: w(
    "您的聊天账号尚未关联成员。请在管理台「我的账号」或终端（npm run tidings -- link）生成关联码，然后执行 `link <关联码>`。",
    "Your chat account is not linked to a member yet. Get a code in the panel under My account or in the terminal (npm run tidings -- link), then use: `link <code>`.",
  ),
  as: w("您是 {name}，当前企业：{enterprise}。", "You are {name}, working in {enterprise}."),
  more: w("某个命令的选项：`help <命令>`", "The options of a command: `help <command>`"),
  nowhere: w(
    "您是 {name}，尚未选择企业。请先执行 `enterprise <名称>`；还不属于任何企业时，请让企业管理员邀请您。",
    "You are {name}, and have chosen no enterprise. Use: `enterprise <name>`. If you belong to none yet, ask an owner to invite you.",
  ),
  what: w("说明", "What it does"),
  option: w("选项", "Option"),
  required: w("必填", "required"),
};

/** Does the command run without this option? */
const isNeeded = (command: AnyCommand, option: Option) =>
  option.required || (command.needed?.includes(option.name) ?? false);

/** `approve <resource>`: the name with its positional options, optional ones in brackets. */
export function usage(command: AnyCommand): string {
  const all = options(command);
  const places = command.positional.map((name) => {
    const option = all.find((each) => each.name === name);
    return option && isNeeded(command, option) ? `<${name}>` : `[${name}]`;
  });
  return [command.name, ...places].join(" ");
}

/** May this person use the command? The database checks again when it runs. */
function isOffered(context: Context, command: AnyCommand): boolean {
  if (command.terminalOnly && isChat(context.source)) return false;
  if (command.open) return true;
  if (context.me.user_id === null) return false;
  if (command.platform && !context.me.platform_admin) return false;
  return isPermitted(command, context.me);
}

function list(context: Context): Answer {
  const { locale, me } = context;
  const offered = context.commands.filter((command) => isOffered(context, command));
  const text =
    me.user_id === null
      ? hinted(SAYS.unlinked, context)
      : hinted(me.enterprise ? SAYS.as : SAYS.nowhere, context, {
          name: me.name,
          enterprise: me.enterprise?.name,
        });
  return {
    tone: "plain",
    title: say(SAYS.title, locale),
    text,
    sections: sectionsOf(offered, locale),
    note: hinted(SAYS.more, context),
    ephemeral: true,
  };
}

/** The commands of each feature, in the order in which the first of each is listed. */
function sectionsOf(commands: readonly AnyCommand[], locale: Locale): Section[] {
  return [...new Set(commands.map(({ feature }) => feature))].map((feature) => ({
    title: say(FEATURE_WORDS[feature], locale),
    lines: commands
      .filter((command) => command.feature === feature)
      .map((command) => [usage(command), say(command.words.description, locale)] as const),
  }));
}

/** The commands of one noun. */
function listed(context: Context, commands: readonly AnyCommand[]): Answer {
  const { locale } = context;
  return {
    tone: "plain",
    title: say(SAYS.title, locale),
    sections: sectionsOf(commands, locale),
    note: hinted(SAYS.more, context),
    ephemeral: true,
  };
}

function describe(context: Context, command: AnyCommand): Answer {
  const { locale } = context;
  const rows = options(command).map((option) => {
    const values = command.values?.[option.name]?.(context) ?? option.choices.map(({ value }) => value);
    const choices = values.join(" | ");
    const hint = option.hint ? say(option.hint, locale) : "";
    const notes = [isNeeded(command, option) ? say(SAYS.required, locale) : "", hint, choices].filter(
      Boolean,
    );
    const words = say(option.words, locale);
    const [open, comma, close] = locale === "en" ? [" (", "; ", ")"] : ["（", "；", "）"];
    // Discord names its options itself.
    const name = context.source === "discord" ? option.name : `--${option.name}`;
    return [name, notes.length === 0 ? words : `${words}${open}${notes.join(comma)}${close}`];
  });
  return {
    tone: "plain",
    title: typedAt(context.source, context.commands, usage(command)),
    text: say(command.words.description, locale),
    ...(rows.length > 0
      ? {
          table: {
            name: "options",
            columns: [{ title: say(SAYS.option, locale) }, { title: say(SAYS.what, locale) }],
            rows,
          },
        }
      : {}),
    ephemeral: true,
  };
}

export const help = defineCommand({
  name: "help",
  feature: "people",
  words: {
    title: w("帮助", "Help"),
    description: w("列出可用命令，或说明一个命令", "Lists the commands, or explains one"),
    options: { command: w("命令", "Command") },
  },
  input: z.object({ command: z.string().optional() }),
  positional: ["command"],
  permission: null,
  open: true,
  reads: true,
  audience: "person",
  async run(context, { command }) {
    if (command === undefined) return list(context);
    const found = findCommand(context.commands, command);
    // `help template`: there is no such command alone, but those of the noun.
    const ofNoun = commandsUnder(context.commands, command).filter((one) => isOffered(context, one));
    if (!found && ofNoun.length > 0) return listed(context, ofNoun);
    if (!found) throw new UserError(unknownText(context.commands, command, context));
    return describe(context, found);
  },
});
