import { dayPlus } from "../ground/clock.ts";
import { percent } from "../ground/figures.ts";
import { type Locale, say, type Words, w } from "../ground/locale.ts";
import type { Group, Report } from "./define.ts";
import { type ReportQuery, reportOf, spanOf } from "./query.ts";

export type Figures = Readonly<Record<string, number>>;
/** A line: its period, the keys of its groups with their names, and the figures. */
export type Line = Readonly<Record<string, string | number | null>>;

/** What the function `report` answers. */
export interface ReportAnswer {
  readonly lines: readonly Line[];
  /** There are further lines. */
  readonly more: boolean;
  readonly total: Figures;
  /** The same of as many days before. */
  readonly before: Figures;
  /** The days of both times that have any figure. */
  readonly days: readonly Line[];
}

/** Nothing was found. */
export function emptyAnswer(report: Report): ReportAnswer {
  const zero = Object.fromEntries(Object.keys(report.measures).map((name) => [name, 0]));
  return { lines: [], more: false, total: zero, before: zero, days: [] };
}

const NONE = w("未知", "Unknown");

/** What a line is called in one of its groups. */
export function nameOf(group: Group, line: Readonly<Record<string, unknown>>): Words | string {
  const key = line[group.key];
  if (key === null && group.none) return group.none;
  const name = group.named ? line[group.named.columns[0]] : key;
  if (name === null || name === undefined) return NONE;
  return group.values?.[String(name)] ?? String(name);
}

/** As `nameOf`, in a language. */
export function nameIn(group: Group, line: Line, locale: Locale): string {
  const name = nameOf(group, line);
  return typeof name === "string" ? name : say(name, locale);
}

/** What is under the name. */
export function besideName(group: Group, line: Line): string {
  return (group.named?.columns.slice(1) ?? [])
    .map((column) => line[column])
    .filter((text) => text !== null && text !== undefined && text !== "")
    .join(" · ");
}

/** A number for each line, so that two lines are never one. */
export function keyOf({ by, report }: ReportQuery, line: Line): string {
  const { groups } = reportOf(report);
  return JSON.stringify([line.period, ...by.map((name) => line[groups[name]?.key ?? ""])]);
}

export const PERIOD: Words = w("日期", "Date");

/** The lines as a table of raw values, for chat. `names` of a row: its period, and of each group the name with what is beside it. */
export function tableOf(query: ReportQuery, answer: ReportAnswer, locale: Locale) {
  const report = reportOf(query.report);
  const groups = query.by.flatMap((name) => report.groups[name] ?? []);
  const dated = query.period !== "total";
  const heads = [...(dated ? [say(PERIOD, locale)] : []), ...groups.map(({ label }) => say(label, locale))];
  const named = (group: Group, line: Line): string => {
    const [name, beside] = [nameIn(group, line, locale), besideName(group, line)];
    return beside === "" ? name : `${name} (${beside})`;
  };
  return {
    heads,
    figures: Object.values(report.measures).map(({ label }) => say(label, locale)),
    rate: report.rate ? say(report.rate.label, locale) : null,
    rows: answer.lines.map((line) => ({
      names: [...(dated ? [String(line.period)] : []), ...groups.map((group) => named(group, line))],
      figures: Object.keys(report.measures).map((name) => Number(line[name])),
      rate: rateOf(query, line),
    })),
  };
}

/** The share that is told beside the figures of a line, `98.2 %`; null if there is nothing to take. */
export function rateOf(
  query: Pick<ReportQuery, "report" | "by" | "filters">,
  figures: Readonly<Record<string, unknown>>,
): string | null {
  const { rate } = reportOf(query.report);
  // Receipts of failures seldom name a vendor, so a vendor's share would be one of what arrived.
  if (!rate || query.filters.vendor !== undefined || query.by.includes("vendor")) return null;
  const [part, of] = [Number(figures[rate.part]), Number(figures[rate.of])];
  return of > 0 ? percent(part, of) : null;
}

/** As `rateOf`, of the sum of all lines: split by vendor, that is of all messages still. */
export const rateOfSum = (query: ReportQuery, total: Figures): string | null =>
  rateOf({ ...query, by: [] }, total);

/** More days than this are drawn by month. */
const MOST_BARS = 92;

/** A figure over time: the days of the query, or its months where there are many, and the same of the time before. */
export function overTime(query: ReportQuery, answer: ReportAnswer) {
  const span = spanOf(query);
  const byDay = new Map(answer.days.map((day) => [day.day, day]));
  const days = Array.from({ length: span }, (_, n) => dayPlus(query.first, n));
  const monthly = span > MOST_BARS;
  const axis = monthly ? [...new Set(days.map((day) => day.slice(0, 7)))] : days;
  const values = (name: string, shift: number) => {
    const sums = new Map(axis.map((slot) => [slot, 0]));
    for (const day of days) {
      const slot = monthly ? day.slice(0, 7) : day;
      sums.set(slot, (sums.get(slot) ?? 0) + Number(byDay.get(dayPlus(day, -shift))?.[name] ?? 0));
    }
    return [...sums.values()];
  };
  return { axis, of: (name: string) => values(name, 0), before: (name: string) => values(name, span) };
}

/** What the lines of a query are narrowed to, `Template: 签收提醒 · Vendor: Huawei`; ids say nothing to people. An empty text where they are all. */
export function narrowedTo({ report, filters }: ReportQuery, locale: Locale): string {
  return Object.values(reportOf(report).filters)
    .flatMap(({ label, option, values, id }) => {
      const value = filters[option];
      if (value === undefined || id) return [];
      return [
        `${say(label, locale)}${locale === "zh-CN" ? "：" : ": "}${values?.[value] ? say(values[value], locale) : value}`,
      ];
    })
    .join(" · ");
}

/** From so many times on a change is told in times: `+146251%` says nothing. */
const IN_TIMES = 10;

/** How many times what was before there is now; null where it is told in per cent. */
export function timesOf(now: number, before: number): number | null {
  return before > 0 && now >= before * IN_TIMES ? Math.round(now / before) : null;
}

/** The change against the time before, in per cent; null where there was nothing. */
export function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : Math.round(((now - before) / before) * 100);
}
