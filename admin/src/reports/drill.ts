import type { Line } from "@tidings/shared/reports/answer.ts";
import { addressOf, dayPlus, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { dayjs, dayStart } from "../ui/time.ts";

const asked = (path: string, values: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(values)}`;

/** The part of a query's days that is between two others. Days are compared as texts. */
export function within(query: ReportQuery, first: string, last: string): Pick<ReportQuery, "first" | "last"> {
  const [, begin = first] = [first, query.first].sort();
  const [end = last] = [last, query.last].sort();
  return { first: begin, last: end };
}

/** From a month to its days. */
export function monthLink(query: ReportQuery, { period }: Line): string | null {
  if (query.period !== "month" || typeof period !== "string") return null;
  const first = `${period}-01`;
  const last = dayjs(first).endOf("month").format("YYYY-MM-DD");
  const { path } = reportOf(query.report);
  return asked(
    path === "" ? "/reports" : `/reports/${path}`,
    addressOf({
      ...query,
      period: "day",
      ...within(query, first, last),
    }),
  );
}

/**
 * From a figure to the messages that it counts: those of the line's day with this result. The list of messages knows templates and
 * signatures, so a line of anything else, or narrowed by anything else, leads nowhere.
 */
export function figureLink(query: ReportQuery, line: Line, measure: string, zone: string): string | null {
  const result = reportOf(query.report).measures[measure]?.result;
  const known = ["template", "signature", "template_id"];
  const day = line.period;
  if (result === undefined || query.period !== "day" || typeof day !== "string") return null;
  if (query.by.some((name) => !known.includes(name))) return null;
  // Names are looked for by a part here, and as a whole there.
  if (Object.keys(query.filters).some((option) => option !== "template_id")) return null;
  const template = line.template_id ?? query.filters.template_id;
  const signature = line.signature;
  return asked("/sends/details", {
    from: dayStart(dayjs(day), zone).toISOString(),
    to: dayStart(dayjs(dayPlus(day, 1)), zone).toISOString(),
    result,
    ...(typeof template === "string" ? { template } : {}),
    ...(typeof signature === "string" ? { signature } : {}),
  });
}
