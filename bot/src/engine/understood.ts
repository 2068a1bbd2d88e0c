import { dayPlus, timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { rhythmWords, weekdayText } from "@tidings/shared/sends/rhythm_words.ts";
import type { Context } from "../registry/registry.ts";

/** What was understood of words that are read as a time: said back, so that nobody finds out by what goes out. */

const SAYS = {
  time: w("「{typed}」：{day} {at}（{zone}）", "“{typed}” is {day} {at} ({zone})"),
  day: w("「{typed}」：{day} {at}", "“{typed}” is {day} {at}"),
  rhythm: w("「{typed}」：{words}", "“{typed}” is {words}"),
} as const satisfies Record<string, Words>;

type Reader = Pick<Context, "zone" | "locale">;

/** The day and the time are typed in full. */
const IN_FULL = /^\d{4}[-/]\d/;

/** The weekday of a day (`2026-12-01`). */
const weekdayOf = (day: string, { locale }: Reader) =>
  weekdayText(new Date(`${day}T00:00Z`).getUTCDay(), locale);

/** `“tomorrow 10” is Tue 2026-12-01 10:00 (Asia/Shanghai)`; null where all of it was typed. */
export function timeUnderstood(reader: Reader, typed: string, instant: string): string | null {
  if (IN_FULL.test(typed.trim())) return null;
  const at = timeText(instant, reader.zone);
  const places = { typed, at, zone: reader.zone, day: weekdayOf(at.slice(0, 10), reader) };
  return fillPlaces(say(SAYS.time, reader.locale), places);
}

/** The same of a day. */
export function dayUnderstood(reader: Reader, typed: string, at: string): string | null {
  if (IN_FULL.test(typed.trim())) return null;
  return fillPlaces(say(SAYS.day, reader.locale), { typed, at, day: weekdayOf(at, reader) });
}

/** The same of a recurrence. */
export function rhythmUnderstood({ locale }: Reader, typed: string, cron: string): string | null {
  const words = say(rhythmWords(cron), locale);
  return typed.trim() === words || typed.trim() === cron
    ? null
    : fillPlaces(say(SAYS.rhythm, locale), { typed, words });
}

const NEAR_HOURS = [10, 14, 18, 20];

/** Times to choose from where a platform has no picker: what was understood of what is typed, else near whole hours of today and the next two days. */
export function timeChoices(
  { zone, at }: Pick<Context, "zone" | "at">,
  typed: string,
  read: (text: string) => Date | null,
): string[] {
  const said = typed.trim();
  const one = said === "" ? null : read(said);
  if (one) return [timeText(one, zone)];
  const today = timeText(at, zone).slice(0, 10);
  const near = [0, 1, 2].flatMap((day) => NEAR_HOURS.map((hour) => `${dayPlus(today, day)} ${hour}:00`));
  const ahead = near.filter((each) => (read(each)?.getTime() ?? 0) > at.getTime());
  return ahead.filter((each) => each.includes(said));
}
