/**
 * The times of a recurring send (SND-1): a cron expression of five fields by the enterprise's clock. The database
 * decides (`private.next_occurrence`); this computes the same, so that a form can show the next occurrences.
 */
import { instantOf } from "../ground/clock.ts";
import { clockIn } from "./window.ts";

interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** As in cron: when both day and weekday are given, either one is enough. */
  readonly either: boolean;
}

const DAY_MS = 86_400_000;
/** 29 February recurs within eight years at most. */
const MOST_DAYS = 2922;
const FIELD = /^(\*|\d{1,2})(-(\d{1,2}))?(\/(\d{1,2}))?$/;

/**
 * The next `count` occurrences of `cron` in `zone` after `after`. Fewer when it never occurs again; none when the
 * expression is invalid.
 */
export function nextTimes(cron: string, after: Date, zone: string, count: number): Date[] {
  const read = readCron(cron);
  if (read === null) return [];
  const { year, month, day } = clockIn(after, zone);
  const today = Date.UTC(year, month - 1, day);
  const found: Date[] = [];
  for (let ahead = 0; ahead <= MOST_DAYS && found.length < count; ahead += 1) {
    const date = today + ahead * DAY_MS;
    if (!fallsOn(read, new Date(date))) continue;
    const times = read.hours.flatMap((hour) =>
      read.minutes.map((minute) => instantOf(date + (hour * 60 + minute) * 60_000, zone)),
    );
    // Where the clocks are put forward, 2:30 and 3:30 are one instant.
    const later = new Set(times.map(Number).filter((at) => at > after.getTime()));
    found.push(...[...later].sort((a, b) => a - b).map((at) => new Date(at)));
  }
  return found.slice(0, count);
}

/** Is `cron` valid? It may still never occur. */
export function isCron(cron: string): boolean {
  return readCron(cron) !== null;
}

function readCron(cron: string): Cron | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const minutes = fieldOf(minute, 0, 59);
  const hours = fieldOf(hour, 0, 23);
  const days = fieldOf(day, 1, 31);
  const months = fieldOf(month, 1, 12);
  // 0 and 7 are both Sunday.
  const weekdays = fieldOf(weekday, 0, 7)?.map((one) => one % 7);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  return { minutes, hours, days, months, weekdays, either: !day.startsWith("*") && !weekday.startsWith("*") };
}

function fieldOf(field: string, low: number, high: number): number[] | null {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const hit = FIELD.exec(part);
    if (!hit || (hit[1] === "*" && hit[3] !== undefined)) return null;
    const step = Number(hit[5] ?? 1);
    const first = hit[1] === "*" ? low : Number(hit[1]);
    const open = hit[1] === "*" || (hit[3] === undefined && hit[5] !== undefined);
    const last = open ? high : Number(hit[3] ?? first);
    if (step < 1 || first < low || last > high || first > last) return null;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function fallsOn(cron: Cron, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const day = cron.days.includes(date.getUTCDate());
  const weekday = cron.weekdays.includes(date.getUTCDay());
  return cron.either ? day || weekday : day && weekday;
}
