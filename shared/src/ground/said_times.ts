import { instantOf, type WallClock, wallClock } from "./clock.ts";

/**
 * Times and days as people say them, in Chinese and English: `tomorrow 10`, `fri 10:00`, `in 2 hours`, 明天10点. Pure, and no library's: those
 * there are find a time somewhere in a sentence, know of no zone's summer time, and are hours off for 2小时后. What is not understood
 * whole is none, as a send goes out by it.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A day on the calendar, as the number of its midnight read as UTC. */
type Day = number;

/** What is left of a text once its beginning is understood. */
interface Taken<T> {
  readonly value: T;
  readonly rest: string;
}

const NUMERALS = "零一二三四五六七八九";

/** 二十三 and 两 as digits, before what counts something: a name is left as it is. */
function digits(text: string): string {
  return text.replace(/[零一二两三四五六七八九十]+(?=[点時时分日号月天周個个小])/g, (said) => {
    const plain = said.replace("两", "二");
    const [tens, ones] = plain.includes("十") ? plain.split("十") : ["零", plain];
    const of = (one: string | undefined, none: number) => (one ? NUMERALS.indexOf(one) : none);
    return String(of(tens, 1) * 10 + of(ones, 0));
  });
}

const spaced = (text: string) => text.replace(/\s+/g, " ").trim();

function plain(text: string): string {
  const narrow = text.normalize("NFKC").toLowerCase();
  return spaced(digits(narrow.replaceAll("个半小时", ".5小时").replaceAll(/半个?小时/g, "0.5小时")));
}

const WEEKDAYS_EN = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const WEEKDAYS_ZH = "日一二三四五六";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const AWAY: readonly (readonly [name: string, days: number])[] = [
  ["the day after tomorrow", 2],
  ["day after tomorrow", 2],
  ["tomorrow", 1],
  ["tmrw", 1],
  ["today", 0],
  ["大后天", 3],
  ["后天", 2],
  ["明天", 1],
  ["明日", 1],
  ["今天", 0],
  ["今日", 0],
];

/** Half a day that goes before an hour: 明晚8点 is 20:00. */
const HALVES: Readonly<Record<string, "am" | "noon" | "pm">> = {
  ...{ 凌晨: "am", 早上: "am", 早晨: "am", 上午: "am", 早: "am" },
  ...{ 中午: "noon", 下午: "pm", 傍晚: "pm", 晚上: "pm", 晚: "pm" },
};
const HALF = new RegExp(`^(${Object.keys(HALVES).join("|")}) ?`);

const midnight = ({ year, month, day }: Pick<WallClock, "year" | "month" | "day">): Day =>
  Date.UTC(year, month - 1, day);

/** That day, or none where the month has no such day. */
function dayOf(year: number, month: number, day: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null;
}

/** The days that the beginning of a text may mean, the best first: a weekday without more is the next one, today's included. */
function takeDay(text: string, today: Day): Taken<readonly Day[]> | null {
  const taken = (hit: RegExpExecArray, ...days: (Day | null)[]) => ({
    value: days.filter((day) => day !== null),
    rest: text.slice(hit[0].length),
  });
  const full = /^(\d{4})(?:-|\/|年)(\d{1,2})(?:-|\/|月)(\d{1,2})(?:日|号)?(?:t| |$|(?<=[日号]))/.exec(text);
  if (full) return taken(full, dayOf(Number(full[1]), Number(full[2]), Number(full[3])));
  const year = new Date(today).getUTCFullYear();
  const years = [year, year + 1];
  const ofMonth = /^(\d{1,2})月(\d{1,2})(?:日|号)/.exec(text);
  const dated = (month: number, day: number) => years.map((one) => dayOf(one, month, day));
  if (ofMonth) return taken(ofMonth, ...dated(Number(ofMonth[1]), Number(ofMonth[2])));
  const english = new RegExp(
    `^(?:on )?(?:(\\d{1,2}) (${MONTHS.join("|")})[a-z]*|(${MONTHS.join("|")})[a-z]* (\\d{1,2}))\\b`,
  );
  const named = english.exec(text);
  if (named)
    return taken(
      named,
      ...dated(MONTHS.indexOf(named[2] ?? named[3] ?? "") + 1, Number(named[1] ?? named[4])),
    );
  for (const [name, days] of AWAY)
    if (text.startsWith(name)) return { value: [today + days * DAY_MS], rest: text.slice(name.length) };
  // 今晚8点, 明早9点: the half of the day is left for the hour.
  const eve = /^(今|明)(?=早|晚)/.exec(text);
  if (eve) return taken(eve, today + (eve[1] === "明" ? DAY_MS : 0));
  const week =
    /^(?:on )?(?:(next|this) )?(sun|mon|tue|wed|thu|fri|sat)(?:day|sday|nesday|rsday|urday|s|r|rs|\.)?(?![a-z])/.exec(
      text,
    );
  const weekZh = /^(下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])/.exec(text);
  const hit = week ?? weekZh;
  if (!hit) return null;
  const weekday = week
    ? WEEKDAYS_EN.indexOf(week[2] ?? "")
    : WEEKDAYS_ZH.indexOf((weekZh?.[2] ?? "").replace("天", "日"));
  // Weeks begin on Monday.
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS;
  const ofWeek = monday + ((weekday + 6) % 7) * DAY_MS;
  const which = hit[1];
  if (which === "next" || which === "下") return taken(hit, ofWeek + 7 * DAY_MS);
  if (which !== undefined) return taken(hit, ofWeek);
  const next = ofWeek >= today ? ofWeek : ofWeek + 7 * DAY_MS;
  return taken(hit, next, next + 7 * DAY_MS);
}

/** The time of day, in minutes, that a text says and nothing else; null where it says none. `alone`: no day stands before it. */
function clockOf(text: string, alone: boolean): number | null {
  const said = text.replace(/^at /, "");
  if (said === "noon" || said === "中午") return 12 * 60;
  if (said === "midnight" && !alone) return 0;
  const half = HALF.exec(said);
  const rest = half ? said.slice(half[0].length) : said;
  const hit =
    /^(\d{1,2})(?:[:.](\d{2})(?::\d{2})?|点(?:(半)|(一刻)|钟|(\d{1,2})分?)?)? ?(am|pm|a\.m\.|p\.m\.)?$/.exec(
      rest,
    );
  if (!hit) return null;
  const [, hours, minutes, halfPast, quarter, zh, ampm] = hit;
  // A number alone may be anything.
  if (alone && !half && !ampm && rest === hours) return null;
  const hour = Number(hours);
  const minute = halfPast ? 30 : quarter ? 15 : Number(minutes ?? zh ?? 0);
  if (hour > 23 || minute > 59) return null;
  const part = half ? HALVES[half[1] ?? ""] : ampm ? (ampm.startsWith("p") ? "pm" : "am") : undefined;
  if (part !== undefined && ampm && (hour > 12 || hour === 0)) return null;
  const later = part === "pm" ? hour < 12 : part === "noon" && hour < 3;
  if (part === "am" && hour === 12) return minute;
  return (later ? hour + 12 : hour) * 60 + minute;
}

/** The instant of a wall-clock time in `zone`; null when no clock there shows it, as where summer time leaves the hour out. */
function instantAt(day: Day, minutes: number, zone: string): Date | null {
  const wall = day + minutes * 60_000;
  const at = instantOf(wall, zone);
  const { year, month, day: date, hour, minute } = wallClock(at, zone);
  return Date.UTC(year, month - 1, date, hour, minute) === wall ? at : null;
}

const UNITS: Readonly<Record<string, number>> = {
  分: 60_000,
  m: 60_000,
  小: HOUR_MS,
  钟: HOUR_MS,
  h: HOUR_MS,
};

/** `in 2 hours`, 30分钟后: so much later, whatever the clocks do. */
function elapsed(text: string, now: Date): Date | null {
  const hit =
    /^in (?:(a half|half an|half|an?|\d+(?:\.\d+)?) ?)(m|h)(?:in|ins|inute|inutes|our|ours|r|rs)?$/.exec(
      text,
    ) ?? /^(\d+(?:\.\d+)?)个?(分|小|钟)(?:钟|时|头)?(?:之?后|以后)$/.exec(text);
  if (!hit) return null;
  const [, said = "", unit = ""] = hit;
  const many = /half/.test(said) ? 0.5 : /^an?$/.test(said) ? 1 : Number(said);
  const at = new Date(now.getTime() + many * (UNITS[unit] ?? 0));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** `in 3 days`, 两周后: the day so many days on. What stands behind it is left. */
function takeAway(text: string, today: Day): Taken<readonly Day[]> | null {
  const hit =
    /^in (an?|\d{1,3}) (day|week)s?\b/.exec(text) ?? /^(\d{1,3})个?(天|周|星期)(?:之?后|以后)/.exec(text);
  if (!hit) return null;
  const [all, said = "", unit = ""] = hit;
  const many = /^an?$/.test(said) ? 1 : Number(said);
  const days = unit === "day" || unit === "天" ? many : many * 7;
  return { value: [today + days * DAY_MS], rest: text.slice(all.length) };
}

/**
 * The instant that a person means, on the clock of `zone`: `2026-11-24 18:05`, a full RFC 3339 time, `18:05` (the next one), `tomorrow 10`,
 * `fri 10:00` (the next one), `next fri 10`, `in 2 hours`, 明天10点, 下周五下午3点半. Null when it is none of these. It may be past: who asks says so.
 */
export function readTime(text: string, zone: string, now: Date = new Date()): Date | null {
  const typed = text.trim();
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(typed) && /^\d{4}-.*:/.test(typed)) {
    const at = new Date(typed);
    return Number.isNaN(at.getTime()) ? null : at;
  }
  const said = plain(typed);
  const later = elapsed(said, now);
  if (later) return later;
  const today = midnight(wallClock(now, zone));
  const away = takeAway(said, today);
  if (away?.rest === "") {
    const { hour, minute } = wallClock(now, zone);
    return instantAt(away.value[0] ?? 0, hour * 60 + minute, zone);
  }
  const tonight = /^tonight(?: at)? (\d.*)$/.exec(said)?.[1];
  if (tonight !== undefined) {
    const minutes = clockOf(/[ap]m$/.test(tonight) ? tonight : `晚${tonight}`, false);
    return minutes === null ? null : instantAt(today, minutes, zone);
  }
  const found = away ?? takeDay(said, today) ?? dayBehind(said, today);
  if (found) {
    const minutes = clockOf(found.rest.replace(/^[, ]+/, ""), false);
    if (minutes === null) return null;
    const all = found.value.map((day) => instantAt(day, minutes, zone));
    return all.find((at) => at !== null && at > now) ?? all[0] ?? null;
  }
  const minutes = clockOf(said, true);
  if (minutes === null) return null;
  const at = instantAt(today, minutes, zone);
  // The next one: where summer time leaves it out tomorrow, the time that it would have been.
  return at === null || at > now ? at : instantOf(today + DAY_MS + minutes * 60_000, zone);
}

/** `10:00 tomorrow`: the day behind the time. */
function dayBehind(text: string, today: Day): Taken<readonly Day[]> | null {
  const [first = "", second = "", ...more] = text.split(" ");
  const [clock, day] = /^[ap]\.?m\.?$/.test(second)
    ? [`${first} ${second}`, more.join(" ")]
    : [first, [second, ...more].join(" ")];
  if (!/^\d/.test(clock) || day === "") return null;
  const taken = takeAway(day, today) ?? takeDay(day, today);
  return taken?.rest === "" ? { value: taken.value, rest: clock } : null;
}

/** The time of day in a text, in minutes, as an hour is said behind a day: `10`, `10:30 pm`, 上午10点半. Null when it is none. */
export const readClock = (text: string): number | null => clockOf(plain(text), false);

/** The day (`2026-11-24`) that a person means by one: `tomorrow`, `fri`, `in 3 days`, 下周五, `12月1日`. Null when it is none. */
export function readDay(text: string, zone: string, now: Date = new Date()): string | null {
  const today = midnight(wallClock(now, zone));
  const said = plain(text);
  const taken = takeAway(said, today) ?? takeDay(said, today);
  const ahead = taken?.value.find((day) => day >= today) ?? taken?.value[0];
  return taken?.rest === "" && ahead !== undefined ? new Date(ahead).toISOString().slice(0, 10) : null;
}
