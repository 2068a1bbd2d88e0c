import { lastDays } from "../ui/time.ts";

/** A row of `send_report`: a send on a day. */
export interface ReportRow {
  readonly day: string;
  readonly send_id: string;
  readonly send_name: string;
  readonly batch_no: string;
  readonly template_id: string;
  readonly template_name: string;
  readonly submission_count: number;
  readonly send_count: number;
  readonly delivered: number;
  readonly failed: number;
  readonly expired: number;
  readonly timed_out: number;
  readonly unknown: number;
  readonly resolved: number;
}

/** The counts, in the order of the columns. */
export const COUNTS = [
  "submission_count",
  "send_count",
  "delivered",
  "failed",
  "expired",
  "timed_out",
  "unknown",
  "resolved",
] as const;
export type CountName = (typeof COUNTS)[number];
export type Counts = Readonly<Record<CountName, number>>;

/** Report types of the guide (§10.1): day, month, total. */
export type Period = "day" | "month" | "total";

/** A line of the report: a day, a month or the whole range, of one send or of all. */
export interface ReportLine extends Counts {
  readonly key: string;
  /** `2024-11-24`, `2024-11`, or empty for the whole range. */
  readonly period: string;
  readonly send_id: string | null;
  readonly send_name: string | null;
  readonly batch_no: string | null;
  readonly template_name: string | null;
}

/** All counts zero. */
export const ZERO: Counts = {
  submission_count: 0,
  send_count: 0,
  delivered: 0,
  failed: 0,
  expired: 0,
  timed_out: 0,
  unknown: 0,
  resolved: 0,
};

/** The sum of counts. */
export function sumOf(rows: readonly Counts[]): Counts {
  const sum = { ...ZERO };
  for (const row of rows) for (const name of COUNTS) sum[name] += Number(row[name]);
  return sum;
}

/** Groups the rows by period, optionally also by send; newest period first. */
export function rollUp(rows: readonly ReportRow[], period: Period, bySend: boolean): ReportLine[] {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = `${periodOf(row.day, period)} ${bySend ? row.send_id : ""}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const lines = [...groups].map(([key, group]): ReportLine => {
    const first = group[0];
    return {
      ...sumOf(group),
      key,
      period: periodOf(first?.day ?? "", period),
      send_id: bySend ? (first?.send_id ?? null) : null,
      send_name: bySend ? (first?.send_name ?? null) : null,
      batch_no: bySend ? (first?.batch_no ?? null) : null,
      template_name: bySend ? (first?.template_name ?? null) : null,
    };
  });
  return lines.sort((one, other) => other.key.localeCompare(one.key));
}

/** The counts of every day from `from` to `to`, empty days included. */
export function daysOf(
  rows: readonly ReportRow[],
  from: string,
  to: string,
): { day: string; counts: Counts }[] {
  const byDay = new Map(rollUp(rows, "day", false).map((line) => [line.period, line]));
  const count = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return lastDays(to, Math.max(0, count)).map((day) => ({ day, counts: byDay.get(day) ?? ZERO }));
}

function periodOf(day: string, period: Period): string {
  if (period === "total") return "";
  return period === "month" ? day.slice(0, 7) : day;
}
