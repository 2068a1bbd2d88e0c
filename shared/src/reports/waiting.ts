import { ACCOUNT_PART_WORDS } from "../accounts/words.ts";
import { FILING_NAMES } from "../filings/words.ts";
import { type Locale, say } from "../ground/locale.ts";
import { labelOf } from "../ground/tone.ts";
import { knownText } from "../resource/known.ts";
import { type SendOrigin, sendTitle } from "../sends/words.ts";

/** What a row of `waiting_reviews` is called in the reader's language. */
export function waitingTitle(
  {
    resource,
    title,
    origin,
    part,
  }: { resource: string; title: string; origin: SendOrigin | null; part: string | null },
  locale: Locale,
): string {
  if (resource === "filing") return knownText(FILING_NAMES, title, locale);
  // The three parts of a service account have one name.
  if (part !== null) return `${title} · ${say(labelOf(ACCOUNT_PART_WORDS, part), locale)}`;
  return origin === null ? title : sendTitle({ name: title, origin }, locale);
}
