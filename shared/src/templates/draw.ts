import type { Locale } from "../locale.ts";
import type { Action } from "./actions.ts";
import type { Card, CardElement, CardImage } from "./card.ts";
import { actionHref, actionText, escapeHtml, safeSource } from "./escape.ts";

/** Renders a card's elements as HTML. All text is escaped and all addresses are checked. */

type WordsByName = Readonly<Record<string, string>>;
interface Drawing {
  readonly card: Card;
  readonly locale: Locale;
  readonly words: WordsByName;
}

/** Texts shown without a label; all others are shown with theirs. */
const PLAIN = new Set(
  "title subtitle body name price value coupon_name coupon_value tag tag_1 tag_2".split(" "),
);

export function drawElements(card: Card, locale: Locale, words: WordsByName): string {
  return drawAll(card.elements, { card, locale, words }, true);
}

function drawAll(elements: readonly CardElement[], drawing: Drawing, top: boolean): string {
  const shown = elements.filter((element) => !(element.type === "image" && /background$/.test(element.name)));
  let html = "";
  let rows = "";
  const flush = () => {
    if (rows) html += `<dl class="rows">${rows}</dl>`;
    rows = "";
  };
  for (const element of shown) {
    if (element.type === "text" && !PLAIN.has(element.name))
      rows += row(drawing.words[element.name] ?? "", element.text);
    else {
      flush();
      html += draw(element, shown, drawing, top);
    }
  }
  flush();
  return html;
}

function row(label: string, value: string): string {
  return `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;
}

function draw(
  element: CardElement,
  siblings: readonly CardElement[],
  drawing: Drawing,
  top: boolean,
): string {
  switch (element.type) {
    case "text":
      return drawText(element.name, element.text, drawing, top);
    case "choice":
      // an image for a button gets the button's action
      if (siblings.some((other) => other.type === "action")) return "";
      return `<p class="chip">${escapeHtml(drawing.words[`${element.name}.${element.value}`] ?? element.value)}</p>`;
    case "image":
      return drawImage(element, element.ratio, element.name, drawing);
    case "video":
      return drawVideo(element);
    case "pairs":
      return `<dl class="rows pairs">${element.pairs.map((pair) => row(pair.label, pair.value)).join("")}</dl>`;
    case "buttons":
      return `<div class="buttons">${element.buttons
        .map((button) => drawAction(button.action, button.text, drawing, button.colour))
        .join("")}</div>`;
    case "action": {
      const choice = siblings.find((other) => other.type === "choice");
      const chosen = choice?.type === "choice" ? drawing.words[`${choice.name}.${choice.value}`] : undefined;
      const text = chosen ?? (drawing.locale === "zh-CN" ? "查看详情" : "Open");
      return `<div class="buttons">${drawAction(element.action, text, drawing)}</div>`;
    }
    case "list":
      return `<ul class="items">${element.items
        .map((item) => `<li>${drawAll(item, drawing, false)}</li>`)
        .join("")}</ul>`;
  }
}

function drawText(name: string, text: string, drawing: Drawing, top: boolean): string {
  const safe = escapeHtml(text);
  if (name === "title") return top ? `<h1>${safe}</h1>` : `<h2>${safe}</h2>`;
  if (name === "price" || name === "value" || name === "coupon_value") {
    const sign =
      drawing.card.options.currency === true && name === "price" && !/^[¥￥]/.test(text) ? "¥" : "";
    return `<p class="price">${sign}${safe}</p>`;
  }
  if (name.startsWith("tag")) return `<p class="chip">${safe}</p>`;
  return `<p class="${name === "body" ? "body" : "line"}">${safe}</p>`;
}

function drawImage(image: CardImage, ratio: string | null, name: string, drawing: Drawing): string {
  const src = safeSource(image.src, "image");
  if (!src) return "";
  const box = ratio ? ` style="aspect-ratio:${ratio.replace(":", "/")}"` : "";
  const picture = `<img class="${name}" src="${escapeHtml(src)}" alt="${escapeHtml(image.alt)}"${box}>`;
  if (!image.action) return picture;
  const href = actionHref(image.action, image.src);
  if (href) return link(href, "picture", picture);
  return (
    picture + details(image.action, image.alt || (drawing.locale === "zh-CN" ? "查看" : "Show"), drawing)
  );
}

function drawVideo(video: Extract<CardElement, { type: "video" }>): string {
  const src = safeSource(video.src, "video");
  if (!src) return "";
  const cover = video.cover ? safeSource(video.cover.src, "image") : null;
  const poster = cover ? ` poster="${escapeHtml(cover)}"` : "";
  const box = video.ratio ? ` style="aspect-ratio:${video.ratio.replace(":", "/")}"` : "";
  const name = escapeHtml(video.cover?.alt ?? "");
  return `<video controls playsinline preload="none"${poster}${box} src="${escapeHtml(src)}" aria-label="${name}"></video>`;
}

function drawAction(action: Action, text: string, drawing: Drawing, colour?: string): string {
  const href = actionHref(action);
  if (href) return link(href, "button", escapeHtml(text), colour);
  const inPlace = action.type === "popup" || action.type === "copy" || action.type === "calendar";
  // with an invalid address the button is shown, but without a link
  return inPlace ? details(action, text, drawing) : `<span class="button">${escapeHtml(text)}</span>`;
}

function link(href: string, name: string, inner: string, colour?: string): string {
  const style = colour && /^#[0-9A-F]{6}$/i.test(colour) ? ` style="background:${colour};color:#fff"` : "";
  return `<a class="${name}" href="${escapeHtml(href)}" rel="noopener noreferrer nofollow"${style}>${inner}</a>`;
}

/** The text of a popup, copy or calendar action in a `details` element, because the page has no scripts. */
function details(action: Action, text: string, drawing: Drawing): string {
  const lines = actionText(action, drawing.locale).map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<details class="${action.type}"><summary class="button">${escapeHtml(text)}</summary>${lines.join("")}</details>`;
}
