import { changeOf, type ReportAnswer, rateOfSum, timesOf } from "@tidings/shared/reports/answer.ts";
import { type ReportQuery, reportOf, spanOf } from "@tidings/shared/reports/query.ts";
import { Card, Statistic } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface ReportSumsProps {
  readonly query: ReportQuery;
  readonly answer: ReportAnswer;
}

/** The answer first: each figure of the whole time, beside that of as many days before. */
export function ReportSums({ query, answer: { total, before } }: ReportSumsProps) {
  const t = useTranslations(words);
  const amount = useAmount();
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
            <span className="faint">{changeText(total[name] ?? 0, before[name] ?? 0)}</span>
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
      </div>
      <div className="faint">{t("against", { count: spanOf(query) })}</div>
    </Card>
  );

  function changeText(now: number, then: number): string {
    const times = timesOf(now, then);
    if (times !== null) return t("times", { times, before: amount(then) });
    const change = changeOf(now, then);
    if (change === null) return t("none_before");
    if (change === 0) return t("same", { before: amount(then) });
    return t(change > 0 ? "up" : "down", { change: Math.abs(change), before: amount(then) });
  }
}
