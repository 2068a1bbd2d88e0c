import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { type FoundMessage, type NumberStory, numberReasons } from "@tidings/shared/messages/number_story.ts";
import {
  MESSAGE_COLUMNS,
  RESULT_GROUP_WORDS,
  RESULT_GROUPS,
  type ResultGroup,
  resultsOf,
} from "@tidings/shared/messages/results.ts";
import { networkText } from "@tidings/shared/numbers/networks.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { codeWords } from "@tidings/shared/sends/codes.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { adviceLine, messageAnswer } from "../../engine/drawn/message.ts";
import { viewOf } from "../../engine/view.ts";
import type { Answer, Table } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { notPhone } from "../../numbers/find.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("{number} 的短信", "Messages to {number}"),
  latest: w("最近 24 小时的短信：{results}", "Messages from the last 24 hours: {results}"),
  none: w("没有符合条件的短信。", "No messages."),
  more: w("只列出最近 {count} 条。", "Only the latest {count} are listed."),
  which: w(
    "请输入完整号码、用 id 指定短信，或用 result 查看最近 24 小时的结果。",
    "Enter a full number, a message ID, or a result (last 24 hours).",
  ),
  number: w("号码", "Number"),
  id: w("明细编号", "Message ID"),
  result: w("结果", "Result"),
} as const satisfies Record<string, Words>;

/** The law answers one message more than this where there are more. */
const MOST = 20;

/** A message as a list has it. */
type Listed = Omit<FoundMessage, "handed_at"> & { readonly sent_at: string | null };

/** MSG-1: why a number got what it got, or nothing, with all messages to it; or the story of one of them. */
export const message = defineCommand({
  name: "message",
  aliases: ["details"],
  feature: "numbers",
  words: {
    title: w("查号码", "Find messages"),
    description: w(
      "按完整号码查短信和未收到的原因，或查看一条短信的收发记录；号码脱敏显示",
      "Finds messages and failures by full number (masked)",
    ),
    options: { phone: SAYS.number, id: SAYS.id, result: SAYS.result },
    choices: RESULT_GROUP_WORDS,
  },
  input: z.object({
    phone: z.string().trim().min(1).max(40).optional(),
    id: z.string().trim().min(1).max(20).optional(),
    /** A group of results, as the tabs of the panel. */
    result: z.enum(RESULT_GROUPS).optional(),
  }),
  positional: ["phone"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "person",
  async run(context, { phone, id, result }): Promise<Answer> {
    if (phone === undefined && id === undefined && result !== undefined) return latestAnswer(context, result);
    if ((phone === undefined) === (id === undefined) || result !== undefined)
      throw new UserError(say(SAYS.which, context.locale));
    return id === undefined ? numberAnswer(context, phone ?? "") : messageAnswer(viewOf(context), id);
  },
});

async function numberAnswer(context: Context, phone: string): Promise<Answer> {
  const { locale } = context;
  const number = phoneOrNull(phone);
  if (number === null) throw notPhone(context, phone);
  const story = await verb<NumberStory>(context.session, "number_story", { number });
  const { messages = [] } = story;
  const rows = messages.slice(0, MOST).map((row) => ({ ...row, sent_at: row.handed_at }));
  const lines = numberReasons(story, locale).flatMap(({ text, advice }) => [
    text,
    ...adviceLine(advice, locale),
  ]);
  if (messages.length > MOST) lines.push(fillPlaces(say(SAYS.more, locale), { count: String(MOST) }));
  return {
    tone: "plain",
    title: fillPlaces(say(SAYS.title, locale), { number: story.number }),
    text: lines.join("\n"),
    ...(rows.length > 0 ? { table: tableOf(context, rows) } : {}),
  };
}

/** The messages of all sends in the last 24 hours that ended so (SND-3), the newest first. */
async function latestAnswer(context: Context, asked: ResultGroup): Promise<Answer> {
  const { locale } = context;
  const { rows, more } = await verb<{ rows: Listed[]; more: boolean }>(context.session, "send_details", {
    results: resultsOf(asked),
    most: MOST,
  });
  const lines = rows.length === 0 ? [say(SAYS.none, locale)] : [];
  if (more) lines.push(fillPlaces(say(SAYS.more, locale), { count: String(MOST) }));
  return {
    tone: "plain",
    title: fillPlaces(say(SAYS.latest, locale), { results: say(RESULT_GROUP_WORDS[asked], locale) }),
    text: lines.join("\n"),
    ...(rows.length > 0 ? { table: tableOf(context, rows) } : {}),
  };
}

/** The columns of a list of messages, by the names that the panel and a file have for them. */
const COLUMNS = [
  ...(["send_name", "phone", "state", "code", "code_said", "network"] as const),
  ...(["sent_at", "final_at", "id"] as const),
];

function tableOf({ locale, zone }: Context, rows: readonly Listed[]): Table {
  return {
    name: "messages",
    columns: COLUMNS.map((name) => ({ title: say(MESSAGE_COLUMNS[name], locale) })),
    rows: rows.map((row) => {
      const means = codeWords(row);
      return [
        sendTitle({ ...row, name: row.send_name }, locale),
        row.phone,
        say(DELIVERY_STATE_WORDS[row.state], locale),
        row.code ?? "",
        means ? say(means, locale) : "",
        say(networkText(row), locale),
        timeText(row.sent_at, zone),
        timeText(row.final_at, zone),
        String(row.id),
      ];
    }),
  };
}
