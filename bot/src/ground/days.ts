import { isDay } from "@tidings/shared/ground/clock.ts";
import { type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { UserError } from "./errors.ts";

/** Two options of a command: its first and its last day, in the enterprise's zone. */
export const DAY_WORDS = { from: w("起始日期", "Start date"), to: w("截止日期", "End date") } as const;
const SAYS = {
  day: w("请按 2026-11-26 的格式填写日期。", "Enter the date in this format: 2026-11-26."),
  order: w("起始日期晚于截止日期。", "The start date is after the end date."),
} as const satisfies Record<string, Words>;

export const dayOption = z.string().trim().min(1).max(40).optional();

/** The days that were typed at two options. @throws UserError at the one that is none */
export function typedDays(
  locale: Locale,
  [from, to]: readonly [unknown, unknown],
  [first, last]: readonly [string, string] = ["from", "to"],
): readonly [from: string | undefined, to: string | undefined] {
  const dayOf = (typed: unknown, option: string) => {
    if (typed === undefined) return undefined;
    const day = String(typed).trim().replaceAll("/", "-");
    if (!isDay(day)) throw new UserError(say(SAYS.day, locale), option);
    return day;
  };
  const days = [dayOf(from, first), dayOf(to, last)] as const;
  if (days[0] !== undefined && days[1] !== undefined && days[0] > days[1])
    throw new UserError(say(SAYS.order, locale), last);
  return days;
}
