import { timeText } from "@tidings/shared/ground/clock.ts";

/** Times in the enterprise's time zone. The database and the code use UTC. */

/** The instant `days` before now, as ISO 8601. */
export function daysAgo(days: number, now: Date = new Date()): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

/** `2026-11-24` in `zone`. */
export function dayText(at: Date, zone: string): string {
  return timeText(at, zone).slice(0, 10);
}
