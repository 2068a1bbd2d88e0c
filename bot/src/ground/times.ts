import { instantOf, timeText, type WallClock, wallClock } from "@tidings/shared/ground/clock.ts";

/** Times in the enterprise's time zone. The database and the code use UTC. */

/** The instant `days` before now, as ISO 8601. */
export function daysAgo(days: number, now: Date = new Date()): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

/** `2026-11-24` in `zone`. */
export function dayText(at: Date, zone: string): string {
  return timeText(at, zone).slice(0, 10);
}

/**
 * The instant a person means by `2026-11-24 18:05`, `2026/11/24 18:05`, `18:05` (the next one) or a full RFC 3339
 * time, on the clock of `zone`; null when it is none of these.
 */
export function readTime(text: string, zone: string, now: Date = new Date()): Date | null {
  const typed = text.trim();
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(typed) && /^\d{4}-/.test(typed)) return valid(new Date(typed));
  const full = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]+(\d{1,2})[:：](\d{2})(?::\d{2})?$/.exec(typed);
  if (full) {
    const [year, month, day, hour, minute] = full.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return instantAt({ year, month, day, hour, minute }, zone);
  }
  const short = /^(\d{1,2})[:：](\d{2})$/.exec(typed);
  if (!short) return null;
  const today = { ...wallClock(now, zone), hour: Number(short[1]), minute: Number(short[2]) };
  const at = instantAt(today, zone);
  if (at === null || at > now) return at;
  return instantAt({ ...today, day: today.day + 1 }, zone, true);
}

function valid(at: Date): Date | null {
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The instant of a wall-clock time in `zone`; null when there is none (a 25th hour, a 31st of June). */
function instantAt(clock: Omit<WallClock, "second">, zone: string, overflow = false): Date | null {
  const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
  const at = instantOf(asUtc, zone);
  const there = wallClock(at, zone);
  const same = (["year", "month", "day", "hour", "minute"] as const).every(
    (part) => there[part] === clock[part],
  );
  return same || overflow ? at : null;
}
