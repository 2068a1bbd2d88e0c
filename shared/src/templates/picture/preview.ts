import { type Theme, themeCss } from "./colours.ts";
import { sheet } from "./document.ts";
import { drawPicture } from "./html.ts";
import type { CardPicture } from "./model.ts";
import { cardPicture, type PictureRequest } from "./picture.ts";
import { CARD_STYLE } from "./style.ts";
import { stylesFor } from "./style_parts.ts";
import { isChinese } from "./text.ts";
import { wordsOf } from "./words.ts";

export interface PreviewRequest extends PictureRequest {
  /** What the document is called: the name of the enterprise. */
  readonly title: string;
  /** The phone's theme; without it the device's. */
  readonly theme?: Theme;
}

const CSP =
  "default-src 'none'; img-src 'self' http: https: data:; media-src 'self' http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The picture of a card as a document of its own without scripts, for the frame of a preview.
 *
 * @throws RangeError when there is no such layout
 */
export function previewHtml(request: PreviewRequest): string {
  return pictureHtml(cardPicture(request), request);
}

/** A picture as such a document. */
export function pictureHtml(
  picture: CardPicture,
  { locale, title, theme }: Pick<PreviewRequest, "locale" | "title" | "theme">,
): string {
  const foreign = locale !== "zh-CN" && isChinese(wordsOf(picture).join(""));
  const body = drawPicture(picture, { locale, title, foreign });
  const forced = theme ? [`:root:root{${themeCss(theme)}color-scheme:${theme}}`] : [];
  return sheet({
    language: locale,
    title,
    tags: `<meta http-equiv="Content-Security-Policy" content="${CSP}">`,
    styles: [CARD_STYLE, ...stylesFor(body), ...forced],
    body,
  });
}
