import { csvText } from "@tidings/shared/csv.ts";
import type { Translate } from "../ui/words.ts";
import { COUNTS, type CountName, type Period, type ReportLine } from "./roll-up.ts";

type Key = CountName | "period" | "send" | "batch" | "template";

/** The report as CSV, with the lines and columns shown. */
export function reportCsv(
  lines: readonly ReportLine[],
  period: Period,
  bySend: boolean,
  t: Translate<Key>,
): string {
  const header = [
    ...(period === "total" ? [] : [t("period")]),
    ...(bySend ? [t("send"), t("batch"), t("template")] : []),
    ...COUNTS.map((name) => t(name)),
  ];
  const cells = lines.map((line) => [
    ...(period === "total" ? [] : [line.period]),
    ...(bySend ? [line.send_name, line.batch_no, line.template_name] : []),
    ...COUNTS.map((name) => line[name]),
  ]);
  return csvText(header, cells);
}
