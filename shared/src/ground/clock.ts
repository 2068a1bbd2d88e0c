/** A date and time as a clock on the wall shows them. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format takes about 50 µs to make and 13 µs to use. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks of `zone` show at an instant. */
export function wallClock(at: Date, zone: string): WallClock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

const two = (value: number) => String(value).padStart(2, "0");

/** `2026-11-24 18:05` in `zone`; a dash for no time. */
export function timeText(at: string | Date | null | undefined, zone: string): string {
  if (!at) return "—";
  const clock = wallClock(new Date(at), zone);
  return `${clock.year}-${two(clock.month)}-${two(clock.day)} ${two(clock.hour)}:${two(clock.minute)}`;
}

const DAY_MS = 86_400_000;

/** How far the clocks of `zone` are ahead of UTC, in ms. */
function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(new Date(instant), zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * When the clocks of `zone` show `wall`, a local time read as UTC, in ms: once; twice, where they are put back; where they are put forward
 * over it, the time that it would have been.
 */
function instantsOf(wall: number, zone: string): [first: number, last: number] {
  const before = wall - offsetAt(wall - DAY_MS, zone);
  const after = wall - offsetAt(wall + DAY_MS, zone);
  const shows = [before, after].filter((at) => at + offsetAt(at, zone) === wall);
  return [shows[0] ?? before, shows.at(-1) ?? before];
}

/** The instant of a local time in `zone`, as Postgres decides where a clock shows it twice or never. `wall` is that time read as UTC, in ms. */
export function instantOf(wall: number, zone: string): Date {
  return new Date(instantsOf(wall, zone)[1]);
}

/** Where a day (`2026-11-24`) begins in `zone`: at midnight, also where that comes twice; later, where the clocks leave midnight out. */
export function dayStart(day: string, zone: string): Date {
  return new Date(instantsOf(Date.parse(`${day}T00:00Z`), zone)[0]);
}

/** `day` moved by a number of days. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Is this a day that there is, as `2026-11-24`? */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
}
