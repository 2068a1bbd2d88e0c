import { timeText } from "@tidings/shared/clock.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import { REPLY_EFFECT_WORDS } from "@tidings/shared/sends/incoming.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { findByNumber } from "../../numbers/find.ts";
import { defineCommand } from "../../registry.ts";
import { containing } from "../../resources/find.ts";
import { CHANNEL, DAYS, listAnswer, rowsOfDays, SAYS as SHARED } from "./incoming.ts";

const SAYS = {
  title: { zh: "用户回复（{count} 条）", en: "Replies: {count}" },
  none: { zh: "没有符合条件的回复。", en: "There is no reply like that." },
  number: { zh: "号码", en: "Number" },
  signature: { zh: "签名", en: "Signature" },
  text: { zh: "内容", en: "Text" },
  effect: { zh: "结果", en: "What it did" },
} as const satisfies Record<string, Words>;

/** A row of `reply_cards`. */
interface Reply {
  readonly phone: string | null;
  readonly signature: string | null;
  readonly text: string | null;
  readonly opted_out: boolean;
  readonly at: string | null;
  readonly received_at: string;
  readonly channel: string | null;
}

export const replies = defineCommand({
  name: "replies",
  feature: "sends",
  admin: true,
  words: {
    title: { zh: "用户回复", en: "Replies" },
    description: {
      zh: "列出用户回复（号码打码）及谁因此退订，附 CSV 文件；可按号码、内容、通道筛选",
      en: "Lists what people replied (numbers masked) and who opted out by it, with a CSV file; by number, text, channel",
    },
    options: {
      days: SHARED.days,
      text: { zh: "内容包含", en: "The text has" },
      phone: SAYS.number,
      channel: SHARED.channel,
      opted_out: { zh: "仅退订", en: "Opt-outs only" },
    },
  },
  input: z.object({
    days: DAYS,
    text: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().min(1).max(40).optional(),
    channel: CHANNEL,
    opted_out: z.boolean().optional(),
  }),
  positional: ["days", "text"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "person",
  async run(context, asked): Promise<Answer> {
    const { locale, zone } = context;
    const { rows, more } = asked.phone
      ? await findByNumber<Reply>(context, "reply", asked.phone)
      : await rowsOfDays<Reply>(context, "reply_cards", asked.days, ["channel_id", "id"], (query) => {
          let narrowed = asked.text ? query.ilike("text", containing(asked.text)) : query;
          if (asked.channel) narrowed = narrowed.ilike("channel", containing(asked.channel));
          return asked.opted_out ? narrowed.eq("opted_out", true) : narrowed;
        });
    const columns = [SHARED.at, SAYS.number, SAYS.signature, SAYS.text, SAYS.effect, SHARED.channel];
    const table = {
      name: "replies",
      columns: columns.map((words) => ({ title: say(words, locale) })),
      rows: rows.map((row) => [
        timeText(row.at ?? row.received_at, zone),
        row.phone ?? "",
        row.signature ?? "",
        row.text ?? "",
        say(REPLY_EFFECT_WORDS[row.opted_out ? "opted_out" : "none"], locale),
        row.channel ?? "",
      ]),
    };
    return listAnswer(locale, SAYS, table, more);
  },
});
