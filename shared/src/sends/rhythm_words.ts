import { fillPlaces, type Locale, listText, type Words, w } from "../ground/locale.ts";

/** The schedule of a recurring send in everyday terms; `own`: a custom cron expression. */
export interface Rhythm {
  readonly kind: "day" | "week" | "month" | "own";
  /** `HH:MM`, by the enterprise's clock. */
  readonly at: string;
  /** 1 Monday … 6 Saturday, 0 Sunday. */
  readonly weekdays: readonly number[];
  /** Days of the month, 1 to 31. */
  readonly days: readonly number[];
  readonly own: string;
}

export const RHYTHM_KINDS = ["day", "week", "month", "own"] as const;

/** Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;

export const EMPTY_RHYTHM: Rhythm = {
  kind: "week",
  at: "10:00",
  weekdays: [1],
  days: [1],
  own: "0 10 * * 1",
};

/** The cron expression of a rhythm. */
export function cronOf(rhythm: Rhythm): string {
  if (rhythm.kind === "own") return rhythm.own.trim().replace(/\s+/g, " ");
  const [hour = "0", minute = "0"] = rhythm.at.split(":");
  const clock = `${Number(minute)} ${Number(hour)}`;
  if (rhythm.kind === "day") return `${clock} * * *`;
  if (rhythm.kind === "week") return `${clock} * * ${ordered(rhythm.weekdays).join(",")}`;
  return `${clock} ${ordered(rhythm.days).join(",")} * *`;
}

const PLAIN = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}(?:,\d{1,2})*) \* (\*|[0-7](?:,[0-7])*)$/;

/** The schedule of a cron expression: an everyday one where it fits, else `own`. */
export function rhythmOf(cron: string): Rhythm {
  const own: Rhythm = { ...EMPTY_RHYTHM, kind: "own", own: cron };
  const hit = PLAIN.exec(cron);
  if (!hit) return own;
  const [, minute = "", hour = "", days = "", weekdays = ""] = hit;
  const at = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (days === "*" && weekdays === "*") return { ...own, kind: "day", at };
  if (days === "*") {
    const named = new Set(weekdays.split(",").map((day) => Number(day) % 7));
    return { ...own, kind: "week", at, weekdays: WEEKDAYS.filter((day) => named.has(day)) };
  }
  return weekdays === "*" ? { ...own, kind: "month", at, days: days.split(",").map(Number) } : own;
}

function ordered(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

const SAYS = {
  day: w("每天 {at}", "every day at {at}"),
  week: w("每周{days} {at}", "every {days} at {at}"),
  month: w("每月 {days} 日 {at}", "monthly on the {days} at {at}"),
  own: w("按循环表达式「{cron}」", "on the schedule “{cron}”"),
} as const satisfies Record<Rhythm["kind"], Words>;

/** 4 January 1970 was a Sunday. */
const SUNDAY = 3;

/** The name of a weekday (0 Sunday), short. */
export function weekdayText(day: number, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  return format.format(new Date((SUNDAY + day) * 86_400_000));
}

const ENDINGS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: "st", two: "nd", few: "rd" };
const ordinal = (day: number) =>
  `${day}${ENDINGS[new Intl.PluralRules("en", { type: "ordinal" }).select(day)] ?? "th"}`;

/** A cron expression in words: every Mon, Wed at 10:00. */
export function rhythmWords(cron: string): Words {
  const { kind, at, weekdays, days, own } = rhythmOf(cron);
  const names = (locale: Locale) =>
    kind === "week"
      ? weekdays.map((day) => weekdayText(day, locale).replace("周", ""))
      : days.map((day) => (locale === "en" ? ordinal(day) : day));
  const places = (locale: Locale) => ({ at, cron: own, days: listText(names(locale), locale) });
  return {
    zh: fillPlaces(SAYS[kind].zh, places("zh-CN")),
    en: fillPlaces(SAYS[kind].en, places("en")),
  };
}
