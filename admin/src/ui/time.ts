import { dayPlus, instantOf, timeText } from "@tidings/shared/ground/clock.ts";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import dayjs, { type Dayjs } from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat.js";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

export { dayjs };

/** Interprets the date and time that `picked` shows as local time in `zone`, whatever the browser's zone. */
export function instantIn(zone: string, picked: Dayjs): Date {
  return instantOf(Date.parse(picked.format("YYYY-MM-DD[T]HH:mm[Z]")), zone);
}

/** Today's date in `zone`: `YYYY-MM-DD`. */
export function today(zone: string, now: Date = new Date()): string {
  return dayjs(now).tz(zone).format("YYYY-MM-DD");
}

/** `at` as local time in `zone`: `2024-11-24 15:04`, optionally with seconds. */
export function clock(at: string | null | undefined, zone: string, seconds = false): string {
  return at && seconds ? dayjs(at).tz(zone).format("YYYY-MM-DD HH:mm:ss") : timeText(at, zone);
}

/** A zone by its distance from UTC at `now`: `UTC+8`. */
export function zoneName(zone: string, now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(
    now,
  );
  return (parts.find(({ type }) => type === "timeZoneName")?.value ?? zone).replace("GMT", "UTC");
}

/** How long ago or ahead, in words: "3 分钟前", "in 2 days". */
export function fromNow(at: string, locale: Locale, now: Date = new Date()): string {
  const seconds = Math.round((new Date(at).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(seconds, "second");
}

/** The `count` days up to and including `last`, each as `YYYY-MM-DD`. */
export function lastDays(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayPlus(last, index + 1 - count));
}
