import { moneyText } from "@tidings/shared/ground/money.ts";
import { type ReportAnswer, rateOfSum } from "@tidings/shared/reports/answer.ts";
import { type ReportQuery, reportOf, spanOf } from "@tidings/shared/reports/query.ts";
import {
  COST_UNKNOWN,
  SPENT,
  SPENT_NOTE,
  type Spending,
  toldCost,
} from "@tidings/shared/reports/spending.ts";
import { Card, Statistic } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useChange } from "../ui/change.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface ReportSumsProps {
  readonly query: ReportQuery;
  readonly answer: ReportAnswer;
  readonly spending: Spending | undefined;
}

/** The answer first: each figure of the whole time, beside that of as many days before. */
export function ReportSums({ query, answer: { total, before }, spending }: ReportSumsProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const change = useChange();
  const report = reportOf(query.report);
  const [rate, then] = [rateOfSum(query, total), rateOfSum(query, before)];
  // What is zero all through is said by the table.
  const shown = Object.entries(report.measures).filter(([name]) => total[name] || before[name]);
  return (
    <Card>
      <div className="report-sums">
        {shown.map(([name, { label }]) => (
          <div key={name}>
            <Statistic title={t(label)} value={amount(total[name])} />
            <span className="faint">{change(total[name] ?? 0, before[name] ?? 0, amount)}</span>
          </div>
        ))}
        {report.rate && rate && (
          <div>
            <Statistic title={t(report.rate.label)} value={rate} />
            <span className="faint">
              {then === null ? t("no_rate_before") : t("rate_before", { rate: then })}
            </span>
          </div>
        )}
        {spending && (
          <div data-testid="spent">
            <Statistic title={t(SPENT)} value={money(spending.total_fen)} />
            <span className="faint">
              {toldCost(spending.total_fen, spending.before_fen, {
                unknown: () => t(COST_UNKNOWN.no_price),
                alone: () => null,
                compared: (now, before) => change(now, before, money),
              })}
            </span>
          </div>
        )}
      </div>
      <div className="faint">{t("against", { count: spanOf(query) })}</div>
      {spending && <div className="faint">{t(SPENT_NOTE)}</div>}
    </Card>
  );

  function money(fen: number | null): string {
    return fen === null ? "—" : moneyText(fen, spending?.currency ?? "CNY", locale);
  }
}
