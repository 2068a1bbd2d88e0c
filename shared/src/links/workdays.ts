import type { Enum } from "../ground/enums.ts";
import { type Labels, label } from "../ground/tone.ts";

/**
 * When a review of jump links is due (JMP-1): after two working days of 09:00 to 18:00 in China, holidays excluded.
 * `private.review_due` in the database computes the same; a test keeps both in step.
 */

export type HolidayKind = Enum<"holiday_kind">;

export const HOLIDAY_KIND_WORDS: Labels<HolidayKind> = {
  off: label("neutral", "放假", "Day off"),
  workday: label("neutral", "调休上班", "Make-up workday"),
};

/** The holidays and working weekends published by the State Council, by day (`2026-10-01`): the rows of `public.holidays`. */
export type Calendar = ReadonlyMap<string, HolidayKind>;

export interface Due {
  readonly at: Date;
  /** False when the calendar of a year involved is not known, so that only weekends were considered. */
  readonly certain: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** UTC+8; China has had no daylight saving time since 1991. */
const CHINA = 8 * HOUR;
const OPENS = 9 * HOUR;
const CLOSES = 18 * HOUR;

const nameOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** Is `day` (days since 1970 in China) a working day? */
function isWorkday(day: number, calendar: Calendar): boolean {
  const kind = calendar.get(nameOf(day));
  if (kind) return kind === "workday";
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  return weekday !== 0 && weekday !== 6;
}

function nextWorkday(day: number, calendar: Calendar): number {
  let next = day + 1;
  while (!isWorkday(next, calendar)) next += 1;
  return next;
}

/** The due time of a review submitted at `submitted`. */
export function reviewDue(submitted: Date, calendar: Calendar): Due {
  const local = submitted.getTime() + CHINA;
  const first = Math.floor(local / DAY);
  let [day, clock] = [first, local - first * DAY];
  if (!isWorkday(day, calendar) || clock >= CLOSES) {
    day = nextWorkday(day, calendar);
    clock = OPENS;
  }
  const second = nextWorkday(day, calendar);
  const [last, at] = clock <= OPENS ? [second, CLOSES] : [nextWorkday(second, calendar), clock];
  const known = new Set([...calendar.keys()].map((name) => Number(name.slice(0, 4))));
  const years = [first, last].map((each) => Number(nameOf(each).slice(0, 4))) as [number, number];
  let certain = true;
  for (let year = years[0]; year <= years[1]; year += 1) certain &&= known.has(year);
  return { at: new Date(last * DAY + at - CHINA), certain };
}
