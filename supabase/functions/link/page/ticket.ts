/** A coupon as a ticket: what it is worth, what it is called, how long it lasts. */
import type { CardElement } from "@tidings/shared/templates/card.ts";
import { chosen, type Drawing, find, ownLang, term } from "./drawing.ts";
import { text } from "./text.ts";

/** The slots that together are one coupon. In a list of coupons the name belongs to it too. */
export const TICKET: ReadonlySet<string> = new Set([
  "coupon_type",
  "value",
  "time",
  "coupon_name",
  "coupon_value",
]);

export function ticket(elements: readonly CardElement[], drawing: Drawing, foot = ""): string {
  const worth = find(elements, "text", "value") ?? find(elements, "text", "coupon_value");
  const name = find(elements, "text", "name") ?? find(elements, "text", "coupon_name");
  const time = find(elements, "text", "time");
  const type = find(elements, "choice", "coupon_type");
  const title = name ? `<h2>${text(name.text)}</h2>` : "";
  const kind = type ? `<p class="chip"${ownLang(drawing)}>${text(chosen(type, drawing))}</p>` : "";
  const until = time ? `<dl class="until">${term("time", drawing)}<dd>${text(time.text)}</dd></dl>` : "";
  const value = worth ? `<p class="worth">${text(worth.text)}</p>` : "";
  return `<div class="ticket">${value}<div class="terms">${title}${kind}${until}</div>${foot}</div>`;
}
