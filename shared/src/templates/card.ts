import {
  countFor,
  holds,
  layoutOf,
  optionInForce,
  ratioFor,
  type Situation,
  styleInForce,
} from "../layouts/catalogue.ts";
import type { Count, Layout, Slot } from "../layouts/layout.ts";
import type { Vendor } from "../vendors/words.ts";
import { type Action, actionsFor } from "./actions.ts";
import type { Content } from "./content.ts";
import { fillContent } from "./fill.ts";
import {
  asAction,
  asButtons,
  asImage,
  asItems,
  asPairs,
  asText,
  asVideo,
  type ImageValue,
} from "./values.ts";

/** Where a part stands in the content (`slots.items.1.title`); only in a card that is drawn for an editor. */
export interface Placed {
  readonly at?: string;
}

/** The elements of a card, in display order. Texts are plain; the renderer escapes them. */
export type CardElement = Placed & CardPart;
type CardPart =
  | { readonly type: "text"; readonly name: string; readonly text: string }
  | { readonly type: "choice"; readonly name: string; readonly value: string }
  | ({ readonly type: "image"; readonly name: string; readonly ratio: string | null } & CardImage)
  | {
      readonly type: "video";
      readonly name: string;
      readonly src: string;
      readonly cover: CardImage | null;
      readonly ratio: string | null;
    }
  | {
      readonly type: "pairs";
      readonly name: string;
      readonly pairs: readonly ({ label: string; value: string } & Placed)[];
    }
  | { readonly type: "buttons"; readonly name: string; readonly buttons: readonly CardButton[] }
  | { readonly type: "action"; readonly name: string; readonly action: Action }
  | { readonly type: "list"; readonly name: string; readonly items: readonly (readonly CardElement[])[] };

export interface CardImage {
  readonly src: string;
  readonly alt: string;
  readonly action?: Action;
}

export interface CardButton extends Placed {
  readonly text: string;
  readonly action: Action;
  /** `#RRGGBB`, where the layout lets the author choose a colour. */
  readonly colour?: string;
}

/**
 * The card that a vendor's client gets for a link (spec RES-3). `options` include the defaults; slots that do not exist in
 * this style or belong to another vendor are left out, and so is what this vendor's phones do not show.
 */
export interface Card {
  readonly format: "tidings-card/1";
  readonly layout: string;
  readonly category: string;
  readonly vendor: Vendor | null;
  readonly version: number;
  readonly style: string | null;
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly elements: readonly CardElement[];
}

export interface CardRequest {
  /** A layout of the catalogue or its name. */
  readonly layout: Layout | string;
  readonly content: Content;
  /** The vendor of the requesting phone; null for a browser. */
  readonly vendor?: Vendor | null;
  readonly params?: Readonly<Record<string, string>>;
  readonly version?: number;
  /** Prefix for paths on our own host (`/storage/…`), because phones have no base URL. */
  readonly origin?: string;
  /** Each part says where it stands in the content. */
  readonly places?: boolean;
}

/**
 * Builds the card from a content: parameters are filled in, incomplete slots are left out. Never throws on content.
 *
 * @throws RangeError when there is no such layout
 */
export function buildCard(request: CardRequest): Card {
  const layout = typeof request.layout === "string" ? layoutOf(request.layout) : request.layout;
  if (!layout) throw new RangeError(`there is no layout ${String(request.layout)}`);
  const vendor = request.vendor ?? null;
  const content = fillContent(request.content, request.params ?? {});
  const situation: Situation = { layout, style: content.style, options: content.options };
  const options = layout.options.filter((option) => holds(option.when, situation));
  return {
    format: "tidings-card/1",
    layout: layout.layout,
    category: layout.category,
    vendor,
    version: request.version ?? 1,
    style: styleInForce(layout, content.style) ?? null,
    options: Object.fromEntries(
      options.map((option) => [option.name, optionInForce(option, content.options, vendor)]),
    ),
    elements: elementsOf(layout.slots, content.slots, {
      situation,
      vendor,
      origin: request.origin ?? "",
      path: request.places ? "slots" : null,
    }),
  };
}

interface Building {
  readonly situation: Situation;
  readonly vendor: Vendor | null;
  readonly origin: string;
  /** Where `elementsOf` is in the content; null where nobody asks. */
  readonly path: string | null;
}

/** `at` of what stands at `inside` of the place that is built. */
function placed({ path }: Building, ...inside: (string | number)[]): Placed {
  return path === null ? {} : { at: [path, ...inside].join(".") };
}

function elementsOf(
  slots: readonly Slot[],
  values: Readonly<Record<string, unknown>>,
  building: Building,
): CardElement[] {
  return slots
    .filter((slot) => holds(slot.when, building.situation))
    .filter((slot) => !slot.for_vendor || slot.for_vendor === building.vendor)
    .flatMap((slot) => {
      const part = elementOf(slot, values[slot.name], building);
      return part ? [{ ...part, ...placed(building, slot.name) }] : [];
    });
}

function elementOf(slot: Slot, value: unknown, building: Building): CardPart | null {
  const { name } = slot;
  const { layout, style } = building.situation;
  switch (slot.kind) {
    case "text": {
      const text = asText(value)?.trim();
      return text ? { type: "text", name, text } : null;
    }
    case "choice":
      return slot.values.some((entry) => entry.value === value)
        ? { type: "choice", name, value: String(value) }
        : null;
    case "image": {
      const image = asImage(value);
      const ratio = ratioFor(slot.ratio, layout, style)?.text ?? null;
      return image?.src ? { type: "image", name, ratio, ...cardImage(image, building) } : null;
    }
    case "video": {
      const video = asVideo(value);
      if (!video?.src) return null;
      const cover = video.cover?.src ? cardImage(video.cover, building) : null;
      const ratio = ratioFor(slot.ratio, layout, style)?.text ?? null;
      return { type: "video", name, src: absolute(video.src, building.origin), cover, ratio };
    }
    case "action": {
      const action = asAction(value);
      return action ? { type: "action", name, action: allowed(action, building) } : null;
    }
    case "pairs": {
      const said = asPairs(value)
        .map((pair, index) => ({ ...pair, ...placed(building, name, index) }))
        .filter((pair) => pair.label.trim() || pair.value.trim());
      const pairs = said.slice(0, mostOf(slot.count, building));
      return pairs.length > 0 ? { type: "pairs", name, pairs } : null;
    }
    case "buttons": {
      const colours = coloursOf(building);
      const buttons = asButtons(value)
        .map((button, index) => ({ ...button, ...placed(building, name, index) }))
        .filter((button) => button.text.trim())
        .map((button, index) => {
          const colour = colours[index];
          return {
            ...button,
            action: allowed(button.action, building),
            ...(colour ? { colour } : {}),
          };
        });
      return buttons.length > 0 ? { type: "buttons", name, buttons } : null;
    }
    case "list": {
      const items = asItems(value)
        .slice(0, mostOf(slot.count, building))
        .map((item, index) =>
          elementsOf(slot.of, item, {
            ...building,
            situation: { ...building.situation, item: index },
            path: placed(building, name, index).at ?? null,
          }),
        )
        .filter((item) => item.length > 0);
      return items.length > 0 ? { type: "list", name, items } : null;
    }
  }
}

function cardImage(image: ImageValue, building: Building): CardImage {
  const action = image.action ? allowed(image.action, building) : undefined;
  return { src: absolute(image.src, building.origin), alt: image.alt ?? "", ...(action ? { action } : {}) };
}

function absolute(src: string, origin: string): string {
  return src.startsWith("/") && !src.startsWith("//") ? origin.replace(/\/$/, "") + src : src;
}

/** Replaces actions that OPPO phones do not support by the nearest one: links open in the browser. */
function allowed(action: Action, building: Building): Action {
  if (building.vendor !== "oppo" || actionsFor(["oppo"]).includes(action.type)) return action;
  return action.type === "open_link" ? { ...action, type: "open_browser" } : action;
}

/** How many a vendor's phones show; a browser shows all. */
function mostOf(count: Count, { vendor }: Building): number | undefined {
  return vendor ? countFor(count, [vendor]).max : undefined;
}

function coloursOf({ situation, vendor }: Building): readonly string[] {
  const option = situation.layout.options.find((candidate) => candidate.name === "button_colours");
  if (!option || !holds(option.when, situation)) return [];
  const value = optionInForce(option, situation.options, vendor);
  return option.values.find((entry) => entry.value === value)?.colours ?? [];
}
