import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/ground/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { TRACED_WORDS, type Trace } from "@tidings/shared/numbers/trace.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { notPhone } from "../../numbers/find.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: { zh: "企业保存的 {number} 的数据", en: "What is kept of {number}" },
  none: { zh: "没有这个号码的数据。", en: "Nothing is kept of this number." },
  what: { zh: "数据", en: "What" },
  count: { zh: "数量", en: "How many" },
  first: { zh: "最早", en: "First" },
  last: { zh: "最近", en: "Last" },
  note: { zh: "已写入审计日志。", en: "It stands in the audit log." },
} as const satisfies Record<string, Words>;

/** RET-1: how much is kept of one number, for a reason. The number stays masked, so chat may tell it too. */
export const trace = defineCommand({
  name: "trace",
  feature: "numbers",
  words: {
    title: { zh: "全面查找号码", en: "Trace a number" },
    description: {
      zh: "统计企业保存的一个号码的全部数据，须写明原因，并写入审计日志；号码打码显示",
      en: "Counts all that is kept of one number, masked, with a reason, which the audit log keeps",
    },
    options: { phone: { zh: "号码", en: "Number" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({
    phone: z.string().trim().min(1).max(32),
    reason: z.string().trim().min(1).max(500),
  }),
  positional: ["phone", "reason"],
  permission: "KooMessage:recipient:trace",
  reads: false,
  audience: "person",
  async run(context, { phone, reason }): Promise<Answer> {
    const { locale, zone } = context;
    const wanted = phoneOrNull(phone);
    if (wanted === null) throw notPhone(context, phone);
    const { number, found } = await verb<Trace>(context.session, "trace_recipient", {
      number: wanted,
      reason,
      request: context.request("trace"),
    });
    const some = found.filter(({ count }) => count > 0);
    const columns = ["what", "count", "first", "last"] as const;
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { number }),
      note: say(SAYS.note, locale),
      ...(some.length === 0
        ? { text: say(SAYS.none, locale) }
        : {
            table: {
              name: "trace",
              columns: columns.map((name) => ({ title: say(SAYS[name], locale) })),
              rows: some.map(({ what, count, first_at, last_at }) => [
                say(TRACED_WORDS[what], locale),
                String(count),
                timeText(first_at, zone),
                timeText(last_at, zone),
              ]),
            },
          }),
    };
  },
});
