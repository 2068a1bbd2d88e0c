import { keyOf, type Line } from "@tidings/shared/reports/answer.ts";
import { type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { useAmount } from "../ui/amount.ts";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { daysOf } from "./drill.ts";
import { useReport } from "./use-report.ts";
import { words } from "./words.ts";

/** 日报表: the days of one line of a report. */
export function LineDays({ query, line }: { query: ReportQuery; line: Line }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { measures, filters, groups } = reportOf(query.report);
  // Keys that a filter can name are asked for; lines without one are picked out of the answer.
  const keys = query.by.flatMap((name) => {
    const column = groups[name]?.key ?? "";
    const filter = filters[column];
    const value = line[column];
    return filter?.op === "is" && value !== null ? [[filter.option, String(value)] as const] : [];
  });
  const days: ReportQuery = {
    ...query,
    period: "day",
    filters: { ...query.filters, ...Object.fromEntries(keys) },
    ...daysOf(query, line),
  };
  const { data, loading, failure, retry } = useReport(days);
  if (loading) return <ListSkeleton />;
  if (failure !== null && !data) return <Failed failure={failure} retry={retry} />;
  const own = (one: Line) => keyOf(days, { ...one, period: "" }) === keyOf(days, { ...line, period: "" });
  return (
    <ScrollTable<Line>
      aria-label={t("daily")}
      size="small"
      rowKey={(one) => String(one.period)}
      pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={data?.lines.filter(own) ?? []}
      columns={[
        { key: "period", title: t("period"), dataIndex: "period" },
        ...Object.entries(measures).map(([name, { label }]) => ({
          key: name,
          title: t(label),
          align: "right" as const,
          render: (_value: unknown, one: Line) => amount(one[name]),
        })),
      ]}
    />
  );
}
