import { fillPlaces, type Locale, say, w } from "../ground/locale.ts";

/** The reason that the burst guard writes (spec GRD-1): the requests for a link in a minute. */
const BURST = /^burst:(\d+)$/;
const WORDS = w("一分钟内请求 {count} 次", "{count} requests in a minute");

/** Why a link is frozen, in `locale`: what a person wrote, or what the guard counted. */
export function freezeReasonText(reason: string, locale: Locale): string {
  const count = BURST.exec(reason)?.[1];
  return count === undefined
    ? reason
    : fillPlaces(say(WORDS, locale), { count: Number(count).toLocaleString("en") });
}
