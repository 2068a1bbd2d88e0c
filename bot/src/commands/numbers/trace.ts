import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { TRACED_WORDS, type Trace } from "@tidings/shared/numbers/trace.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { notPhone } from "../../numbers/find.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("企业保存的与 {number} 有关的数据", "Data stored about {number}"),
  none: w("没有这个号码的数据。", "No data stored about this number."),
  what: w("数据", "Data"),
  count: w("数量", "Count"),
  first: w("最早", "Earliest"),
  last: w("最近", "Latest"),
  note: w("已写入审计日志。", "Recorded in the audit log."),
} as const satisfies Record<string, Words>;

/** RET-1: how much is kept of one number, for a reason. The number stays masked, so chat may tell it too. */
export const trace = defineCommand({
  name: "trace",
  feature: "numbers",
  words: {
    title: w("全面查找号码", "Trace a number"),
    description: w(
      "统计企业保存的某个号码的全部数据（号码脱敏）；须写明原因，操作会写入审计日志",
      "Counts all data stored about a number, shown masked; requires a recorded reason",
    ),
    options: { phone: w("号码", "Number"), reason: w("原因", "Reason") },
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
