import { fillPlaces, type Locale, listText, say, w } from "@tidings/shared/ground/locale.ts";
import { singular } from "@tidings/shared/ground/nearest.ts";
import { z } from "zod";
import type { Action, Answer, Section } from "../../ground/answer.ts";
import { errorAnswer } from "../../ground/errors.ts";
import { sortWords, wordsOf } from "../../registry/arguments.ts";
import { hinted, typedAt } from "../../registry/hints.ts";
import { missingOption, type Option, options, shownName } from "../../registry/options.ts";
import { permissionRefusal } from "../../registry/permission.ts";
import {
  type AnyCommand,
  type Context,
  commandsUnder,
  defineCommand,
  findCommand,
  isChat,
  isPermitted,
} from "../../registry/registry.ts";
import { meantBy, unknownText } from "../../registry/unknown.ts";
import { FEATURE_WORDS, TOPICS, type Topic } from "../groups.ts";

const SAYS = {
  title: w("Tidings 命令", "Tidings commands"),
  unlinked: w(
    "您的聊天账号尚未关联成员。请在管理台「我的账号」或终端（npm run tidings -- link）生成关联码，然后执行 `link <关联码>`。",
    "Your chat account isn't linked to a member yet. Get a code in the panel under My account or in the terminal (npm run tidings -- link), then run `link <code>`.",
  ),
  as: w("您是 {name}，当前企业：{enterprise}。", "You're {name}, working in {enterprise}."),
  more: w(
    "某个主题的命令：`help <主题>`；某个命令的选项：`help <命令>`",
    "Commands of a topic: `help <topic>`; options of a command: `help <command>`",
  ),
  topics: w("主题", "Topics"),
  topic: w("{topic}：{names}", "{topic}: {names}"),
  none: w("没有您可以使用的命令。", "None of these commands is available to you."),
  terminal: w("此命令只能在终端中使用。", "This command works only in the terminal."),
  notYours: w("此命令只供部署方使用。", "This command is only for the deployment's operators."),
  nowhere: w(
    "您是 {name}，尚未选择企业。请先执行 `enterprise <名称>`；还不属于任何企业时，请让企业管理员邀请您。",
    "You're {name} and haven't chosen an enterprise. Run `enterprise <name>`. If you belong to none yet, ask an enterprise owner to invite you.",
  ),
  what: w("说明", "Description"),
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
    const shown = shownName(name);
    return option && isNeeded(command, option) ? `<${shown}>` : `[${shown}]`;
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

/** The topics, a line each, with a button each in chat. */
function topics(context: Context): Answer {
  const { locale, me } = context;
  const offered = context.commands.filter((command) => isOffered(context, command));
  const all = TOPICS.map((topic) => ({ ...topic, own: offered.filter(inTopic(topic)) })).filter(
    ({ own }) => own.length > 0,
  );
  const text =
    me.user_id === null
      ? hinted(SAYS.unlinked, context)
      : hinted(me.enterprise ? SAYS.as : SAYS.nowhere, context, {
          name: me.name,
          enterprise: me.enterprise?.name,
        });
  // Whoever may use a handful is shown that handful.
  if (offered.length <= FEW) return { ...listed(context, offered), text };
  return {
    tone: "plain",
    title: say(SAYS.title, locale),
    text,
    sections: [
      {
        title: say(SAYS.topics, locale),
        lines: all.map(({ name, words, own }) => [
          `help ${name}`,
          fillPlaces(say(SAYS.topic, locale), { topic: say(words, locale), names: shortly(own, locale) }),
        ]),
      },
    ],
    note: hinted(SAYS.more, context),
    ...(isChat(context.source)
      ? {
          actions: all.map(({ name, words }) => ({
            ...{ command: "help", input: { command: name }, beside: true as const },
            label: say(words, locale),
          })),
        }
      : {}),
    ephemeral: true,
  };
}

/** As many commands are read in one list. */
const FEW = 12;
const inTopic =
  ({ features }: Topic) =>
  ({ feature }: AnyCommand) =>
    features.includes(feature);

/** `send, edit, status … 23`: the first words of some commands, and how many there are. */
function shortly(commands: readonly AnyCommand[], locale: Locale): string {
  const firsts = [...new Set(commands.map(({ name }) => name.split(" ")[0] ?? name))];
  const [some, more] = [firsts.slice(0, MOST_NAMES), firsts.length > MOST_NAMES];
  return `${listText(some, locale)}${more ? " …" : ""} (${commands.length})`;
}
const MOST_NAMES = 5;

/** The commands of each feature, in the order in which the first of each is listed. */
function sectionsOf(commands: readonly AnyCommand[], locale: Locale): Section[] {
  return [...new Set(commands.map(({ feature }) => feature))].map((feature) => ({
    title: say(FEATURE_WORDS[feature], locale),
    lines: commands
      .filter((command) => command.feature === feature)
      .map((command) => [usage(command), say(command.words.description, locale)] as const),
  }));
}

/** Some commands: of a topic, a feature or a noun. */
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

/** The topic or the feature that somebody calls so, in any form of its name. */
function inGroup(name: string): ((command: AnyCommand) => boolean) | null {
  const called = (calls: readonly string[]) => calls.some((call) => singular(call) === singular(name));
  const topic = TOPICS.find(({ name, words }) => called([name, words.zh, words.en]));
  if (topic) return inTopic(topic);
  const features = Object.entries(FEATURE_WORDS).flatMap(([feature, { zh, en }]) =>
    called([feature, zh, en]) ? [feature] : [],
  );
  return features.length === 0 ? null : ({ feature }) => features.includes(feature);
}

/** What may be meant by a line that begins with no command: what only reads runs at a press, of the rest the form is filled in with what was typed. */
function unknown(context: Context, line: string): Answer {
  const words = wordsOf(line);
  const offered = context.commands.filter((command) => isOffered(context, command));
  const actions = meantBy(offered, words).flatMap(({ command, rest }): Action[] => {
    const { raw, problem } = sortWords(command, rest, context.locale);
    const goesOn = commandsUnder(offered, words[0] ?? "").length > 0 && words.length === 1;
    if (problem !== null || goesOn) return [];
    const named = command.positional.map((name) => raw[name]).find((value) => typeof value === "string");
    const label = [say(command.words.title, context.locale), named].filter(Boolean).join(" ");
    const input = Object.fromEntries(Object.entries(raw).filter(([name]) => !isFile(command, name)));
    const runs = command.reads && missingOption(command, input) === null;
    const how = runs ? { beside: true as const, goes: true as const } : { form: true as const };
    return [{ command: command.name, input, label, ...how }];
  });
  return {
    tone: "bad",
    text: unknownText(offered, words, context),
    refusal: { code: "input_invalid", status: 422 },
    ...(actions.length > 0 ? { actions } : {}),
    ephemeral: true,
  };
}

const isFile = (command: AnyCommand, name: string) =>
  options(command).some((option) => option.name === name && option.kind === "file");

/** Why this person may not use what they ask about; null where they may. */
function notTheirs(context: Context, command: AnyCommand): string | null {
  if (isOffered(context, command)) return null;
  const refusal = permissionRefusal(command, context.me);
  const { title, text } = refusal ? errorAnswer(refusal, context.locale) : {};
  const only = command.terminalOnly && isChat(context.source) ? SAYS.terminal : SAYS.notYours;
  return [title ?? say(only, context.locale), text].filter(Boolean).join(" ");
}

function describe(context: Context, command: AnyCommand): Answer {
  const { locale } = context;
  const barred = notTheirs(context, command);
  const rows = options(command).map((option) => {
    const values =
      command.values?.[option.name]?.(context) ?? option.choices.map(({ value }) => shownName(value));
    const choices = values.join(" | ");
    const hint = option.hint ? say(option.hint, locale) : "";
    const notes = [isNeeded(command, option) ? say(SAYS.required, locale) : "", hint, choices].filter(
      Boolean,
    );
    const words = say(option.words, locale);
    const [open, comma, close] = locale === "en" ? [" (", "; ", ")"] : ["（", "；", "）"];
    // Discord names its options itself.
    const name = context.source === "discord" ? option.name : `--${shownName(option.name)}`;
    return [name, notes.length === 0 ? words : `${words}${open}${notes.join(comma)}${close}`];
  });
  return {
    tone: "plain",
    title: typedAt(context.source, context.commands, usage(command)),
    text: say(command.words.description, locale),
    ...(barred === null ? {} : { note: barred }),
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
    description: w("按主题列出可用命令，或说明一个命令", "Lists your commands by topic, or explains one"),
    options: { command: w("主题或命令", "Topic or command") },
  },
  input: z.object({ command: z.string().optional() }),
  positional: ["command"],
  permission: null,
  open: true,
  reads: true,
  audience: "person",
  suggests: {
    command: async (context, typed) => {
      const wanted = typed.trim().toLowerCase();
      const names = context.commands.filter((one) => isOffered(context, one)).map(({ name }) => name);
      return [...TOPICS.map(({ name }) => name), ...names].filter((name) => name.includes(wanted));
    },
  },
  async run(context, { command: asked }) {
    if (asked === undefined) return topics(context);
    const theirs = (commands: readonly AnyCommand[]) => commands.filter((one) => isOffered(context, one));
    const found = findCommand(context.commands, asked);
    // A name is that of one command; another word for it may also be a topic, or the first word of several.
    if (found?.name === asked.trim().toLowerCase()) return describe(context, found);
    const group = inGroup(asked);
    const all = group
      ? context.commands.filter(group)
      : found
        ? [found]
        : commandsUnder(context.commands, asked);
    const offered = theirs(all);
    if (!group && found) return describe(context, found);
    if (offered.length > 0) return listed(context, offered);
    if (all.length > 0) return { tone: "plain", text: say(SAYS.none, context.locale), ephemeral: true };
    return unknown(context, asked);
  },
});
