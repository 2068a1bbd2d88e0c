import { type Locale, say } from "../locale.ts";
import { buildCard, type Card, type CardElement, type CardRequest } from "./card.ts";
import { layoutOf } from "./catalogue.ts";
import { drawElements } from "./draw.ts";
import { escapeHtml, safeSource } from "./escape.ts";
import type { Slot } from "./layout.ts";
import { PAGE_CSS } from "./page_css.ts";

export interface PageRequest extends CardRequest {
  readonly locale: Locale;
  /** The page title when the card has none: the name of the template or the enterprise. */
  readonly title: string;
}

/**
 * The H5 page of a template, and the preview of its card: one self-contained HTML document without scripts,
 * light and dark, everything escaped, with the tags that link previews read. `vendor` null is a browser.
 *
 * @throws RangeError when there is no such layout
 */
export function templateHtml(request: PageRequest): string {
  const card = buildCard(request);
  const title = firstText(card.elements, "title") ?? request.title;
  const summary = firstText(card.elements, "body") ?? firstText(card.elements, "subtitle") ?? "";
  const image = firstImage(card.elements);
  return [
    `<!doctype html><html lang="${request.locale}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    `<meta http-equiv="Content-Security-Policy" content="${CSP}">`,
    '<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">',
    `<title>${escapeHtml(title)}</title>`,
    `<meta property="og:type" content="website"><meta property="og:title" content="${escapeHtml(title)}">`,
    summary ? `<meta property="og:description" content="${escapeHtml(summary)}">` : "",
    image ? `<meta property="og:image" content="${escapeHtml(image)}">` : "",
    `<style>${PAGE_CSS}</style></head>`,
    `<body><main class="card ${classOf(card)}" data-layout="${escapeHtml(card.layout)}"${styleOf(card)}>`,
    drawElements(card, request.locale, wordsOf(card, request.locale)),
    "</main></body></html>",
  ].join("");
}

/** The card of a template as a vendor's client gets it; its shape is `Card`. @throws RangeError as above */
export function cardJson(request: CardRequest): Card {
  return buildCard(request);
}

const CSP =
  "default-src 'none'; img-src 'self' http: https: data:; media-src 'self' http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function classOf(card: Card): string {
  return [
    card.category,
    card.layout,
    card.vendor ?? "browser",
    card.style ? `style-${card.style}` : "",
    styleOf(card) ? "behind" : "",
  ]
    .map((name) => name.replace(/[^a-z0-9_-]/gi, "-"))
    .filter(Boolean)
    .join(" ");
}

/**
 * A background image of the card. A checked address has no quotes and no backslashes, so it cannot leave `url("…")`.
 */
function styleOf(card: Card): string {
  const background = card.elements.find(
    (element) => element.type === "image" && /background$/.test(element.name),
  );
  const src = background?.type === "image" ? safeSource(background.src, "image") : null;
  if (!src || background?.type !== "image") return "";
  const ratio = background.ratio ? `;min-height:calc(360px / (${background.ratio.replace(":", "/")}))` : "";
  return ` style="background-image:url(&quot;${escapeHtml(src)}&quot;)${ratio}"`;
}

/** Labels of the slots and words of the choices, by name. */
function wordsOf(card: Card, locale: Locale): Readonly<Record<string, string>> {
  const layout = layoutOf(card.layout);
  const all: readonly Slot[] = layout?.slots ?? [];
  const slots = all.flatMap((slot): Slot[] => (slot.kind === "list" ? [slot, ...slot.of] : [slot]));
  const labels = slots.map((slot) => [slot.name, say(slot.words, locale)]);
  const choices = slots.flatMap((slot) =>
    slot.kind === "choice"
      ? slot.values.map((entry) => [`${slot.name}.${entry.value}`, say(entry.words, locale)])
      : [],
  );
  return Object.fromEntries([...labels, ...choices]);
}

function firstText(elements: readonly CardElement[], name: string): string | undefined {
  for (const element of elements) {
    if (element.type === "text" && element.name === name) return element.text;
    const inside = element.type === "list" ? firstText(element.items[0] ?? [], name) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

/** The first image that a link preview can fetch; inline ones cannot be. */
function firstImage(elements: readonly CardElement[]): string | null {
  for (const element of elements) {
    const image = element.type === "image" ? element : element.type === "video" ? element.cover : null;
    if (image && /^https?:\/\//.test(image.src) && safeSource(image.src, "image")) return image.src;
    const inside = element.type === "list" ? firstImage(element.items[0] ?? []) : null;
    if (inside) return inside;
  }
  return null;
}
