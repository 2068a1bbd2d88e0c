import type { Locale, Words } from "../ground/locale.ts";
import { type CostOfOne, costOfAllText } from "../quotas/cost.ts";
import { openOf, restOf, type SendCard } from "./card.ts";

/** What an act on several sends at once comes to: recipients, units and the most they cost (PKG-2). */

const figure = (value: number) => value.toLocaleString("en-US");
const counted = (value: number, one: string) => `${figure(value)} ${one}${value === 1 ? "" : "s"}`;
const sumOf = (sends: readonly SendCard[], of: (send: SendCard) => number) =>
  sends.reduce((total, send) => total + of(send), 0);

/** Of those that go out, or ask to: what they reserve and cost. */
export function allReserved(sends: readonly SendCard[]): Words {
  const numbers = sumOf(sends, ({ goes_to }) => goes_to);
  const units = sumOf(sends, ({ cost }) => cost?.units ?? 0);
  const costs = sends.flatMap(({ cost, kind }): CostOfOne[] => (cost ? [{ cost, kind }] : []));
  // A send whose cost is not known yet would make the sum a wrong one.
  const cost = (locale: Locale) => (costs.length === sends.length ? costOfAllText(costs, locale) : null);
  const parts = (locale: Locale, ...rest: readonly string[]) =>
    [...rest, cost(locale) ?? []].flat().join(locale === "en" ? "; " : "；");
  const recurs = sends.some(({ timing }) => timing === "recurring");
  return {
    zh: `合计：${parts("zh-CN", `${sends.length} 个任务，${figure(numbers)} 个号码`, `预留 ${figure(units)} 条额度`)}。${recurs ? "周期任务每次执行另计。" : ""}`,
    en: `In all: ${parts("en", `${counted(sends.length, "send")} to ${counted(numbers, "number")}`, `${counted(units, "unit")} reserved`)}.${recurs ? " Recurring sends count one run each." : ""}`,
  };
}

/** Of those that are turned down, stop or go on: how many people that is about. */
const numbersOf =
  (zh: string, en: string, of: (send: SendCard) => number) =>
  (sends: readonly SendCard[]): Words => {
    const numbers = sumOf(sends, of);
    return {
      zh: `合计：${sends.length} 个任务，${figure(numbers)} 个${zh}号码。`,
      en: `In all: ${counted(sends.length, "send")}, ${counted(numbers, "number")} ${en}.`,
    };
  };

export const ALL_TURNED_DOWN = numbersOf("不会发送的", "not sent to", ({ goes_to }) => goes_to);
export const ALL_RELEASED = numbersOf("待放行的", "to release", restOf);
export const ALL_OPEN = numbersOf("尚未发送的", "not sent to yet", openOf);
