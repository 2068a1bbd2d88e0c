import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { type FoundMessage, type NumberStory, numberReasons } from "@tidings/shared/messages/number_story.ts";
import { NETWORK, networkText } from "@tidings/shared/numbers/networks.ts";
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
  more: w("只列出最近 {count} 条。", "Only the latest {count} are listed."),
  which: w("请输入完整号码，或用 id 指定短信。", "Enter a full number, or give a message ID with id."),
  send: w("任务", "Send"),
  number: w("号码", "Number"),
  state: w("结果", "Result"),
  code: w("回执码", "Receipt code"),
  network: NETWORK,
  means: w("含义", "Meaning"),
  sent: w("发送时间", "Sent"),
  final: w("完成时间", "Finished"),
  id: w("明细编号", "Message ID"),
} as const satisfies Record<string, Words>;

/** The law answers one message more than this where there are more. */
const MOST = 20;

/** MSG-1: why a number got what it got, or nothing, with all messages to it; or the story of one of them. */
export const message = defineCommand({
  name: "message",
  aliases: ["details"],
  feature: "numbers",
  words: {
    title: w("查号码", "Find messages"),
    description: w(
      "按完整号码查短信和未收到的原因，或查看一条短信的经过；号码脱敏显示",
      "Messages to a full number and why they failed, or one's history; masked",
    ),
    options: { phone: SAYS.number, id: SAYS.id },
  },
  input: z.object({
    phone: z.string().trim().min(1).max(40).optional(),
    id: z.string().trim().min(1).max(20).optional(),
  }),
  positional: ["phone"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "person",
  async run(context, { phone, id }): Promise<Answer> {
    if ((phone === undefined) === (id === undefined)) throw new UserError(say(SAYS.which, context.locale));
    return id === undefined ? numberAnswer(context, phone ?? "") : messageAnswer(viewOf(context), id);
  },
});

async function numberAnswer(context: Context, phone: string): Promise<Answer> {
  const { locale } = context;
  const number = phoneOrNull(phone);
  if (number === null) throw notPhone(context, phone);
  const story = await verb<NumberStory>(context.session, "number_story", { number });
  const { messages = [] } = story;
  const rows = messages.slice(0, MOST);
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

function tableOf({ locale, zone }: Context, rows: readonly FoundMessage[]): Table {
  const columns = ["send", "number", "state", "code", "means", "network", "sent", "final", "id"] as const;
  return {
    name: "messages",
    columns: columns.map((name) => ({ title: say(SAYS[name], locale) })),
    rows: rows.map((row) => {
      const means = codeWords(row);
      return [
        sendTitle({ ...row, name: row.send_name }, locale),
        row.phone,
        say(DELIVERY_STATE_WORDS[row.state], locale),
        row.code ?? "",
        means ? say(means, locale) : "",
        say(networkText(row), locale),
        timeText(row.handed_at, zone),
        timeText(row.final_at, zone),
        String(row.id),
      ];
    }),
  };
}
