import type { CrudFilters } from "@refinedev/core";
import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { conditionsOf, findsNothing, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { useMay } from "../ui/me.tsx";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The rows of a report, by day, as a job of the download centre (DLC-1). What is rolled up on the page is saved by the page. */
export function ReportExport({ query }: { query: ReportQuery }) {
  const t = useTranslations(words);
  const may = useMay();
  if (!may(reportOf(query.report).exports) || findsNothing(query)) return null;
  const filters: CrudFilters = [
    { field: "day", operator: "gte", value: query.first },
    { field: "day", operator: "lt", value: dayPlus(query.last, 1) },
    ...conditionsOf(query).map(({ column, op, value }) => ({
      field: column,
      operator: op === "part" ? ("contains" as const) : ("eq" as const),
      value,
    })),
  ];
  return (
    <ExportButton
      source={reportOf(query.report).source}
      filters={filters}
      says={{ label: t("by_day"), hint: t("by_day_hint") }}
    />
  );
}
