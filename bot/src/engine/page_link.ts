import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import type { CardOf } from "../ground/answer.ts";
import { OPEN_IN_PANEL } from "../registry/panel_field.ts";

/** Where the page of a row is: the end of its card. */
export interface PageLink {
  readonly label: string;
  readonly url: string;
}

/** The page of the row that a card shows; null where it has none, or nobody knows where the panel is. */
export function pageLink(
  panel: string | null | undefined,
  card: CardOf | undefined,
  locale: Locale,
): PageLink | null {
  if (!panel || !card || DECLARED[card.resource].opens === false) return null;
  return { label: say(OPEN_IN_PANEL, locale), url: `${panel}/${NOUNS[card.resource].path}/${card.id}` };
}
