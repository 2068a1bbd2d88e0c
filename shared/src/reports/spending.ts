import type { Locale } from "../ground/locale.ts";
import { type Words, w } from "../ground/locale.ts";
import { moneyText } from "../ground/money.ts";
import type { Line } from "./answer.ts";
import { argumentsOf, type ReportQuery, reportOf } from "./query.ts";

/** What the function `spending` answers: amounts in hundredths of the currency, null where a price is missing. */
export interface Spending {
  readonly currency: string;
  readonly total_fen: number | null;
  /** The same of as many days before. */
  readonly before_fen: number | null;
  readonly lines: readonly SpendingLine[];
}

interface SpendingLine {
  readonly period: string;
  readonly send_id: string | null;
  readonly template_id: string | null;
  readonly signature: string | null;
  readonly fen: number | null;
}

export const SPENT: Words = w("费用", "Cost");
export const SPENT_NOTE: Words = w(
  "费用包含按条计的短信费和套餐外用量的费用，按审批时的价格计算；套餐内用量已在订购时支付。",
  "Cost covers SMS segments and usage beyond your packages, at the prices in force when the send was approved. Package usage was paid for with the order.",
);

/** Why a cost is not known. */
export const COST_UNKNOWN = {
  no_price: w("审批时未设置单价", "No unit price was set at approval"),
} as const satisfies Record<string, Words>;

/** What is told where the costs of a report could not be read; its figures are told without them. */
export const COST_UNAVAILABLE: Words = w("费用暂时无法读取", "Costs aren't available right now");

/** The columns whose lines have a cost. Nothing says which network a unit was used in. */
const PRICED: Readonly<Record<string, "send_id" | "template_id" | "signature">> = {
  send: "send_id",
  template: "template_id",
  signature: "signature",
};

/** What is asked for the cost of a report's lines; null where they have none. */
export function spendingOf(query: ReportQuery) {
  const { report, first, last, period, by, filters } = argumentsOf(query);
  if (!reportOf(query.report).priced) return null;
  if (by.some((name) => !(name in PRICED)) || filters.some(({ column }) => column === "network")) return null;
  return { report, first, last, period, by, filters };
}

const keyOf = (by: readonly string[], line: Readonly<Record<string, unknown>>) =>
  JSON.stringify([line.period ?? "", ...by.map((name) => line[PRICED[name] ?? ""] ?? null)]);

/** The cost of each line of a report, in hundredths: 0 of a line without messages, null where something in it has no price. */
export function fenOf({ by }: Pick<ReportQuery, "by">, { lines }: Pick<Spending, "lines">) {
  const fen = new Map(lines.map((line) => [keyOf(by, { ...line }), line.fen]));
  return (line: Readonly<Record<string, unknown>>): number | null => {
    const cost = fen.get(keyOf(by, line));
    return cost === undefined ? 0 : cost;
  };
}

/** What was spent in a period of spending by day or month. */
export const costOf = (spending: Pick<Spending, "lines">, period: string): number | null =>
  fenOf({ by: [] }, spending)({ period });

/** An amount as people read it; a dash where it is not known. */
export const costText = (
  fen: number | null,
  { currency }: Pick<Spending, "currency">,
  locale: Locale,
): string => (fen === null ? "—" : moneyText(fen, currency, locale));

/** A cost beside that of the time before, as `unknown`, `alone` and `compared` write it. The earlier one may have no price either: null is not 0. */
export function toldCost<T>(
  now: number | null,
  before: number | null,
  {
    unknown,
    alone,
    compared,
  }: {
    unknown(): T;
    alone(now: number): T;
    compared(now: number, before: number): T;
  },
): T {
  if (now === null) return unknown();
  return before === null ? alone(now) : compared(now, before);
}

/** As `fenOf`, as people read it. */
export function costsOf(query: Pick<ReportQuery, "by">, spending: Spending) {
  const of = fenOf(query, spending);
  return (line: Line, locale: Locale): string => costText(of(line), spending, locale);
}

/** The columns of a cost in a file: the amount, empty where it is not known, and why that is. */
export const COST_COLUMNS = ["spent_fen", "spent_why"] as const;

/** Lines with the columns of their cost; `currency` is beside them for programs. */
export function withCosts<L extends Readonly<Record<string, unknown>>>(
  query: Pick<ReportQuery, "by">,
  spending: Pick<Spending, "currency" | "lines">,
  lines: readonly L[],
) {
  const of = fenOf(query, spending);
  return lines.map((line) => {
    const spent_fen = of(line);
    const spent_why = spent_fen === null ? ("no_price" satisfies keyof typeof COST_UNKNOWN) : null;
    return { ...line, currency: spending.currency, spent_fen, spent_why };
  });
}
