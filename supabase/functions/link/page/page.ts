/** The H5 page of a template: what a person sees who opens a short link in a browser (spec RES-3). */
import type { Locale } from "@tidings/shared/ground/locale.ts";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { buildCard, type Card } from "@tidings/shared/templates/card.ts";
import { type Content, EMPTY_CONTENT, parametersOf } from "@tidings/shared/templates/content.ts";
import { sheet } from "@tidings/shared/templates/picture/document.ts";
import { drawPicture } from "@tidings/shared/templates/picture/html.ts";
import { pictureOfCard } from "@tidings/shared/templates/picture/picture.ts";
import { CARD_STYLE } from "@tidings/shared/templates/picture/style.ts";
import { stylesFor } from "@tidings/shared/templates/picture/style_parts.ts";
import { isChinese, own, text } from "@tidings/shared/templates/picture/text.ts";
import { PLACEHOLDER, previewTags, summaryOf } from "./preview.ts";
import { SCRIPT } from "./script.ts";

export interface Shown {
  /** A layout of the catalogue. */
  readonly layout: string;
  /** The template's name, where its content has nothing to call the page by. */
  readonly title: string;
  /** A template's content; what is missing or of another shape is left out. */
  readonly content: unknown;
  readonly params: Record<string, string>;
}

export interface Showing {
  readonly language: Locale;
  /** The link itself, absolute. */
  readonly address: string;
  /** Where paths like `/storage/…` are served; without it the link's own host. */
  readonly media?: string;
}

/**
 * A complete document, pure and without waiting: the same card makes the same page. Send it with `CSP`. Nothing in
 * `card` is trusted: texts are escaped, addresses checked. It never throws, whatever is in a card.
 */
export function page(card: Shown, options: Showing): string {
  const { language, address } = options;
  const content = contentOf(card.content);
  const origin = options.media ?? (URL.canParse(address) ? new URL(address).origin : "");
  const build = (params: Record<string, string>) => built(card.layout, content, params, origin);
  const filled = build(card.params);
  const names = parametersOf(content);
  const neutral =
    names.length > 0 ? build(Object.fromEntries(names.map((name) => [name, PLACEHOLDER]))) : filled;
  const summary = summaryOf(neutral, card.title);
  const chinese = isChinese(summary.title + summary.description);
  const body = bodyOf(filled, language, chinese, summaryOf(filled, card.title).title);
  return sheet({
    language,
    title: summary.title,
    tags: previewTags(summary, language, address),
    styles: [CARD_STYLE, ...stylesFor(body)],
    body,
  });
}

function contentOf(content: unknown): Content {
  const shaped =
    typeof content === "object" &&
    content !== null &&
    "slots" in content &&
    typeof content.slots === "object" &&
    content.slots !== null;
  return shaped ? { ...(content as Content), params: [] } : EMPTY_CONTENT;
}

/** The card, filled; an empty one of a layout that is not in the catalogue (any more). */
function built(name: string, content: Content, params: Record<string, string>, origin: string): Card {
  const layout = layoutOf(name);
  if (layout) return buildCard({ layout, content, params, origin });
  const format = "tidings-card/1";
  return {
    format,
    layout: name,
    category: "",
    vendor: null,
    version: 1,
    style: null,
    options: {},
    elements: [],
  };
}

/** The picture, and the script where something is to be copied or opened. */
function bodyOf(card: Card, locale: Locale, chinese: boolean, title: string): string {
  const foreign = chinese && locale !== "zh-CN";
  const main = drawPicture(pictureOfCard(card, locale), { locale, title, foreign });
  if (!main.includes("<dialog ") && !main.includes("data-copy=")) return main;
  const said = `<p id="said" class="said" role="status" data-done="${text(own("copied", locale))}" data-hand="${text(own("by_hand", locale))}"></p>`;
  return `${main}${said}<script>${SCRIPT}</script>`;
}
