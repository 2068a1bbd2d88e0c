import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { lineOf, problemOf, proposalLabel } from "../assistant/hands.ts";
import { toolbox } from "../assistant/tools.ts";
import { COMMANDS } from "../commands/list.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import { placeOf, rowCalled } from "../engine/called.ts";
import type { Answer } from "../ground/answer.ts";
import { typedAt } from "../registry/hints.ts";
import { options, valueText } from "../registry/options.ts";
import { openContext } from "../registry/run.ts";
import type { Provider } from "./homes.ts";

/**
 * What a program proposed (MCP-1), as the direct message to the person who may press it. Its words are those of the command, its row and its input, read
 * with the rights of that person: nothing of it is the program's or a model's.
 */

const SAYS = {
  title: w("程序提出的操作：{what}", "A program suggests: {what}"),
  by: w("提出者", "Proposed by"),
  own: w("您自己终端上的程序", "a program in your own terminal"),
  command: w("命令行", "Command"),
  until: w("失效时间", "Expires"),
  press: w(
    "尚未执行。点击按钮后以您的权限执行一次；如不想执行，无需处理，到期自动失效。",
    "Nothing has been done yet. Clicking the button runs it once, with your permissions. To decline, ignore it and it expires.",
  ),
  panel: w("在管理台中查看：{panel}", "View in the panel: {panel}"),
  unable: w(
    "您没有执行此操作的权限，或操作申请的内容已不符合该命令的要求，因此不显示按钮。",
    "You don't have permission to do this, or the suggestion no longer meets the command's requirements, so there's no button.",
  ),
} as const satisfies Record<string, Words>;

const proposal = z.object({
  command: z.string(),
  input: z.record(z.string(), z.unknown()),
  by: z.string().nullable(),
  until: z.string(),
  bar: z.string().nullable(),
});

interface Post {
  readonly resource_id: string | null;
  readonly chat_user: string;
  readonly provider: Provider;
}

/** A title of Discord and Slack holds this and more; the fields have the whole input. */
const LONGEST_TITLE = 120;

const cut = (text: string) => (text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1)}…`);

/** The message of a proposal, with its button; null where it is pressed, over or of a revoked key already. */
export async function proposalAnswer(
  database: BotDatabase,
  { resource_id: id, chat_user: chatUser, provider }: Post,
  locale: Locale,
  panel: string | undefined,
): Promise<Answer | null> {
  const session = database.forChat(chatUser, provider);
  const read = await verb(session, "read_proposal", { proposal: id });
  const { command: name, input, by, until, bar } = proposal.parse(read);
  // In another enterprise it can be pressed once they have switched.
  if (bar !== null && bar !== "proposal_elsewhere") return null;
  const context = await openContext({
    session,
    commands: COMMANDS,
    localeHint: locale,
    asked: locale,
    panel,
  });
  const command = toolbox(context).changing(name);
  const fits = command !== null && id !== null && problemOf(context, command, input) === null;
  const about = (words: Words, value: string) => ({ label: say(words, locale), value });
  const facts = [
    about(SAYS.by, by ?? say(SAYS.own, locale)),
    about(SAYS.until, timeText(until, context.zone)),
  ];
  if (!fits)
    return {
      tone: "warn",
      title: cut(fillPlaces(say(SAYS.title, locale), { what: name })),
      fields: facts,
      text: say(SAYS.unable, locale),
    };
  const row = await rowCalled(context, command, input);
  const what = proposalLabel(context, command, input, row);
  const place = await placeOf(context, command, input);
  const given = options(command).filter((option) => input[option.name] !== undefined);
  return {
    tone: "warn",
    title: cut(fillPlaces(say(SAYS.title, locale), { what })),
    fields: [
      ...given.map((option) =>
        about(
          option.words,
          option.name === command.positional[0] && row ? row : valueText(option, input[option.name], locale),
        ),
      ),
      about(SAYS.command, typedAt(provider, COMMANDS, lineOf(command, input))),
      ...facts,
    ],
    text: [
      say(SAYS.press, locale),
      ...(place.panel === null ? [] : [fillPlaces(say(SAYS.panel, locale), { panel: place.panel })]),
    ].join("\n"),
    actions: [
      { command: command.name, input, label: what, proposal: id, style: "primary", beside: true, goes: true },
    ],
  };
}
