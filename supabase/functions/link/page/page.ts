/** The H5 page of a template: what a person sees who opens a short link in a browser (spec RES-3). */
import type { Locale } from "@tidings/shared/locale.ts";
import { buildCard, type Card } from "@tidings/shared/templates/card.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { type Content, EMPTY_CONTENT, parametersOf } from "@tidings/shared/templates/content.ts";
import { sheet } from "./document.ts";
import { type Drawing, find } from "./drawing.ts";
import { list } from "./lists.ts";
import { picture } from "./media.ts";
import { draw } from "./parts.ts";
import { PLACEHOLDER, previewTags, summaryOf } from "./preview.ts";
import { SCRIPT } from "./script.ts";
import { CARD_STYLE } from "./style.ts";
import { stylesFor } from "./style_parts.ts";
import { isChinese, labelsOf, own, text } from "./text.ts";

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
 * `card` is trusted: texts are escaped, addresses checked. It never throws, whatever stands in a card.
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

function bodyOf(card: Card, locale: Locale, chinese: boolean, title: string): string {
  const layout = layoutOf(card.layout);
  const drawing: Drawing = {
    card,
    locale,
    foreign: chinese && locale !== "zh-CN",
    labels: layout ? labelsOf(layout, locale) : new Map(),
    list,
    windows: [],
    pictures: 0,
  };
  const heading = find(card.elements, "text", "title") ? "" : `<h1 class="unseen">${text(title)}</h1>`;
  const lang = drawing.foreign ? ' lang="zh-CN"' : "";
  const drawn = drawAll(card, drawing);
  const said = `<p id="said" class="said" role="status" data-done="${text(own("copied", locale))}" data-hand="${text(own("by_hand", locale))}"></p>`;
  const needed = drawing.windows.length > 0 || drawn.includes("data-copy=");
  const script = needed ? `${said}<script>${SCRIPT}</script>` : "";
  const { windows } = drawing;
  return `<main class="${text(card.category)} ${text(card.layout)}"${lang}>${heading}${drawn}${windows.join("")}</main>${script}`;
}

/** With a picture behind it the whole card stands on that, at its foot. */
function drawAll(card: Card, drawing: Drawing): string {
  const background = find(card.elements, "image", "background");
  if (!background) return draw(card.elements, drawing);
  const behind = picture(background, background.ratio, drawing);
  const rest = card.elements.filter((element) => element !== background);
  return `<div class="behind">${behind}<div class="over">${draw(rest, drawing)}</div></div>`;
}
