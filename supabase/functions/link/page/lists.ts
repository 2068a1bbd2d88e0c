/** Lists: slides, products, coupons, paragraphs. Which of them, the slots of an item say. */
import type { CardElement } from "@tidings/shared/templates/card.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import type { ListSlot } from "@tidings/shared/templates/layout.ts";
import { type Drawing, find, type Of, ownLang } from "./drawing.ts";
import { image } from "./media.ts";
import { draw } from "./parts.ts";
import { tap } from "./taps.ts";
import { own, text } from "./text.ts";
import { ticket } from "./ticket.ts";

/**
 * `coupons`: items with a value. `products`: with a price, a picture beside the words; `tiles`: such without a
 * button of their own, side by side. `rows`: a line of text with its picture. `slides`: a picture with more than
 * that, one after the other. `paragraphs`: no picture.
 */
export type Form = "coupons" | "products" | "tiles" | "rows" | "slides" | "paragraphs";

export function formOf(slot: ListSlot): Form {
  const has = (name: string) => slot.of.some((entry) => entry.name === name);
  if (has("value")) return "coupons";
  if (has("price")) return has("buttons") ? "products" : "tiles";
  if (!has("image")) return "paragraphs";
  return has("buttons") || has("action") ? "slides" : "rows";
}

export function list(element: Of<"list">, drawing: Drawing): string {
  const layout = layoutOf(drawing.card.layout);
  const slot = layout?.slots.find((entry) => entry.kind === "list" && entry.name === element.name);
  const form = slot?.kind === "list" ? formOf(slot) : "paragraphs";
  const { items } = element;
  const drawn = items.map(
    (item, index) => `<li>${DRAWN[form](item, drawing, `${index + 1}/${items.length}`)}</li>`,
  );
  if (form !== "slides") return `<ul class="${form} n${items.length}" role="list">${drawn.join("")}</ul>`;
  // a region that scrolls takes the focus, so that the arrow keys reach what is beside the edge
  const label = `aria-label="${text(own("slides", drawing.locale))}"`;
  const single = items.length === 1 ? " one" : "";
  return `<div class="slides${single}" role="region" tabindex="0" ${label}${ownLang(drawing)}><ul role="list"${back(drawing)}>${drawn.join("")}</ul></div>`;
}

/** The template's language again, inside something that is named in the page's. */
function back(drawing: Drawing): string {
  return drawing.foreign ? ' lang="zh-CN"' : "";
}

type Draw = (item: readonly CardElement[], drawing: Drawing, place: string) => string;

/** The picture beside, everything else in a column. */
const beside: Draw = (item, drawing) => {
  const shown = find(item, "image");
  const rest = item.filter((element) => element !== shown);
  return `${shown ? image(shown, drawing) : ""}<div class="words">${draw(rest, drawing, "h2")}</div>`;
};

/** A tap that belongs to the whole slide is on its picture. */
const slide: Draw = (item, drawing, place) => {
  const shown = find(item, "image");
  const action = find(item, "action")?.action;
  const over = `<span class="place" aria-hidden="true">${place}</span>`;
  const tapped = shown && action && !shown.action ? { ...shown, action } : shown;
  const rest = item.filter((element) => element !== shown && element.type !== "action");
  const alone =
    !shown && action ? tap({ action, inner: own("more", drawing.locale), look: "button" }, drawing) : "";
  return `${tapped ? image(tapped, drawing, over) : ""}<div class="words">${draw(rest, drawing, "h2")}${alone}</div>`;
};

const coupon: Draw = (item, drawing) => {
  const button = find(item, "buttons");
  return ticket(item, drawing, button ? draw([button], drawing, "h2") : "");
};

const DRAWN: Readonly<Record<Form, Draw>> = {
  coupons: coupon,
  products: beside,
  tiles: beside,
  rows: beside,
  slides: slide,
  paragraphs: (item, drawing) => draw(item, drawing, "h2"),
};
