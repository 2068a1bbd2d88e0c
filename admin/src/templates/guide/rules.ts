import { fillPlaces, type Locale, listText, say, type Words } from "@tidings/shared/ground/locale.ts";
import { ratioFor } from "@tidings/shared/layouts/catalogue.ts";
import type { Count, Layout, Slot, When } from "@tidings/shared/layouts/layout.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { words as templateWords } from "../words.ts";
import { words as own } from "./words.ts";

const words = { ...templateWords, ...own };

/** One part of a layout, in words. */
export interface Rule {
  readonly key: string;
  readonly name: string;
  /** It is in each item of the list of this name. */
  readonly inside: boolean;
  readonly required: boolean;
  readonly fits: readonly string[];
  /** When it is there, and for whom. */
  readonly when: readonly string[];
}

/** The width for which pictures are advised: that of a phone's screen. */
const WIDTH = 1080;

/** The parts of a layout as rows: what fits, and where each of them is. The figures are the catalogue's. */
export function rulesOf(layout: Layout, locale: Locale): Rule[] {
  const rule = (slot: Slot, of: string | null): Rule => ({
    key: of ? `${of}.${slot.name}` : slot.name,
    name: say(slot.words, locale),
    inside: of !== null,
    required: slot.required,
    fits: fitsOf(slot, layout, locale),
    when: [
      ...whenOf(slot.when, layout, locale),
      ...(slot.only_vendors ? [tell("only", locale, { vendors: vendors(slot.only_vendors, locale) })] : []),
      ...(slot.for_vendor ? [tell("shown_on", locale, { vendors: vendors([slot.for_vendor], locale) })] : []),
    ],
  });
  return layout.slots.flatMap((slot) => [
    rule(slot, null),
    ...(slot.kind === "list" ? slot.of.map((one) => rule(one, slot.name)) : []),
  ]);
}

const tell = (key: keyof typeof words, locale: Locale, values: Record<string, unknown> = {}) =>
  fillPlaces(say(words[key], locale), values);

export const vendors = (all: readonly Vendor[], locale: Locale) =>
  listText(
    all.map((one) => say(VENDOR_WORDS[one], locale)),
    locale,
  );

function fitsOf(slot: Slot, layout: Layout, locale: Locale): string[] {
  switch (slot.kind) {
    case "text":
      return [tell(slot.multiline ? "text_fits" : "one_line", locale, { max: slot.max_length })];
    case "image":
      return [
        ...ratiosOf(slot.ratio, layout, locale),
        tell("image_fits", locale, { max: bytes(slot.max_bytes) }),
      ];
    case "video":
      return [
        ...ratiosOf(slot.ratio, layout, locale),
        tell("video_fits", locale, { max: bytes(slot.max_bytes) }),
      ];
    case "action":
      return [tell("action_fits", locale)];
    case "choice":
      return [
        listText(
          slot.values.map((one) => say(one.words, locale)),
          locale,
        ),
      ];
    case "buttons":
      return [...countOf(slot.count, layout, locale), tell("each", locale, { max: slot.max_length })];
    case "pairs":
      return [
        ...countOf(slot.count, layout, locale),
        tell("pair_fits", locale, { label: slot.max_label, value: slot.max_value }),
      ];
    case "list":
      return countOf(slot.count, layout, locale);
  }
}

const bytes = (count: number) =>
  count >= 1024 * 1024 ? `${count / (1024 * 1024)} MB` : `${Math.floor(count / 1024)} KB`;

function ratiosOf(
  ratio: string | Readonly<Record<string, string>>,
  layout: Layout,
  locale: Locale,
): string[] {
  const one = (style: string | undefined): string => {
    const found = ratioFor(ratio, layout, style);
    if (!found) return "";
    return tell("ratio", locale, {
      ratio: found.text,
      width: WIDTH,
      height: Math.round(WIDTH / found.value),
    });
  };
  const each = layout.styles.map(({ style, words: name }) => ({ name: say(name, locale), what: one(style) }));
  const same = new Set(each.map(({ what }) => what)).size <= 1;
  if (same) return [one(undefined)];
  return each
    .filter(({ what }) => what !== "")
    .map(({ name, what }) => tell("in_style", locale, { style: name, what }));
}

/** The numbers of the vendors that this layout has, where they differ. */
function countOf(count: Count, layout: Layout, locale: Locale): string[] {
  const range = (max: number) =>
    tell(count.min === max ? "count_exact" : "count_range", locale, { min: count.min, max });
  const limits = layout.vendors.map((vendor) => ({ vendor, max: count.by_vendor?.[vendor] ?? count.max }));
  if (new Set(limits.map(({ max }) => max)).size <= 1) return [range(limits[0]?.max ?? count.max)];
  const each = limits.map(({ vendor, max }) =>
    tell("by_vendor", locale, { vendor: say(VENDOR_WORDS[vendor], locale), max }),
  );
  return [range(Math.max(...limits.map(({ max }) => max))), each.join(" · "), tell("lowest", locale)];
}

/** In which styles and with which options something is there. */
export function whenOf(when: When | undefined, layout: Layout, locale: Locale): string[] {
  const styles = when?.style?.map((style) => {
    const found = layout.styles.find((one) => one.style === style);
    return tell("style_is", locale, { style: found ? say(found.words, locale) : style });
  });
  const option = layout.options.find(({ name }) => name === when?.option?.name);
  const values = option?.values.filter(({ value }) => when?.option?.is.includes(value));
  const said = values?.map(({ words: value }: { words: Words }) =>
    tell("option_is", locale, { option: option ? say(option.words, locale) : "", value: say(value, locale) }),
  );
  return [...(styles ?? []), ...(said ?? [])];
}
