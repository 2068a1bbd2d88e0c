import { dayPlus, dayStart } from "@tidings/shared/ground/clock.ts";
import type { Line } from "@tidings/shared/reports/answer.ts";
import type { Report } from "@tidings/shared/reports/define.ts";
import { addressOf, conditionsOf, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { dayjs } from "../ui/time.ts";

const asked = (path: string, values: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(values)}`;

/** The address of a report in the panel. */
export const pathOf = ({ path }: Report) => (path === "" ? "/reports" : `/reports/${path}`);

/** The part of a query's days that is between two others. Days are compared as texts. */
export function within(query: ReportQuery, first: string, last: string): Pick<ReportQuery, "first" | "last"> {
  const [, begin = first] = [first, query.first].sort();
  const [end = last] = [last, query.last].sort();
  return { first: begin, last: end };
}

/** The days of a line. */
export function daysOf(query: ReportQuery, { period }: Line): Pick<ReportQuery, "first" | "last"> {
  if (query.period === "total" || typeof period !== "string") return within(query, query.first, query.last);
  if (query.period === "day") return { first: period, last: period };
  return within(query, `${period}-01`, dayjs(`${period}-01`).endOf("month").format("YYYY-MM-DD"));
}

/** From a month to its days. */
export function monthLink(query: ReportQuery, line: Line): string | null {
  if (query.period !== "month" || typeof line.period !== "string") return null;
  return asked(
    pathOf(reportOf(query.report)),
    addressOf({ ...query, period: "day", ...daysOf(query, line) }),
  );
}

/**
 * From a figure to the report that has the lines it counts (`opens` of a measure): those of the same days, under the filters of the query
 * and the keys of the line. Null where one of these cannot be asked for there.
 */
export function reportLink(query: ReportQuery, line: Line, measure: string): string | null {
  const { groups, measures } = reportOf(query.report);
  const opens = measures[measure]?.opens;
  if (!opens) return null;
  const narrowed = [
    ...conditionsOf(query),
    ...query.by.flatMap((name) => {
      const column = groups[name]?.key;
      return column === undefined ? [] : [{ column, op: "is" as const, value: line[column] }];
    }),
  ];
  const filters = narrowed.map(({ column, op, value }) => {
    const filter = opens.report.filters[column];
    return filter?.op === op && value ? ([filter.option, String(value)] as const) : null;
  });
  if (filters.includes(null)) return null;
  const { first, last } = daysOf(query, line);
  return asked(pathOf(opens.report), {
    from: first,
    to: last,
    ...Object.fromEntries(filters.filter((filter) => filter !== null)),
    ...opens.filters,
  });
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
    from: dayStart(day, zone).toISOString(),
    to: dayStart(dayPlus(day, 1), zone).toISOString(),
    result,
    ...(typeof template === "string" ? { template } : {}),
    ...(typeof signature === "string" ? { signature } : {}),
  });
}
