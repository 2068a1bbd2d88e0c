import type { Locale } from "../../ground/locale.ts";
import type { Layout } from "../../layouts/layout.ts";
import type { Card, CardElement, Placed } from "../card.ts";
import { PACKET } from "./colours.ts";
import { find, type Of } from "./find.ts";
import { tapOf } from "./leads.ts";
import type { Button, JourneyLine, JourneyPiece, Line, TextPiece, TicketPiece } from "./model.ts";
import { own } from "./text.ts";

/** What a picture is made from. */
export interface Scene {
  readonly card: Card;
  readonly layout: Layout | undefined;
  readonly locale: Locale;
  /** What slots and the values of choices are called. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Is it a title of the card, or one of an item of a list? */
export type Head = "title" | "heading";

/** Where it stands in the content, where the card says so. */
export const placeOf = ({ at }: { readonly at?: string | undefined }): Placed =>
  at === undefined ? {} : { at };

export function lineOf(element: Of<"text">, { labels }: Scene): Line {
  return { label: labels.get(element.name) ?? "", ours: true, text: element.text, ...placeOf(element) };
}

/** The picture that is chosen for a button, where there is one. */
export function pictured(beside: readonly CardElement[]): Of<"choice"> | undefined {
  return find(beside, "action") ? find(beside, "choice", "button_picture") : undefined;
}

/** The words of a chosen value, for instance a coupon's type. */
export function chosen(choice: Of<"choice">, { labels, locale }: Scene): string {
  return labels.get(`${choice.name}.${choice.value}`) ?? own("more", locale);
}

export function textOf(element: Of<"text">, scene: Scene, head: Head): TextPiece {
  return { ...wordsOf(element, scene, head), ...placeOf(element) };
}

function wordsOf({ name, text }: Of<"text">, { card }: Scene, head: Head): TextPiece {
  if (name === "title") {
    const leads = head === "title" && card.options.arrow === true;
    return { is: "text", as: head, text, ...(leads ? { after: "›" } : {}) };
  }
  if (head === "heading" && (name === "name" || name === "subtitle"))
    return { is: "text", as: "heading", text };
  if (name === "price") {
    // not where the author wrote it too
    const sign = card.options.currency === true && /^\s*\d/.test(text);
    return { is: "text", as: "price", text, ...(sign ? { before: "¥" } : {}) };
  }
  if (name.startsWith("tag")) return { is: "text", as: "chip", text };
  return { is: "text", as: name === "body" ? "body" : "soft", text };
}

export function buttonsOf(element: Of<"buttons">, { card, locale }: Scene): Button[] {
  const moving = card.options.button_style === "dynamic";
  const ownColour = card.layout === "red_packet" ? PACKET : null;
  return element.buttons.map(({ action, text, colour, at }) => {
    const tap = tapOf(action, card.vendor, locale);
    const chosenColour = tap.leads.to === "nowhere" ? null : (colour ?? ownColour);
    return { text, tap, seal: false, moving, colour: chosenColour, ...placeOf({ at }) };
  });
}

/** A tap of the whole card as a button: with the picture that is chosen for it, else with our own words. */
export function actionButton(
  { action, at }: Of<"action">,
  choice: Of<"choice"> | undefined,
  scene: Scene,
): Button {
  const { card, locale } = scene;
  const text = choice ? chosen(choice, scene) : own("more", locale);
  const moving = card.options.button_style === "dynamic";
  return {
    text,
    tap: tapOf(action, card.vendor, locale),
    seal: choice !== undefined,
    moving,
    colour: null,
    ...placeOf({ at }),
  };
}

export function ticketOf(elements: readonly CardElement[], scene: Scene): TicketPiece {
  const said = (...names: string[]) =>
    names.map((name) => find(elements, "text", name)).find((element) => element?.text);
  const worth = said("value", "coupon_value");
  const name = said("name", "coupon_name");
  const time = find(elements, "text", "time");
  const type = find(elements, "choice", "coupon_type");
  const buttons = find(elements, "buttons");
  return {
    is: "ticket",
    worth: worth?.text ?? "",
    name: name?.text ?? "",
    kind: type ? chosen(type, scene) : "",
    until: time ? lineOf(time, scene) : null,
    buttons: buttons ? buttonsOf(buttons, scene) : [],
    ...(elements.some((element) => element.at !== undefined)
      ? { places: { worth: placeOf(worth ?? {}), name: placeOf(name ?? {}), kind: placeOf(type ?? {}) } }
      : {}),
  };
}

export function journeyOf(elements: readonly CardElement[], scene: Scene): JourneyPiece {
  const said = (name: string, as: JourneyLine["as"]): JourneyLine[] => {
    const element = find(elements, "text", name);
    return element ? [{ ...lineOf(element, scene), as }] : [];
  };
  return {
    is: "journey",
    which: [...said("number", "number"), ...said("date", "date")],
    from: [...said("from_place", "where"), ...said("from_time", "when")],
    to: [...said("to_place", "where"), ...said("to_time", "when")],
  };
}
