import type { CrudFilters } from "@refinedev/core";
import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { conditionsOf, findsNothing, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { useMay } from "../ui/me.tsx";
import { ExportButton } from "../ui/resource/export-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** A report as jobs of the download centre (DLC-1): as it is shown, all lines of it, and the daily rows that it sums. */
export function ReportExport({ query }: { query: ReportQuery }) {
  const t = useTranslations(words);
  const may = useMay();
  const { exports, source } = reportOf(query.report);
  if (!may(exports) || findsNothing(query)) return null;
  const { period, by, first, last } = query;
  const filters: CrudFilters = conditionsOf(query).map(({ column, op, value }) => ({
    field: column,
    operator: op === "part" ? ("contains" as const) : ("eq" as const),
    value,
  }));
  const days: CrudFilters = [
    { field: "day", operator: "gte", value: first },
    { field: "day", operator: "lt", value: dayPlus(last, 1) },
  ];
  return (
    <ExportButton
      source={source}
      report={{ period, by: [...by], first, last }}
      filters={filters}
      also={{
        what: { source, filters: [...days, ...filters] },
        csv: t("by_day_csv"),
        xlsx: t("by_day_xlsx"),
        hint: t("by_day_hint"),
      }}
    />
  );
}
