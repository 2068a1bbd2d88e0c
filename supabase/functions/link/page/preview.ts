/** What others see of a page before they open it: its title and the tags that previews read. */
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Card, CardElement } from "@tidings/shared/templates/card.ts";
import { safeSource } from "@tidings/shared/templates/escape.ts";
import { cut, text } from "@tidings/shared/templates/picture/text.ts";

/** Where a value would stand. */
export const PLACEHOLDER = "…";

/** What a card is called and says, in short. */
export interface Summary {
  readonly title: string;
  readonly description: string;
  readonly image: { readonly src: string; readonly alt: string } | null;
}

/**
 * Of a card whose parameters are all {@link PLACEHOLDER}. A personal link ends up in group chats, and WeChat takes
 * `<title>` for its share card where others take `og:title`: anyone who looks at a preview must not read somebody
 * else's name, amount or order in it. So neither the tags nor the title know any value, no matter who asks.
 *
 * A layout without a title (a poster, a red packet) is called by its first words; the template's own name, which is
 * written for colleagues, is the last resort.
 */
export function summaryOf(card: Card, name: string): Summary {
  const said = (...names: string[]) => names.map((one) => firstText(card.elements, one)).find(Boolean);
  const picture = firstImage(card.elements);
  const body = said("body", "subtitle", "name") ?? "";
  const title = said("title", "subtitle") ?? firstLine(body) ?? (picture?.alt || name);
  return { title: cut(title, 60), description: cut(body === title ? "" : body, 160), image: picture };
}

function firstLine(words: string): string | undefined {
  return /^[^\n。！？!?]+[！？!?]?/.exec(words.trim())?.[0];
}

/** The open-graph tags, and X's. */
export function previewTags(summary: Summary, locale: Locale, address: string): string {
  const { image } = summary;
  // an inline picture is not something a fetcher could fetch
  const src = image && /^https?:/.test(image.src) ? image.src : null;
  const tags: [string, string | null][] = [
    ["og:type", "website"],
    ["og:title", summary.title],
    ["og:description", summary.description || null],
    ["og:image", src],
    ["og:image:alt", src ? image?.alt || null : null],
    ["og:url", address],
    ["og:locale", locale === "zh-CN" ? "zh_CN" : "en_US"],
  ];
  const card = `<meta name="twitter:card" content="${src ? "summary_large_image" : "summary"}">`;
  const drawn = tags.map(([name, value]) =>
    value === null ? "" : `<meta property="${name}" content="${text(value)}">`,
  );
  return drawn.join("") + card;
}

function firstText(elements: readonly CardElement[], name: string): string | undefined {
  for (const element of elements) {
    if (element.type === "text" && element.name === name) return element.text;
    const inside = element.type === "list" ? firstText(element.items[0] ?? [], name) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

function firstImage(elements: readonly CardElement[]): Summary["image"] {
  for (const element of elements) {
    const image = element.type === "image" ? element : element.type === "video" ? element.cover : null;
    if (image && safeSource(image.src, "image")) return image;
    const inside = element.type === "list" ? firstImage(element.items[0] ?? []) : null;
    if (inside) return inside;
  }
  return null;
}
