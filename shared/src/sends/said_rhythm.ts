import { type Locale, say } from "../ground/locale.ts";
import { readClock } from "../ground/said_times.ts";
import { isCron } from "./cron.ts";
import { cronOf, EMPTY_RHYTHM, type Rhythm, rhythmWords, WEEKDAYS } from "./rhythm_words.ts";

/** Recurrences as people say them: `every Friday at 10`, `daily 9:00`, 每周五10点, 每月1、15日 9:00. */

const DAYS_EN = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAYS_ZH = "日一二三四五六";
const MON_TO_FRI = [1, 2, 3, 4, 5];
const AND = /\s*(?:,|，|、|和|及|&|\band\b)\s*/;

interface Days {
  readonly days: Pick<Rhythm, "kind"> & Partial<Rhythm>;
  readonly at: string;
}

/** The days of a week that are listed; null where one is none. */
function weekdaysOf(listed: string): number[] | null {
  const all = listed.split(AND).map((one) => {
    const zh = /^(?:周|星期|礼拜)?([日天一二三四五六])$/.exec(one)?.[1];
    if (zh !== undefined) return DAYS_ZH.indexOf(zh.replace("天", "日"));
    return /^[a-z]{3,9}$/.test(one) ? DAYS_EN.indexOf(one.slice(0, 3)) : -1;
  });
  return all.length > 0 && all.every((day) => day >= 0) ? all : null;
}

/** The days of a month that are listed. The law has no month without a 31st, so it is let through. */
function datesOf(listed: string): number[] | null {
  const all = listed.split(AND).map((one) => Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(one)?.[1] ?? 0));
  return all.length > 0 && all.every((day) => day >= 1 && day <= 31) ? all : null;
}

/** What recurs, and the text of the hour. */
function parts(text: string): Days | null {
  const daily = /^(?:every ?day|each day|daily|每天|每日)(?: at)? ?(.+)$/.exec(text);
  if (daily) return { days: { kind: "day" }, at: daily[1] ?? "" };
  const working =
    /^(?:(?:every |on )?weekdays?|每?个?工作日|每?周一至周?五|每?周一到周?五)(?: at)? ?(.+)$/.exec(text);
  if (working) return { days: { kind: "week", weekdays: MON_TO_FRI }, at: working[1] ?? "" };
  const monthly =
    /^(?:monthly|every month)(?: on)?(?: the)? (.+?) (?:at )?(\S+(?: ?[ap]m)?)$/.exec(text) ??
    /^每个?月 ?(.+?) ?[日号] ?(.+)$/.exec(text);
  if (monthly) {
    const days = datesOf(monthly[1] ?? "");
    return days && { days: { kind: "month", days }, at: monthly[2] ?? "" };
  }
  const weekly =
    /^(?:every|weekly(?: on)?|each) (.+?) (?:at )?(\d\S*(?: ?[ap]m)?)$/.exec(text) ??
    /^每个?((?:周|星期|礼拜)[日天一二三四五六](?:[、,，和](?:周|星期|礼拜)?[日天一二三四五六])*) ?(.+)$/.exec(
      text,
    );
  const weekdays = weekly && weekdaysOf(weekly[1] ?? "");
  return weekdays ? { days: { kind: "week", weekdays }, at: weekly[2] ?? "" } : null;
}

/** The cron expression that a person means by a text; one is also taken as it is. Null when it is none. */
export function readRhythm(text: string): string | null {
  const said = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  if (isCron(said)) return said;
  const found = parts(said);
  const minutes = found ? readClock(found.at) : null;
  if (!found || minutes === null) return null;
  const at = `${Math.floor(minutes / 60)}:${minutes % 60}`;
  return cronOf({ ...EMPTY_RHYTHM, ...found.days, at });
}

/** An expression as it may be typed again: in words, one of one's own as it is. */
export function rhythmSaid(cron: string, locale: Locale): string {
  const words = say(rhythmWords(cron), locale);
  return readRhythm(words) === cron ? words : cron;
}

/** What is offered before anything is typed. */
const USUAL = ["0 10 * * *", "0 10 * * 1,2,3,4,5", ...WEEKDAYS.map((day) => `0 10 * * ${day}`), "0 10 1 * *"];

/** Recurrences to choose from: what was understood first, then the usual ones that have in them what is typed. */
export function rhythmChoices(typed: string, locale: Locale): string[] {
  const wanted = typed.trim().toLowerCase();
  const usual = USUAL.map((cron) => say(rhythmWords(cron), locale));
  const cron = readRhythm(wanted);
  const read = cron === null ? [] : [rhythmSaid(cron, locale)];
  return [...new Set([...read, ...usual.filter((each) => each.toLowerCase().includes(wanted))])];
}
