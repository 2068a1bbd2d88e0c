import type { Enum } from "../ground/enums.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { moneyText, unitPriceText } from "../ground/money.ts";

/** What a send costs, in one sentence for panel and chat alike (PKG-2). The figures are the database's (`private.cost_of`, `private.send_charges`). */

/** What an approval would reserve, and what it costs at most. Amounts are hundredths of the currency, null without a price. */
export interface Cost {
  readonly units: number;
  readonly packages: number;
  readonly pay_as_you_go: number;
  /** False: the approval would be refused. */
  readonly allowed: boolean;
  /** May units beyond the packages be paid for one by one? */
  readonly pays_beyond: boolean;
  /** What is left of the packages, by whom they are for: `three_network`, and of the basic edition each network asked about. */
  readonly left: Readonly<Record<string, number>>;
  /** Of the basic edition: the units by network, as far as they are known. */
  readonly networks: Readonly<Record<string, number>> | null;
  /** SMS of the whole send. */
  readonly segments: number;
  readonly currency: string;
  /** The prices of one, in millionths of the currency. */
  readonly unit_micros?: number | null;
  readonly segment_micros?: number | null;
  readonly units_fen: number | null;
  readonly segments_fen: number | null;
  readonly most_fen: number | null;
}

/** What a send did cost so far. */
export interface Charges {
  readonly units: number;
  readonly packages: number;
  readonly pay_as_you_go: number;
  /** Units still reserved for cards that can be opened. */
  readonly open: number;
  /** SMS handed to the carrier. */
  readonly segments: number;
  readonly currency: string;
  /** The price of one segment at the approval, in millionths of the currency. */
  readonly segment_micros?: number | null;
  readonly units_fen: number | null;
  readonly segments_fen: number | null;
  readonly total_fen: number | null;
}

const SAYS = {
  both: w(
    "{units} 次解析：套餐 {packages}，按需 {beyond}",
    "{units} {units:resolution|resolutions}: {packages} from packages, {beyond} pay-as-you-go",
  ),
  packages: w("{units} 次解析：全部由套餐抵扣", "{units} {units:resolution|resolutions}: all from packages"),
  beyond: w("{units} 次解析：全部按需", "{units} {units:resolution|resolutions}: all pay-as-you-go"),
  none: w("0 次解析", "0 resolutions"),
  segments: w("{segments} 条短信", "{segments} {segments:SMS segment|SMS segments}"),
  each: w("每次：{text}", "per run: {text}"),
  most: w("最多 {total}", "at most {total}"),
  total: w("共 {total}", "{total} in total"),
  short: w(
    "套餐额度还差 {beyond} 条，且按需计费已关闭，无法全部通过",
    "your packages are {beyond} {beyond:unit|units} short and pay-as-you-go is off, so not all can be approved",
  ),
  no_price: w("价目表未定价，金额未知", "no price set, so the amount is unknown"),
  open: w("另有 {open} 次预留", "{open} more reserved"),
} as const satisfies Record<string, Words>;

/** As SAYS, of storyboards: a unit is a message, and nothing is resolved. */
const BASIC_SAYS = {
  both: w(
    "{units} 条：套餐 {packages}，按需 {beyond}",
    "{units} {units:message|messages}: {packages} from packages, {beyond} pay-as-you-go",
  ),
  packages: w("{units} 条：全部由套餐抵扣", "{units} {units:message|messages}: all from packages"),
  beyond: w("{units} 条：全部按需", "{units} {units:message|messages}: all pay-as-you-go"),
  none: w("0 条", "0 messages"),
} as const satisfies Record<string, Words>;

interface Figures {
  readonly units: number;
  readonly packages: number;
  readonly pay_as_you_go: number;
  readonly segments: number;
  readonly currency: string;
  readonly unit_micros?: number | null;
  readonly segment_micros?: number | null;
  readonly units_fen: number | null;
  readonly segments_fen: number | null;
}

function unitWords({ units, packages, pay_as_you_go }: Figures, kind: Enum<"message_kind">): Words {
  const says = kind === "basic" ? BASIC_SAYS : SAYS;
  if (units === 0) return says.none;
  if (pay_as_you_go === 0) return says.packages;
  return packages === 0 ? says.beyond : says.both;
}

/** The parts of a cost and its sum, as one sentence. */
function sentence(
  cost: Figures,
  sum: number | null,
  sumWords: Words,
  more: readonly string[],
  locale: Locale,
  kind: Enum<"message_kind">,
): string {
  const zh = locale === "zh-CN";
  const money = (fen: number) => moneyText(fen, cost.currency, locale);
  // The price of one may have half a fen, an amount has none: each line is rounded as it is charged, so the lines add up to the sum.
  const priced = (text: string, fen: number | null, items: number, micros: number | null | undefined) => {
    if (fen === null || fen === 0) return text;
    const each = micros ? `${count(items)} × ${unitPriceText(micros, cost.currency, locale)} ` : "";
    const is = each === "" ? "" : (items * (micros ?? 0)) % 10_000 === 0 ? "= " : "≈ ";
    const amount = `${each}${is}${money(fen)}`;
    return zh ? `${text}（${amount}）` : `${text} (${amount})`;
  };
  const count = (value: number) => value.toLocaleString("en-US");
  const told = (words: Words, places: Record<string, string>) => fillPlaces(say(words, locale), places);
  const units = told(unitWords(cost, kind), {
    units: count(cost.units),
    packages: count(cost.packages),
    beyond: count(cost.pay_as_you_go),
  });
  return [
    // Texts without a card take no units.
    ...(kind === "text" ? [] : [priced(units, cost.units_fen, cost.pay_as_you_go, cost.unit_micros)]),
    // A storyboard is no SMS.
    ...(kind === "basic"
      ? []
      : [
          priced(
            told(SAYS.segments, { segments: count(cost.segments) }),
            cost.segments_fen,
            cost.segments,
            cost.segment_micros,
          ),
        ]),
    sum === null ? say(SAYS.no_price, locale) : told(sumWords, { total: money(sum) }),
    ...more,
  ].join(zh ? "；" : "; ");
}

/** What one of several sends that are approved together costs by itself. */
export interface CostOfOne {
  readonly cost: Cost;
  readonly kind: Enum<"message_kind">;
}

/** The units of sends that their packages do not cover, where all are approved. */
function beyondOf(costs: readonly Cost[]): number {
  const sum = (of: (cost: Cost) => number) => costs.reduce((all, cost) => all + of(cost), 0);
  const specs = [...new Set(costs.flatMap(({ left }) => Object.keys(left)))];
  const paid = specs.map((spec) => {
    // The rows were read one after another: the least that was left is what is certain.
    const least = Math.min(...costs.flatMap(({ left }) => left[spec] ?? []));
    return spec === "three_network"
      ? least
      : Math.min(
          least,
          sum(({ networks }) => networks?.[spec] ?? 0),
        );
  });
  return Math.max(0, sum(({ units }) => units) - paid.reduce((all, units) => all + units, 0));
}

/** The most that these units are charged: each reservation is rounded by itself, of the basic edition one for each network and the rest. */
function mostFen(units: number, micros: number, costs: readonly Cost[]): number {
  const exact = (units * micros) / 10_000;
  if (micros % 10_000 === 0) return exact;
  const lines = costs.reduce((all, { networks }) => all + 1 + Object.keys(networks ?? {}).length, 0);
  return Math.floor(exact + Math.min(lines, units) / 2);
}

/** What sends cost together at most, as a sentence; null for none. No two are paid by the same units of a package. */
export function costOfAllText(costs: readonly CostOfOne[], locale: Locale): string | null {
  const [first] = costs;
  if (!first) return null;
  let short = 0;
  let fen: number | null = 0;
  const plus = (part: number | null) => {
    fen = fen === null || part === null ? null : fen + part;
  };
  for (const { cost } of costs) plus(cost.segments === 0 ? 0 : cost.segments_fen);
  for (const of of Map.groupBy(costs, ({ kind }) => (kind === "basic" ? "message" : "resolution")).values()) {
    const asking = of.map(({ cost }) => cost).filter(({ units }) => units > 0);
    const beyond = beyondOf(asking);
    if (beyond === 0) continue;
    if (!asking.every(({ pays_beyond }) => pays_beyond)) short += beyond;
    const prices = asking.flatMap(({ unit_micros }) => unit_micros ?? []);
    plus(prices.length < asking.length ? null : mostFen(beyond, Math.max(...prices), asking));
  }
  if (short > 0) return fillPlaces(say(SAYS.short, locale), { beyond: short.toLocaleString("en-US") });
  if (fen === null) return say(SAYS.no_price, locale);
  return fillPlaces(say(SAYS.most, locale), { total: moneyText(fen, first.cost.currency, locale) });
}

/** `each`: the send recurs, and this is one of its occurrences. `6 resolutions: 4 from packages, 2 pay-as-you-go (2 × CN¥0.04 = CN¥0.08); 6 SMS segments (6 × CN¥0.045 = CN¥0.27); at most CN¥0.35`. */
export function costText(
  cost: Cost,
  locale: Locale,
  each = false,
  kind: Enum<"message_kind"> = "aim",
): string {
  const text = sentence(cost, cost.most_fen, SAYS.most, [], locale, kind);
  return each ? fillPlaces(say(SAYS.each, locale), { text }) : text;
}

/** `3 resolutions: 2 from packages, 1 pay-as-you-go (CN¥0.04); 5 SMS segments (5 × CN¥0.045 ≈ CN¥0.23); CN¥0.27 in all; 1 more reserved`. */
export function chargesText(charges: Charges, locale: Locale, kind: Enum<"message_kind"> = "aim"): string {
  const open =
    charges.open === 0
      ? []
      : [fillPlaces(say(SAYS.open, locale), { open: charges.open.toLocaleString("en-US") })];
  return sentence(charges, charges.total_fen, SAYS.total, open, locale, kind);
}
