import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";
import { SPENT } from "@tidings/shared/reports/spending.ts";
import { z } from "zod";
import type { Answer, Field } from "../../ground/answer.ts";
import { count, percent } from "../../ground/figures.ts";
import { chartPicture } from "../../pictures/chart.ts";
import { hinted } from "../../registry/hints.ts";
import type { View } from "../view.ts";

/** A digest (BOT-4): the figures of a day, week or month beside those of the one before. */

const sums = z.object({
  sends: z.number(),
  submitted: z.number(),
  accepted: z.number(),
  delivered: z.number(),
  failed: z.number(),
  unknown: z.number(),
  opened: z.number(),
});
const figures = sums.extend({
  from: z.string(),
  to: z.string(),
  before: sums,
  days: z.array(z.object({ day: z.string(), delivered: z.number(), failed: z.number(), opened: z.number() })),
  // Digests made before there were costs have none.
  spent_fen: z.number().nullish(),
  spent_before_fen: z.number().nullish(),
  currency: z.string().optional(),
  available: z.number().nullable(),
  runs_out_on: z.string().nullable(),
  waits: z.number(),
  slow: z.number(),
  paused: z.number(),
  sick: z.number(),
});

const SAYS = {
  day: w("日报 {from}", "Daily digest {from}"),
  span: w("{from} 至 {to} 汇总", "Digest, {from} to {to}"),
  nothing: w("这段时间没有发送。", "No sends in this period."),
  sends: w("发送任务", "Sends"),
  delivered: w("送达", "Delivered"),
  failed: w("失败", "Failed"),
  unknown: w("未知", "Unknown"),
  opened: w("解析", "Resolutions"),
  rate: w("送达率", "Delivery rate"),
  available: w("剩余解析额度", "Units left"),
  until: w("{figure}（预计 {runs_out_on} 用完）", "{figure} (expected to run out on {runs_out_on})"),
  before: w("{figure}（{change}）", "{figure} ({change})"),
  same: w("与上期持平", "unchanged"),
  fresh: w("上期为 0", "previously 0"),
  waits: w(
    "{waits} 项待审批，其中 {slow} 项已超过一天：`reviews`",
    "{waits} pending {waits:review|reviews}, {slow} for more than a day: `reviews`",
  ),
  paused: w(
    "{paused} 个发送任务已暂停：`sends --state paused`",
    "{paused} paused {paused:send|sends}: `sends --state paused`",
  ),
  sick: w("{sick} 个通道异常：`channels`", "{sick} failing {sick:channel|channels}: `channels`"),
} as const satisfies Record<string, Words>;

/** `+12 %` against the period before. */
function change(now: number, before: number): Words {
  if (before === 0) return SAYS.fresh;
  const share = Math.round(((now - before) / before) * 100);
  if (share === 0) return SAYS.same;
  const text = `${share > 0 ? "+" : "−"}${Math.abs(share)} %`;
  return { zh: text, en: text };
}

/** A digest as `private.digest_figures` has it. @throws ZodError where it is none */
export async function digestAnswer(view: View, details: unknown): Promise<Answer> {
  const { locale } = view;
  const read = figures.parse(details);
  const { before } = read;
  const told = (words: Words) => hinted(words, view, read);
  const title = told(read.from === read.to ? SAYS.day : SAYS.span);
  const compared = (name: "sends" | "delivered" | "failed" | "unknown" | "opened"): Field[] => {
    if (read[name] === 0 && before[name] === 0) return [];
    const places = { figure: count(read[name]), change: say(change(read[name], before[name]), locale) };
    return [{ label: say(SAYS[name], locale), value: fillPlaces(say(SAYS.before, locale), places) }];
  };
  const rate = {
    label: say(SAYS.rate, locale),
    value: `${percent(read.delivered, read.accepted)} (${percent(before.delivered, before.accepted)})`,
  };
  const todo = [
    ...(read.waits > 0 ? [told(SAYS.waits)] : []),
    ...(read.paused > 0 ? [told(SAYS.paused)] : []),
    ...(read.sick > 0 ? [told(SAYS.sick)] : []),
  ];
  const quiet =
    read.submitted + before.submitted === 0 && read.days.every((day) => day.delivered + day.failed === 0);
  const picture = quiet ? undefined : await chart(view, title, read.days);
  return {
    tone: "plain",
    title,
    ...(read.submitted === 0 ? { text: [say(SAYS.nothing, locale), ...todo].join("\n") } : {}),
    ...(read.submitted > 0 && todo.length > 0 ? { text: todo.join("\n") } : {}),
    fields: [
      ...compared("sends"),
      ...compared("delivered"),
      ...compared("failed"),
      ...compared("unknown"),
      ...compared("opened"),
      ...(read.accepted > 0 ? [rate] : []),
      ...spent(read, locale),
      ...(read.available === null
        ? []
        : [
            {
              label: say(SAYS.available, locale),
              value: unitsLeft(read.available, read.runs_out_on, locale),
            },
          ]),
    ],
    ...(picture ? { picture } : {}),
  };
}

/** What it cost, beside the change. Nothing where it was nothing, or has no price. */
function spent({ spent_fen, spent_before_fen, currency }: z.infer<typeof figures>, locale: Locale): Field[] {
  if (!spent_fen || currency === undefined) return [];
  const places = {
    figure: moneyText(spent_fen, currency, locale),
    change: say(change(spent_fen, spent_before_fen ?? 0), locale),
  };
  return [{ label: say(SPENT, locale), value: fillPlaces(say(SAYS.before, locale), places) }];
}

function unitsLeft(available: number, runs_out_on: string | null, locale: Locale): string {
  const figure = count(available);
  return runs_out_on === null ? figure : fillPlaces(say(SAYS.until, locale), { figure, runs_out_on });
}

function chart({ locale }: View, title: string, days: z.infer<typeof figures>["days"]) {
  const series = (name: "delivered" | "failed" | "opened", colour: string, stack?: string) => ({
    name: say(SAYS[name], locale),
    values: days.map((day) => day[name]),
    colour,
    ...(stack ? { stack } : {}),
  });
  return chartPicture(
    {
      title,
      of: "days",
      categories: days.map(({ day }) => day),
      series: [
        series("delivered", FIGURE_COLORS.good, "sent"),
        series("failed", FIGURE_COLORS.bad, "sent"),
        series("opened", FIGURE_COLORS.seen),
      ],
    },
    "digest",
  );
}
