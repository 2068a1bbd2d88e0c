/** The language of a page. */
import { type Locale, nearestLocale } from "@tidings/shared/ground/locale.ts";

/** The first language of `accept-language` by its weight; Chinese where nothing is asked for. */
export function languageOf(headers: Headers): Locale {
  const wishes = (headers.get("accept-language") ?? "")
    .split(",")
    .map((wish) => {
      const [tag = "", ...more] = wish.trim().split(";");
      const weight = /^\s*q=(\d(?:\.\d+)?)\s*$/.exec(more.join(";"))?.[1];
      return { tag: tag.trim(), weight: Number(weight ?? 1) };
    })
    .filter(({ tag, weight }) => /^[a-z]/i.test(tag) && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return nearestLocale(wishes[0]?.tag);
}
