import { timeText } from "@tidings/shared/ground/clock.ts";
import type { Enum } from "@tidings/shared/ground/enums.ts";
import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { NETWORK, networkText } from "@tidings/shared/numbers/networks.ts";
import { type Network, numberFileName, REJECT_REASON_WORDS } from "@tidings/shared/numbers/words.ts";
import { codeWords } from "@tidings/shared/sends/codes.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { z } from "zod";
import type { Answer, Table } from "../../ground/answer.ts";
import { findByNumber } from "../../numbers/find.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("{number} 的短信", "Messages to {number}"),
  none: w("没有发给这个号码的短信。", "No message has gone to this number."),
  more: w("只列出最近 {count} 条。", "These are the latest {count}."),
  optedOut: w("已退订：{signatures}", "Opted out of: {signatures}"),
  left: w("{file} 第 {line} 行未采用：{reason}", "{file}, line {line}, was left out: {reason}"),
  send: w("任务", "Send"),
  number: w("号码", "Number"),
  state: w("结果", "Result"),
  code: w("回执码", "Code"),
  network: NETWORK,
  means: w("含义", "Meaning"),
  sent: w("发送时间", "Sent"),
  final: w("完成时间", "Final"),
  id: w("明细编号", "Message"),
} as const satisfies Record<string, Words>;

/** A row of `delivery_cards` with the names of its send. */
interface Message {
  readonly id: number;
  readonly phone: string;
  readonly state: Enum<"delivery_state">;
  readonly code: string | null;
  readonly network: Network;
  readonly network_told: boolean;
  readonly code_said: unknown;
  readonly handed_at: string | null;
  readonly final_at: string | null;
  readonly send_name: string;
  readonly batch_no: string;
  readonly origin: Enum<"send_origin">;
}
interface Left {
  readonly file_name: string;
  readonly line: number;
  readonly reason: Enum<"reject_reason">;
}

/** Lines of number files that are told; who asks after one number has few of them. */
const MOST_LEFT = 10;

/** MSG-1: what became of the messages to a number, over all sends; and why it may have got none. */
export const message = defineCommand({
  name: "message",
  aliases: ["details"],
  feature: "numbers",
  words: {
    title: w("查号码", "Find messages"),
    description: w(
      "按完整号码查找短信：任务、结果、回执码，以及是否退订或未采用；号码打码显示",
      "Finds the messages to a whole number: send, result and code, and whether it opted out or was left out; masked",
    ),
    options: { phone: w("号码", "Number") },
  },
  input: z.object({ phone: z.string().trim().min(1).max(40) }),
  positional: ["phone"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "person",
  async run(context, { phone }): Promise<Answer> {
    const { locale, me } = context;
    const { number, rows, more } = await findByNumber<Message>(context, "delivery", phone);
    const may = (action: string) => me.permissions.includes(action);
    const optedOut = may("KooMessage:optOut:list")
      ? (await findByNumber<{ signature: string }>(context, "opt_out", phone)).rows
      : [];
    const left = may("KooMessage:numberFile:list")
      ? (await findByNumber<Left>(context, "number_reject", phone)).rows
      : [];
    const told = (words: Words, places: Readonly<Record<string, string>>) =>
      fillPlaces(say(words, locale), places);
    const signatures = listText(
      optedOut.map(({ signature }) => `【${signature}】`),
      locale,
    );
    const lines = [
      ...(rows.length === 0 ? [say(SAYS.none, locale)] : []),
      ...(more ? [told(SAYS.more, { count: String(rows.length) })] : []),
      ...(optedOut.length > 0 ? [told(SAYS.optedOut, { signatures })] : []),
      ...left.slice(0, MOST_LEFT).map(({ file_name, line, reason }) =>
        told(SAYS.left, {
          file: numberFileName(file_name, locale),
          line: String(line),
          reason: say(REJECT_REASON_WORDS[reason], locale),
        }),
      ),
    ];
    return {
      tone: "plain",
      title: told(SAYS.title, { number }),
      ...(lines.length > 0 ? { text: lines.join("\n") } : {}),
      ...(rows.length > 0 ? { table: tableOf(context, rows) } : {}),
    };
  },
});

function wordsOf(row: Message, locale: Context["locale"]): string {
  const words = codeWords(row);
  return words ? say(words, locale) : "";
}

function tableOf({ locale, zone }: Context, rows: readonly Message[]): Table {
  const columns = ["send", "number", "state", "code", "means", "network", "sent", "final", "id"] as const;
  return {
    name: "messages",
    columns: columns.map((name) => ({ title: say(SAYS[name], locale) })),
    rows: rows.map((row) => [
      sendTitle({ ...row, name: row.send_name }, locale),
      row.phone,
      say(DELIVERY_STATE_WORDS[row.state], locale),
      row.code ?? "",
      wordsOf(row, locale),
      say(networkText(row), locale),
      timeText(row.handed_at, zone),
      timeText(row.final_at, zone),
      String(row.id),
    ]),
  };
}
