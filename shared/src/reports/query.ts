import { dayPlus, isDay } from "../ground/clock.ts";
import { isId } from "../ground/ids.ts";
import { isCleanText } from "../ground/names.ts";
import { MOST_DAYS, PERIODS, type Period, type Report } from "./define.ts";
import { REPORTS, type ReportName } from "./reports.ts";

/** What somebody wants to see of a report. */
export interface ReportQuery {
  readonly report: ReportName;
  /** Days, `YYYY-MM-DD`, both in it. */
  readonly first: string;
  readonly last: string;
  readonly period: Period;
  /** Groups of the report. */
  readonly by: readonly string[];
  /** What is typed or chosen, by the filter's `option`; without the empty ones. */
  readonly filters: Readonly<Record<string, string>>;
}

/** The declaration of a report; panel and chat treat all alike. */
export const reportOf = (name: ReportName): Report => REPORTS[name];

/** How many days there are from the first to the last. */
export function spanOf({ first, last }: Pick<ReportQuery, "first" | "last">): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}

/** A query as it is in an address, `?from=&to=&period=&by=template,vendor&vendor=huawei`; what makes no sense is passed over. */
export function queryFrom(name: ReportName, address: URLSearchParams, today: string): ReportQuery {
  const report = reportOf(name);
  const [from = "", to = ""] = ["from", "to"].map((key) => address.get(key) ?? "");
  const last = isDay(to) ? to : today;
  const first =
    isDay(from) && from <= last && spanOf({ first: from, last }) <= MOST_DAYS ? from : dayPlus(last, -29);
  const by =
    address
      .get("by")
      ?.split(",")
      .filter((group) => Object.hasOwn(report.groups, group)) ?? report.by;
  const filters = Object.values(report.filters).flatMap(({ option, values }) => {
    const value = address.get(option)?.trim() ?? "";
    return value === "" || !isCleanText(value) || (values && !Object.hasOwn(values, value))
      ? []
      : [[option, value.slice(0, 200)] as const];
  });
  return {
    report: name,
    first,
    last,
    period: PERIODS.find((period) => period === address.get("period")) ?? report.period,
    by: [...new Set(by)].slice(0, 3),
    filters: Object.fromEntries(filters),
  };
}

/** What an address asks for and the query made of it does not: days, a filter, groups, by their keys in the address. */
export function passedOver(address: URLSearchParams, query: ReportQuery): string[] {
  const { filters } = reportOf(query.report);
  const taken: Record<string, string> = {
    from: query.first,
    to: query.last,
    period: query.period,
    by: query.by.join(),
    ...Object.fromEntries(Object.values(filters).map(({ option }) => [option, query.filters[option] ?? ""])),
  };
  return Object.keys(taken).filter((key) => address.has(key) && address.get(key)?.trim() !== taken[key]);
}

/** The address of a query, without what the report does by itself. */
export function addressOf(query: ReportQuery): Record<string, string> {
  const report = reportOf(query.report);
  return {
    from: query.first,
    to: query.last,
    ...(query.period === report.period ? {} : { period: query.period }),
    ...(query.by.join() === report.by.join() ? {} : { by: query.by.join() }),
    ...query.filters,
  };
}

/** Does a filter ask for an id with what is none? Then nothing is found, and nothing is asked. */
export function findsNothing({ report, filters }: ReportQuery): boolean {
  return Object.values(reportOf(report).filters).some(
    ({ id, option }) => id && filters[option] !== undefined && !isId(filters[option]),
  );
}

/** The filters of a query on the columns of its report. */
export function conditionsOf({ report, filters }: ReportQuery) {
  return Object.entries(reportOf(report).filters).flatMap(([column, { op, option }]) =>
    filters[option] === undefined ? [] : [{ column, op, value: filters[option] }],
  );
}

/** The arguments of the function `report`. */
export function argumentsOf(query: ReportQuery) {
  const { report, first, last, period, by } = query;
  return { report, first, last, period, by: [...by], filters: conditionsOf(query) };
}
