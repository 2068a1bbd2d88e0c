/** What every part of a page is drawn with. */
import type { Locale } from "@tidings/shared/locale.ts";
import type { Card, CardElement } from "@tidings/shared/templates/card.ts";
import { own, text } from "./text.ts";

export interface Drawing {
  readonly card: Card;
  readonly locale: Locale;
  /** The language of the template's texts, where it is not the page's: labels then say which language is theirs. */
  readonly foreign: boolean;
  readonly labels: ReadonlyMap<string, string>;
  /** Draws a list; here, so that the parts of an item and the lists of a card need not know each other. */
  readonly list: (element: Of<"list">, drawing: Drawing) => string;
  /** Windows that taps open; they stand behind everything else. */
  readonly windows: string[];
  /** How many pictures there are so far: the first is fetched at once, the others when they come near. */
  pictures: number;
}

export type Of<T extends CardElement["type"]> = Extract<CardElement, { type: T }>;

/** The element of that type and name among `elements`. */
export function find<T extends CardElement["type"]>(
  elements: readonly CardElement[],
  type: T,
  name?: string,
): Of<T> | undefined {
  return elements.find(
    (element): element is Of<T> => element.type === type && (name === undefined || element.name === name),
  );
}

/** ` lang="…"` for words of the page amid a template in another language. */
export function ownLang(drawing: Drawing): string {
  return drawing.foreign ? ` lang="${drawing.locale}"` : "";
}

/** A slot's label, as a term in front of its value. */
export function term(name: string, drawing: Drawing, unseen = false): string {
  const hidden = unseen ? ' class="unseen"' : "";
  return `<dt${hidden}${ownLang(drawing)}>${text(drawing.labels.get(name) ?? "")}</dt>`;
}

/** The words of a chosen value, for instance a coupon's type. */
export function chosen(choice: Of<"choice">, drawing: Drawing): string {
  return drawing.labels.get(`${choice.name}.${choice.value}`) ?? own("more", drawing.locale);
}
