import { FILING_NAMES } from "../filings/words.ts";
import type { Locale } from "../locale.ts";
import { knownText } from "../resource/known.ts";
import { type SendOrigin, sendTitle } from "../sends/words.ts";

/** What a row of `waiting_reviews` is called in the reader's language. */
export function waitingTitle(
  { resource, title, origin }: { resource: string; title: string; origin: SendOrigin | null },
  locale: Locale,
): string {
  if (resource === "filing") return knownText(FILING_NAMES, title, locale);
  return origin === null ? title : sendTitle({ name: title, origin }, locale);
}
