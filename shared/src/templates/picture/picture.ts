import type { Locale } from "../../ground/locale.ts";
import { layoutOf } from "../../layouts/catalogue.ts";
import { buildCard, type Card, type CardImage, type CardRequest } from "../card.ts";
import { type Content, exampleParams, parametersOf } from "../content.ts";
import { find } from "./find.ts";
import { imageOf } from "./images.ts";
import type { CardPicture } from "./model.ts";
import { piecesOf } from "./pieces.ts";
import { labelsOf } from "./text.ts";

export interface PictureRequest extends CardRequest {
  readonly locale: Locale;
}

/**
 * The picture of a card on the phone of a vendor, or in a browser (`vendor` null): pure, the same request makes the same picture. What
 * this vendor's phones do not show is not in it (spec TPL-6).
 *
 * @throws RangeError when there is no such layout
 */
export function cardPicture(request: PictureRequest): CardPicture {
  return pictureOfCard(buildCard(request), request.locale);
}

/** The picture of a card that is built already. Never throws. */
export function pictureOfCard(card: Card, locale: Locale): CardPicture {
  const layout = layoutOf(card.layout);
  const labels = layout ? labelsOf(layout, locale) : new Map<string, string>();
  const [behind, rest] = backgroundOf(card);
  return {
    layout: card.layout,
    category: card.category,
    vendor: card.vendor,
    behind,
    pieces: piecesOf(rest, { card, locale, labels, layout }, "title"),
  };
}

/** The picture behind the card, and what is on it. */
function backgroundOf(card: Card): [CardPicture["behind"], Card["elements"]] {
  const found = find(card.elements, "image", "background") ?? find(card.elements, "image", "oppo_background");
  if (!found) return [null, card.elements];
  const rest = card.elements.filter((element) => element !== found);
  return [imageOf(found satisfies CardImage, found.ratio), rest];
}

/**
 * What a preview fills its parameters with: `values`, where one is missing the example, and where there is none either its name in
 * brackets, so that the place is seen.
 */
export function shownParams(
  content: Content,
  values: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const said = Object.entries({ ...exampleParams(content), ...values }).filter(([, value]) => value.trim());
  return {
    ...Object.fromEntries(parametersOf(content).map((name) => [name, `〔${name}〕`])),
    ...Object.fromEntries(said),
  };
}
