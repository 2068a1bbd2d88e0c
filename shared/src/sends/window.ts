import { instantOf, wallClock } from "../ground/clock.ts";

/**
 * The hours in which marketing may be sent (spec SND-1, table 7-2): a setting, by default 08:00 to 21:00 in the
 * enterprise's zone. The database decides (`private.window_opens`); this computes the same, so that a form can tell
 * before anything is sent.
 */
export interface MarketingWindow {
  /** IANA zone, such as Asia/Shanghai. */
  readonly zone: string;
  /** `HH:MM` or, as Postgres writes a time, `HH:MM:SS`. The window is open at `from` and closed at `to`. */
  readonly from: string;
  readonly to: string;
}

export const DEFAULT_WINDOW: MarketingWindow = { zone: "Asia/Shanghai", from: "08:00", to: "21:00" };

const DAY_SECONDS = 24 * 60 * 60;

/** Is the window open at this instant? */
export function isInWindow(at: Date, window: MarketingWindow = DEFAULT_WINDOW): boolean {
  const clock = clockIn(at, window.zone).seconds;
  return clock >= secondsOf(window.from) && clock < secondsOf(window.to);
}

/**
 * The first instant from `at` on when the window is open; `at` itself if it is open then.
 *
 * @throws RangeError when the zone is not known or a time is not `HH:MM`
 */
export function nextOpening(at: Date, window: MarketingWindow = DEFAULT_WINDOW): Date {
  if (isInWindow(at, window)) return at;
  const { year, month, day, seconds } = clockIn(at, window.zone);
  const opens = secondsOf(window.from);
  const date = Date.UTC(year, month - 1, day) + (seconds < opens ? 0 : DAY_SECONDS * 1000);
  return instantOf(date + opens * 1000, window.zone);
}

/** Local date and time. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Seconds of the day. */
  readonly seconds: number;
}

/** The local date and time in `zone` at this instant. */
export function clockIn(at: Date, zone: string): Clock {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  return { year, month, day, seconds: hour * 3600 + minute * 60 + second };
}

function secondsOf(time: string): number {
  const hit = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(time);
  if (!hit) throw new RangeError(`not a time of day: ${time}`);
  return Number(hit[1]) * 3600 + Number(hit[2]) * 60 + Number(hit[3] ?? 0);
}
