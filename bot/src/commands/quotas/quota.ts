import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { PAY_AS_YOU_GO_WORDS, QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("额度", "Quota"),
  none: w(
    "没有套餐包，也没有用量；超出套餐的部分按需计费。",
    "No packages and no usage yet. Anything beyond packages is pay-as-you-go.",
  ),
  kind: w("类型", "Type"),
  packages: w("套餐包", "Packages"),
  expiry: w("最近到期", "Next expiry"),
  runs_out: w("预计用完时间", "Runs out"),
  unpaid: w("未支付", "Unpaid"),
  low: w("不足，请及时订购", "low: order soon"),
} as const satisfies Record<string, Words>;

interface Balance {
  readonly kind: keyof typeof QUOTA_KIND_WORDS;
  readonly granted: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
  readonly payg_used: number;
  /** Clicks beyond the packages, while pay-as-you-go is off. */
  readonly unpaid: number;
  readonly packages: number;
  readonly next_expiry: string | null;
  /** At the pace of the last 14 days; null: it is not used, or lasts. */
  readonly runs_out_on: string | null;
  readonly low: "days" | "share" | null;
}

export const quota = defineCommand({
  name: "quota",
  feature: "quotas",
  words: {
    title: w("额度", "Quota"),
    description: w("查看套餐包余额和用量", "Shows package balances and usage"),
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: "KooMessage:quota:list",
  reads: true,
  audience: "chat_channel",
  async run(context): Promise<Answer> {
    const { locale } = context;
    const rows = await answerOf<Balance[]>(rowsHere(context, "quota_balances").order("kind"));
    if (rows.length === 0)
      return { tone: "plain", title: say(SAYS.title, locale), text: say(SAYS.none, locale) };
    const { available, reserved, used, granted } = QUOTA_ACCOUNT_WORDS;
    type Column = [Words, (row: Balance) => string];
    const unpaid: Column[] = rows.some((row) => row.unpaid > 0)
      ? [[SAYS.unpaid, (row) => count(row.unpaid)]]
      : [];
    const columns: readonly Column[] = [
      [SAYS.kind, (row) => say(QUOTA_KIND_WORDS[row.kind], locale)],
      [available, (row) => count(Math.max(0, row.available))],
      [reserved, (row) => count(row.reserved)],
      [used, (row) => count(row.used)],
      [granted, (row) => count(row.granted)],
      [PAY_AS_YOU_GO_WORDS, (row) => count(row.payg_used)],
      ...unpaid,
      [SAYS.packages, (row) => count(row.packages)],
      [SAYS.expiry, (row) => timeText(row.next_expiry, context.zone)],
      [
        SAYS.runs_out,
        ({ runs_out_on, low }) =>
          low ? `${runs_out_on ?? "—"} (${say(SAYS.low, locale)})` : (runs_out_on ?? "—"),
      ],
    ];
    return {
      tone: "plain",
      title: say(SAYS.title, locale),
      table: {
        name: "quota",
        columns: columns.map(([words], index) => ({
          title: say(words, locale),
          align: index > 0 && index < columns.length - 2 ? "right" : "left",
        })),
        rows: rows.map((row) => columns.map(([, value]) => value(row))),
      },
    };
  },
});
