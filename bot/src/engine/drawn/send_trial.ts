import { count, percent } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { codeAdvice, codeText } from "@tidings/shared/sends/codes.ts";
import { outcomeOf, type Reason, type TrialFigures } from "@tidings/shared/sends/trial.ts";
import { DELIVERY_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import type { Field } from "../../ground/answer.ts";

/** What the card of a send says of its trial: the figures that decide whether the rest goes (SND-4). */

const LABELS = {
  trial: w("试发", "Trial"),
  reasons: w("试发未送达原因", "Trial: reasons for non-delivery"),
  vendors: w("试发的送达数（按厂商）", "Trial: deliveries by vendor"),
} as const satisfies Record<string, Words>;

const SAYS = {
  planned: w("先发 {count} 个", "{count} sent first"),
  no: w("否", "No"),
  rate: w("{sent} 条中送达 {delivered} 条（{share}）", "{delivered} of {sent} delivered ({share})"),
  failed: w("失败 {count}", "{count} failed"),
  open: w("暂无结果 {count}", "{count} without a result"),
  waits: w("待发 {count}", "{count} to send"),
  opened: w("卡片展示 {count}", "{count} {count:card view|card views}"),
  reason: w("{count} × {why}：{advice}", "{count} × {why}: {advice}"),
  bare: w("{count} × {why}", "{count} × {why}"),
  nameless: w("未知厂商", "Unknown vendor"),
} as const satisfies Record<string, Words>;

/** How many reasons a card tells; the panel has the others. */
const MOST_REASONS = 3;

/** The fields of a trial: whether there is one, and what became of it as soon as something went out. */
export function trialFields(row: SendCard, locale: Locale): Field[] {
  const told = (words: Words, places: object) => fillPlaces(say(words, locale), { ...places });
  const field = (name: keyof typeof LABELS, value: string) => ({ label: say(LABELS[name], locale), value });
  const figures = row.trial_figures;
  if (!row.trial) return [field("trial", say(SAYS.no, locale))];
  if (!figures || outcomeOf(figures).sent === 0)
    return [field("trial", told(SAYS.planned, { count: count(row.trial_size) }))];
  const reasons = figures.reasons.slice(0, MOST_REASONS).map((reason) => reasonText(reason, locale));
  const vendors = figures.vendors.map(({ vendor, delivered, failed, open }) => {
    const name = say(vendor === null ? SAYS.nameless : VENDOR_WORDS[vendor], locale);
    return `${name} ${count(delivered)}/${count(delivered + failed + open)}`;
  });
  return [
    field("trial", rateText(figures, locale)),
    ...(reasons.length === 0 ? [] : [field("reasons", reasons.join("\n"))]),
    ...(vendors.length === 0 ? [] : [field("vendors", vendors.join(", "))]),
  ];
}

/** `45 of 50 delivered (90.0 %) · 4 failed · 1 without news · 12 cards shown`; what is 0 is left out. */
function rateText(figures: TrialFigures, locale: Locale): string {
  const told = (words: Words, places: object) => fillPlaces(say(words, locale), { ...places });
  const { sent, delivered, failed, open } = outcomeOf(figures);
  const waits = figures.size - sent - figures.opted_out - figures.capped;
  const rate = told(SAYS.rate, {
    sent: count(sent),
    delivered: count(delivered),
    share: percent(delivered, sent),
  });
  const rest = [
    [SAYS.failed, failed],
    [SAYS.open, open],
    [SAYS.waits, waits],
    [SAYS.opened, figures.resolved],
  ] as const;
  return [rate, ...rest.flatMap(([words, n]) => (n > 0 ? [told(words, { count: count(n) })] : []))].join(
    " · ",
  );
}

/** `3 × Number not in use (MK:0001): Take it off the list.` */
function reasonText(reason: Reason, locale: Locale): string {
  const why = codeText(reason, DELIVERY_STATE_WORDS[reason.state], locale);
  const advice = codeAdvice(reason);
  const places = { count: count(reason.count), why, advice: advice ? say(advice, locale) : "" };
  return fillPlaces(say(advice ? SAYS.reason : SAYS.bare, locale), places);
}
