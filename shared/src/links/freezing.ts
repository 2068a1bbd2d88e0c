import { fillPlaces, type Locale, say } from "../locale.ts";

/** What the guard against bursts writes as its reason (spec GRD-1): how often a link was asked for in a minute. */
const BURST = /^burst:(\d+)$/;
const WORDS = { zh: "一分钟内请求 {count} 次", en: "{count} requests in a minute" };

/** Why a link is frozen, as a person reads it: the words of whoever froze it, or what the guard counted. */
export function freezeReasonText(reason: string, locale: Locale): string {
  const count = BURST.exec(reason)?.[1];
  return count === undefined
    ? reason
    : fillPlaces(say(WORDS, locale), { count: Number(count).toLocaleString("en") });
}
