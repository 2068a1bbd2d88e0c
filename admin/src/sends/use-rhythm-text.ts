import { listText } from "@tidings/shared/locale.ts";
import { defineWords, useLocale, useTranslations } from "../ui/words.ts";
import { rhythmOf } from "./rhythm.ts";

const words = defineWords(
  "rhythm",
  {
    day: "每天 {at}",
    week: "每周{days} {at}",
    month: "每月 {days} 日 {at}",
    own: "按「{cron}」",
  },
  {
    day: "every day at {at}",
    week: "every {days} at {at}",
    month: "every month on {days} at {at}",
    own: "by “{cron}”",
  },
);

/** 4 January 1970 was a Sunday. */
const SUNDAY = 3;

/** The name of a weekday (0 Sunday), short. */
export function useWeekday(): (day: number) => string {
  const format = new Intl.DateTimeFormat(useLocale(), { weekday: "short", timeZone: "UTC" });
  return (day) => format.format(new Date((SUNDAY + day) * 86_400_000));
}

/** A cron expression in words: every Mon, Wed at 10:00. */
export function useRhythmText(): (cron: string) => string {
  const t = useTranslations(words);
  const locale = useLocale();
  const weekday = useWeekday();
  return (cron) => {
    const { kind, at, weekdays, days, own } = rhythmOf(cron);
    const named =
      kind === "week"
        ? weekdays.map((day) => (locale === "zh-CN" ? weekday(day).replace("周", "") : weekday(day)))
        : days.map(String);
    return t(kind, { at, cron: own, days: listText(named, locale) });
  };
}
