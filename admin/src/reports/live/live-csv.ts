import { csvText } from "@tidings/shared/csv.ts";
import type { Translate } from "../../ui/words.ts";
import type { Period } from "../roll-up.ts";
import { countsOf, type LiveCount, type LiveLine, type Subject } from "./live-rows.ts";

type Key = LiveCount | "period" | "template" | "task" | "detail" | "vendor";

/** A live report as CSV, with the lines and columns shown. */
export function liveCsv(
  subject: Subject,
  lines: readonly LiveLine[],
  period: Period,
  split: boolean,
  t: Translate<Key>,
  vendorName: (vendor: NonNullable<LiveLine["vendor"]>) => string,
): string {
  const counts = countsOf(subject, split);
  const ofLinks = subject === "group-links";
  const header = [
    ...(period === "total" ? [] : [t("period")]),
    t(ofLinks ? "task" : "template"),
    ...(ofLinks ? [t("detail")] : []),
    ...(split ? [t("vendor")] : []),
    ...counts.map((name) => t(name)),
  ];
  return csvText(
    header,
    lines.map((line) => [
      ...(period === "total" ? [] : [line.period]),
      line.name,
      ...(ofLinks ? [line.detail] : []),
      ...(split ? [line.vendor ? vendorName(line.vendor) : ""] : []),
      ...counts.map((name) => line[name]),
    ]),
  );
}
