import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { lastDays } from "../ui/time.ts";
import type { LinkDay } from "./row.ts";

/** The counts of links. */
export const EVENTS = ["resolutions", "humans", "bots", "refused"] as const;
export type EventName = (typeof EVENTS)[number];
type Events = Readonly<Record<EventName, number>>;

type Row = Pick<LinkDay, "day" | "vendor" | EventName>;

/** A chart of more days is unreadable. */
const MOST_DAYS = 60;

/** Every day from the first with counts to the last, empty days included. */
export function eventDays(rows: readonly Row[]): { readonly day: string; readonly events: Events }[] {
  const days = rows.map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  return lastDays(last, Math.min(span, MOST_DAYS)).map((day) => ({
    day,
    events: eventsOf(rows.filter((row) => row.day === day)),
  }));
}

/** Resolutions and refusals by vendor, the busiest first; requests of browsers have no vendor. */
export function vendorEvents(
  rows: readonly Row[],
): { readonly vendor: Vendor; readonly resolutions: number; readonly refused: number }[] {
  const vendors = [...new Set(rows.flatMap(({ vendor }) => (vendor === null ? [] : [vendor])))];
  return vendors
    .map((vendor) => ({ vendor, ...eventsOf(rows.filter((row) => row.vendor === vendor)) }))
    .map(({ vendor, resolutions, refused }) => ({ vendor, resolutions, refused }))
    .sort((one, other) => other.resolutions - one.resolutions);
}

/** The sum of all days. */
export function eventsOf(rows: readonly Row[]): Events {
  const sum = { resolutions: 0, humans: 0, bots: 0, refused: 0 };
  for (const row of rows) for (const name of EVENTS) sum[name] += Number(row[name]);
  return sum;
}
