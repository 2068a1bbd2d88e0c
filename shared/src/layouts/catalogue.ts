import type { Words } from "../ground/locale.ts";
import type { Vendor } from "../vendors/words.ts";
import { COMMERCE_LAYOUTS } from "./commerce.ts";
import { IMAGE_LAYOUTS } from "./image.ts";
import type { Category, Count, Layout, LayoutOption, When } from "./layout.ts";
import { TEXT_LAYOUTS } from "./text.ts";
import { TRIP_LAYOUTS } from "./trip.ts";
import { VIDEO_LAYOUTS } from "./video.ts";

/**
 * The layout catalogue (spec TPL-2): the only definition of the layouts, their vendors, slots and limits. Plain JSON data,
 * used alike by editor, validator, preview and database.
 */
export const LAYOUTS: readonly Layout[] = [
  ...IMAGE_LAYOUTS,
  ...VIDEO_LAYOUTS,
  ...COMMERCE_LAYOUTS,
  ...TEXT_LAYOUTS,
  ...TRIP_LAYOUTS,
];

const byName = new Map(LAYOUTS.map((layout) => [layout.layout, layout]));

/** The layout of that name, or undefined. */
export function layoutOf(name: string): Layout | undefined {
  return byName.get(name);
}

/** Words of the categories and whether they count as marketing 营销类 or notification 通知类. */
export const CATEGORY_WORDS: Readonly<Record<Category, Words & { readonly marketing: boolean }>> = {
  image: { zh: "图形", en: "Image", marketing: true },
  video: { zh: "视频图文", en: "Video", marketing: true },
  commerce: { zh: "电商", en: "Commerce", marketing: true },
  text: { zh: "文本", en: "Text", marketing: false },
  notice: { zh: "通知", en: "Notice", marketing: false },
  trip: { zh: "行程通知", en: "Trip", marketing: false },
  flight_trip: { zh: "飞机行程通知", en: "Flight trip", marketing: false },
};

/** Marketing is restricted to the sending window and needs an opt-out (spec SND-1, OPT-1). */
export function isMarketing(layout: Layout): boolean {
  return CATEGORY_WORDS[layout.category].marketing;
}

/** The effective style: the given one, else the layout's first; undefined when the layout has none. */
export function styleInForce(layout: Layout, style: string | undefined): string | undefined {
  return style ?? layout.styles[0]?.style;
}

/** The effective value of an option: the given one, else the first, which also stands for one that `vendor` does not have. */
export function optionInForce(
  option: LayoutOption,
  options: Readonly<Record<string, unknown>> | undefined,
  vendor: Vendor | null = null,
): string | boolean {
  const given = options?.[option.name];
  const first = option.values[0]?.value ?? false;
  if (typeof given !== "string" && typeof given !== "boolean") return first;
  const only = vendor && option.values.find(({ value }) => value === given)?.only_vendors;
  return only && !only.includes(vendor) ? first : given;
}

/** The inputs of the `when` conditions of slots and options. */
export interface Situation {
  readonly layout: Layout;
  readonly style: string | undefined;
  readonly options: Readonly<Record<string, unknown>> | undefined;
  /** Which entry of a list it is about, from 0; absent outside of lists, and where an entry stands for all. */
  readonly item?: number | undefined;
}

/** Does `when` hold for this style and these options? Without a condition it does. */
export function holds(when: When | undefined, situation: Situation): boolean {
  if (!when) return true;
  if (when.style) {
    const style = styleInForce(situation.layout, situation.style);
    if (style === undefined || !when.style.includes(style)) return false;
  }
  if (!when.option) return true;
  const { by_item, is } = when.option;
  if (by_item && situation.item === undefined) return true;
  const name = by_item ? `${when.option.name}${Number(situation.item) + 1}` : when.option.name;
  const option = situation.layout.options.find((candidate) => candidate.name === name);
  return option !== undefined && is.includes(optionInForce(option, situation.options));
}

/** Is the slot to be filled in for these vendors? One that is for some vendors alone is left out where there are others. */
export function isRequired(
  slot: { readonly required: boolean; readonly only_vendors?: readonly Vendor[] | undefined },
  vendors: readonly Vendor[],
): boolean {
  return slot.required && !isOnlyBroken(slot.only_vendors, vendors);
}

/** Are there vendors among these besides the ones that it is only for? */
export function isOnlyBroken(only: readonly Vendor[] | undefined, vendors: readonly Vendor[]): boolean {
  return only !== undefined && vendors.some((vendor) => !only.includes(vendor));
}

/** The vendors that take fewer than `count`, each with its number, the lowest first. */
export function exceeded(
  count: number,
  limit: Count,
  vendors: readonly Vendor[],
): readonly { vendor: Vendor; max: number }[] {
  return vendors
    .map((vendor) => ({ vendor, max: countFor(limit, [vendor]).max }))
    .filter(({ max }) => count > max)
    .sort((one, other) => one.max - other.max);
}

/** The maximum for these vendors: the lowest of theirs (spec TPL-2). */
export function countFor(count: Count, vendors: readonly Vendor[]): { min: number; max: number } {
  const limits = vendors.map((vendor) => count.by_vendor?.[vendor] ?? count.max);
  return { min: count.min, max: limits.length > 0 ? Math.min(...limits) : count.max };
}

/** The aspect ratio (width / height) of an image or a video in the effective style; null when it has none. */
export function ratioFor(
  ratio: string | Readonly<Record<string, string>>,
  layout: Layout,
  style: string | undefined,
): { text: string; value: number } | null {
  const chosen = styleInForce(layout, style);
  const text =
    typeof ratio === "string" ? ratio : Object.hasOwn(ratio, chosen ?? "") ? ratio[chosen ?? ""] : null;
  const sides = text?.split(":").map(Number);
  if (!text || !sides?.[0] || !sides[1]) return null;
  return { text, value: sides[0] / sides[1] };
}
