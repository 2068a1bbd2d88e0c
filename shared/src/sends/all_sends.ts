import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { type CostOfOne, costOfAllText } from "../quotas/cost.ts";
import { isPlan, openOf, restOf, type SendCard } from "./card.ts";

/** What an act on several sends at once comes to: recipients, units and the most they cost (PKG-2). */

const figure = (value: number) => value.toLocaleString("en-US");
const counted = (value: number, one: string) => `${figure(value)} ${one}${value === 1 ? "" : "s"}`;
const sumOf = (sends: readonly SendCard[], of: (send: SendCard) => number) =>
  sends.reduce((total, send) => total + of(send), 0);

/** Of those that go out, or ask to: the units, as `units` says them, and what they cost. */
const reserving =
  (units: Words) =>
  (sends: readonly SendCard[]): Words => {
    const numbers = sumOf(sends, ({ goes_to }) => goes_to);
    const costs = sends.flatMap(({ cost, kind }): CostOfOne[] => (cost ? [{ cost, kind }] : []));
    // A send whose cost is not known would make each sum a wrong one.
    const known = costs.length === sends.length;
    const all = costs.reduce((total, { cost }) => total + cost.units, 0);
    const parts = (locale: Locale, who: string) => {
      const said = fillPlaces(say(units, locale), { units: figure(all) });
      const more = known ? [said, costOfAllText(costs, locale) ?? []].flat() : [];
      return [who, ...more].join(locale === "en" ? "; " : "；");
    };
    const recurs = sends.some(isPlan);
    return {
      zh: `合计：${parts("zh-CN", `${sends.length} 个任务，${figure(numbers)} 个号码`)}。${recurs ? "循环发送每次执行另计。" : ""}`,
      en: `In all: ${parts("en", `${counted(sends.length, "send")} to ${counted(numbers, "number")}`)}.${recurs ? " Recurring sends count as one run each." : ""}`,
    };
  };

/** Nothing is reserved before the approval. */
export const ALL_SUBMITTED = reserving(
  w("批准后预留 {units} 条额度", "would reserve {units} {units:unit|units}"),
);
export const ALL_APPROVED = reserving(w("预留 {units} 条额度", "{units} {units:unit|units} reserved"));

/** Of those that are turned down or released: how many people that is about. */
const numbersOf =
  (zh: string, en: string, of: (send: SendCard) => number) =>
  (sends: readonly SendCard[]): Words => {
    const numbers = sumOf(sends, of);
    return {
      zh: `合计：${sends.length} 个任务，${figure(numbers)} 个${zh}号码。`,
      en: `In all: ${counted(sends.length, "send")}, ${counted(numbers, "number")} ${en}.`,
    };
  };

export const ALL_TURNED_DOWN = numbersOf("不会发送的", "with no message sent", ({ goes_to }) => goes_to);
export const ALL_RELEASED = numbersOf("待放行的", "to release", restOf);

/** Of those that stop or go on. A plan goes to nobody by itself: its runs are sends of their own. */
export function allOpen(sends: readonly SendCard[]): Words {
  const once = sends.filter((send) => !isPlan(send));
  const plans = sends.length - once.length;
  const numbers = sumOf(once, openOf);
  const parts = (separator: string, open: string, recurring: string) =>
    [...(once.length > 0 ? [open] : []), ...(plans > 0 ? [recurring] : [])].join(separator);
  const openZh = `${once.length} 个任务，${figure(numbers)} 个尚未发送的号码`;
  const openEn = `${counted(once.length, "send")}, ${counted(numbers, "number")} not sent to yet`;
  return {
    zh: `合计：${parts("；", openZh, `${plans} 个循环发送`)}。`,
    en: `In all: ${parts("; ", openEn, counted(plans, "recurring send"))}.`,
  };
}
