/** A trip: where from, where to, when, with which flight, train or bus. */
import type { CardElement } from "@tidings/shared/templates/card.ts";
import { type Drawing, find, term } from "./drawing.ts";
import { text } from "./text.ts";

const ARROW =
  '<div class="way" aria-hidden="true"><svg viewBox="0 0 40 12" width="40" height="12" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M2 6h34M31 2l5 4-5 4"/></svg></div>';

/** The slots that together are one trip. */
export const JOURNEY: ReadonlySet<string> = new Set([
  "from_place",
  "to_place",
  "from_time",
  "to_time",
  "date",
  "number",
]);

export function journey(elements: readonly CardElement[], drawing: Drawing): string {
  const said = (name: string, look: string) => {
    const element = find(elements, "text", name);
    return element ? `${term(name, drawing, true)}<dd class="${look}">${text(element.text)}</dd>` : "";
  };
  const ends = (end: "from" | "to") => said(`${end}_place`, "where") + said(`${end}_time`, "when");
  const top = said("number", "number") + said("date", "date");
  const which = top ? `<dl class="which">${top}</dl>` : "";
  return `<div class="journey">${which}<dl class="from">${ends("from")}</dl>${ARROW}<dl class="to">${ends("to")}</dl></div>`;
}
