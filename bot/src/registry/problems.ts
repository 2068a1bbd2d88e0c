import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { isCleanName } from "@tidings/shared/ground/names.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { REFUSALS } from "@tidings/shared/refusals/register.ts";
import { z } from "zod";
import { notKnownText, quotedWord } from "./not_known.ts";
import { type Option, shownName } from "./options.ts";

/** What is wrong with the value of an option, in words for people: zod's messages are for programmers. */

const SAYS = {
  needed: w("请填写", "is required"),
  empty: w("不能为空", "can't be empty"),
  long: w("最多 {max} 个字", "can be at most {max} characters"),
  between: w("应为 {min} 到 {max} 之间的整数", "must be an integer from {min} to {max}"),
  whole: w("应为整数", "must be an integer"),
  onoff: w("应为 on 或 off", "must be on or off"),
  none: w("没有「{typed}」。", "there's no “{typed}”."),
  oneOf: w("应为以下之一：{all}", "It must be one of: {all}"),
  other: w("填写有误", "isn't valid"),
} as const satisfies Record<string, Words>;

/** The zod type of a name that is stored and shown to others, with the database's rules. */
export const nameText = (most = 64) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(isCleanName, { params: { words: REFUSALS.name_unclean } });

/** The message for one of zod's issues. `typed` is the value of the option. */
export function problemText(issue: z.core.$ZodIssue, option: Option, typed: unknown, locale: Locale): string {
  const told = (words: Words, places: object = {}) => fillPlaces(say(words, locale), { ...places });
  if (typed === undefined) return told(SAYS.needed);
  if (issue.code === "custom" && issue.params?.words) return told(issue.params.words as Words);
  switch (option.kind) {
    case "integer":
      return option.min === undefined || option.max === undefined
        ? told(SAYS.whole)
        : told(SAYS.between, { min: count(option.min), max: count(option.max) });
    case "boolean":
      return told(SAYS.onoff);
    case "choice":
      return oneOfText(option, typed, locale);
    case "string":
      if (issue.code === "too_small") return told(SAYS.empty);
      if (issue.code === "too_big") return told(SAYS.long, { max: option.maxLength ?? issue.maximum });
      return told(SAYS.other);
    default:
      return told(SAYS.other);
  }
}

/** All the values there are, and the one that may be meant. */
function oneOfText(option: Option, typed: unknown, locale: Locale): string {
  const callsOf = ({ value, words }: Option["choices"][number]) => [value, words.zh, words.en];
  const near = nearest(option.choices, String(typed), callsOf, 1);
  const none = fillPlaces(say(SAYS.none, locale), { typed: String(typed) });
  const meant = near.map(({ value }) => quotedWord(shownName(value), locale));
  const all = { words: SAYS.oneOf, names: valueTexts(option, locale), most: option.choices.length };
  return notKnownText({ none, meant, all }, locale);
}

/** `zh-CN (中文)` and `en (English)`. */
const valueTexts = ({ choices }: Pick<Option, "choices">, locale: Locale): string[] =>
  choices.map(({ value, words }) => {
    const [shown, word] = [shownName(value), say(words, locale)];
    return word === value ? shown : locale === "en" ? `${shown} (${word})` : `${shown}（${word}）`;
  });

/** The same as a list. */
export const valuesText = (option: Pick<Option, "choices">, locale: Locale): string =>
  listText(valueTexts(option, locale), locale);
