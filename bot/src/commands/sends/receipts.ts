import { timeText } from "@tidings/shared/clock.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import {
  RECEIPT_STATUS_WORDS,
  RECEIPT_STATUSES,
  type ReceiptStatus,
} from "@tidings/shared/sends/incoming.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { defineCommand } from "../../registry.ts";
import { containing } from "../../resources/find.ts";
import { CHANNEL, DAYS, listAnswer, rowsOfDays, SAYS as SHARED } from "./incoming.ts";

const SAYS = {
  title: { zh: "无法对应的回执（{count} 条）", en: "Receipts that nobody knows: {count}" },
  none: {
    zh: "没有无法对应的回执：每条回执都对应一条消息。",
    en: "No such receipt: each that came belongs to a message.",
  },
  reference: { zh: "消息编号", en: "Reference" },
  status: { zh: "状态", en: "State" },
  code: { zh: "运营商代码", en: "Carrier's code" },
  vendor: { zh: "厂商", en: "Vendor" },
} as const satisfies Record<string, Words>;

/** A row of `receipt_cards`. */
interface Receipt {
  readonly reference: string | null;
  readonly status: ReceiptStatus;
  readonly code: string | null;
  readonly vendor: Vendor | null;
  readonly at: string | null;
  readonly received_at: string;
  readonly channel: string | null;
}

export const receipts = defineCommand({
  name: "receipts",
  feature: "sends",
  admin: true,
  words: {
    title: { zh: "未知回执", en: "Unknown receipts" },
    description: {
      zh: "列出运营商发来、但无法对应任何消息的回执，附 CSV 文件",
      en: "Lists the receipts of carriers that belong to no message of ours, with a CSV file",
    },
    options: {
      days: SHARED.days,
      status: SAYS.status,
      reference: { zh: "消息编号包含", en: "The reference has" },
      channel: SHARED.channel,
    },
    choices: RECEIPT_STATUS_WORDS,
  },
  input: z.object({
    days: DAYS,
    status: z.enum(RECEIPT_STATUSES).optional(),
    reference: z.string().trim().min(1).max(100).optional(),
    channel: CHANNEL,
  }),
  positional: ["days", "reference"],
  permission: "KooMessage:sendTask:list",
  reads: true,
  audience: "person",
  async run(context, asked): Promise<Answer> {
    const { locale, zone } = context;
    const { rows, more } = await rowsOfDays<Receipt>(
      context,
      "receipt_cards",
      asked.days,
      ["id"],
      (query) => {
        let narrowed = asked.status ? query.eq("status", asked.status) : query;
        if (asked.reference) narrowed = narrowed.ilike("reference", containing(asked.reference));
        return asked.channel ? narrowed.ilike("channel", containing(asked.channel)) : narrowed;
      },
    );
    const columns = [SHARED.at, SAYS.reference, SAYS.status, SAYS.code, SAYS.vendor, SHARED.channel];
    const table = {
      name: "receipts",
      columns: columns.map((words) => ({ title: say(words, locale) })),
      rows: rows.map((row) => [
        timeText(row.received_at, zone),
        row.reference ?? "",
        say(RECEIPT_STATUS_WORDS[row.status], locale),
        row.code ?? "",
        row.vendor ? say(VENDOR_WORDS[row.vendor], locale) : "",
        row.channel ?? "",
      ]),
    };
    return listAnswer(locale, SAYS, table, more);
  },
});
