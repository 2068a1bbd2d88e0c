import { z } from "zod";
import { count, percent } from "../ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import { changeOf } from "./answer.ts";
import { COST_UNKNOWN, SPENT, toldCost } from "./spending.ts";

/** A digest (BOT-4): the figures of a day, week or month beside those of the one before, as chat and mails say them. */

const sums = z.object({
  sends: z.number(),
  submitted: z.number(),
  accepted: z.number(),
  delivered: z.number(),
  failed: z.number(),
  unknown: z.number(),
  opened: z.number(),
});

/** What `private.digest_figures` answers. */
export const digestFigures = sums.extend({
  from: z.string(),
  to: z.string(),
  before: sums,
  days: z.array(z.object({ day: z.string(), delivered: z.number(), failed: z.number(), opened: z.number() })),
  // Digests made before there were costs have none.
  spent_fen: z.number().nullish(),
  spent_before_fen: z.number().nullish(),
  currency: z.string().optional(),
  /** Some were of the basic edition. */
  basic: z.boolean().optional(),
  available: z.number().nullable(),
  runs_out_on: z.string().nullable(),
  waits: z.number(),
  slow: z.number(),
  paused: z.number(),
  sick: z.number(),
});
export type DigestFigures = z.infer<typeof digestFigures>;

export const DIGEST_WORDS = {
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
} as const satisfies Record<string, Words>;

/** `+12 %` against the period before. */
function change(now: number, before: number): Words {
  const share = changeOf(now, before);
  if (share === null) return DIGEST_WORDS.fresh;
  if (share === 0) return DIGEST_WORDS.same;
  const text = `${share > 0 ? "+" : "−"}${Math.abs(share)} %`;
  return { zh: text, en: text };
}

type DigestField = { readonly label: string; readonly value: string };

const beside = (figure: string, change: string, locale: Locale): string =>
  fillPlaces(say(DIGEST_WORDS.before, locale), { figure, change });

/** The figures of a digest, each beside its change; what was zero in both periods is left out. */
export function digestFields(read: DigestFigures, locale: Locale): DigestField[] {
  const { before } = read;
  const compared = (name: "sends" | "delivered" | "failed" | "unknown" | "opened"): DigestField[] => {
    if (read[name] === 0 && before[name] === 0) return [];
    const changed = say(change(read[name], before[name]), locale);
    return [{ label: say(DIGEST_WORDS[name], locale), value: beside(count(read[name]), changed, locale) }];
  };
  const rate = {
    label: say(DIGEST_WORDS.rate, locale),
    // As the report has it: of all that were handed over, also those that the carrier did not accept.
    value: beside(
      percent(read.delivered, read.submitted),
      percent(before.delivered, before.submitted),
      locale,
    ),
  };
  const left = { label: say(DIGEST_WORDS.available, locale), value: unitsLeft(read, locale) };
  return [
    ...compared("sends"),
    ...compared("delivered"),
    ...compared("failed"),
    ...compared("unknown"),
    ...compared("opened"),
    ...(read.submitted > 0 ? [rate] : []),
    ...spent(read, locale),
    ...(read.available === null ? [] : [left]),
  ];
}

/** What it cost, beside the change, or why that is not known. Nothing where it was nothing. */
function spent(read: DigestFigures, locale: Locale): DigestField[] {
  const { spent_fen, spent_before_fen, currency } = read;
  if (spent_fen === 0 || spent_fen === undefined || currency === undefined) return [];
  const money = (fen: number) => moneyText(fen, currency, locale);
  const value = toldCost(spent_fen, spent_before_fen ?? null, {
    unknown: () => beside("—", say(COST_UNKNOWN.no_price, locale), locale),
    alone: money,
    compared: (now, before) => beside(money(now), say(change(now, before), locale), locale),
  });
  return [{ label: say(SPENT, locale), value }];
}

function unitsLeft({ available, runs_out_on }: DigestFigures, locale: Locale): string {
  const figure = count(available);
  return runs_out_on === null ? figure : fillPlaces(say(DIGEST_WORDS.until, locale), { figure, runs_out_on });
}
