import { COLORS, FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { overTime, type ReportAnswer } from "@tidings/shared/reports/answer.ts";
import { type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { useMemo } from "react";
import { Chart } from "../ui/chart.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The figures over time, as stacked bars, and the first of them in the time before as a line. */
export function ReportChart({ query, answer }: { query: ReportQuery; answer: ReportAnswer }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { title, unit } = reportOf(query.report);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language
  const { axis, series } = useMemo(() => {
    const time = overTime(query, answer);
    const drawn = Object.entries(reportOf(query.report).measures).filter(
      ([name, { tone }]) => tone && time.of(name).some((value) => value > 0),
    );
    const [first] = drawn;
    return {
      axis: time.axis.map((slot) => (slot.length > 7 ? slot.slice(5) : slot)),
      series: [
        ...drawn.map(([name, { label, tone, line }]) => ({
          name: t(label),
          color: FIGURE_COLORS[tone ?? "neutral"],
          values: time.of(name),
          ...(line ? { kind: "line" as const } : { stack: "all" }),
        })),
        ...(first && time.before(first[0]).some((value) => value > 0)
          ? [
              {
                name: t("before", { name: t(first[1].label) }),
                color: COLORS.waiting,
                kind: "line" as const,
                dashed: true,
                values: time.before(first[0]),
              },
            ]
          : []),
      ],
    };
  }, [query, answer, locale]);
  if (series.length === 0) return <p className="faint">{t("all_zero")}</p>;
  return (
    <Chart axis={axis} series={series} unit={t(unit)} label={t("chart", { name: t(title) })} height={300} />
  );
}
