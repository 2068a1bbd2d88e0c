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
  "费用包含短信条数费和套餐外用量的费用，按审批时的价格计算；套餐内用量已在订购时支付。",
  "Cost covers SMS segments and usage beyond your packages, at the prices in force when the send was approved. Package usage was paid for with the order.",
);

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

/** The cost of each line of a report; of a line without messages nothing. */
export function costsOf({ by }: ReportQuery, { currency, lines }: Spending) {
  const fen = new Map(lines.map((line) => [keyOf(by, { ...line }), line.fen]));
  return (line: Line, locale: Locale): string => {
    const cost = fen.get(keyOf(by, line));
    return cost === null ? "—" : moneyText(cost ?? 0, currency, locale);
  };
}
