import { type Locale, say, type Words, w } from "../../ground/locale.ts";
import { countFor, holds, type Situation } from "../../layouts/catalogue.ts";
import type { Layout, Slot, TextSlot } from "../../layouts/layout.ts";
import { VENDORS } from "../../vendors/words.ts";
import type { Action } from "../actions.ts";
import type { Content } from "../content.ts";

/** The sign of a picture, 240 × 240 in one colour: small enough that every crop of the catalogue keeps it whole. */
const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAPAAAADwAQMAAAAEm3vRAAAABlBMVEXk6e6NmqiBmLJnAAAAAnRSTlMAyOMsh7oAAADvSURBVHja7dW7DcMgFIVhPwpKRmAU1koRxWzglTwKI1BSWL4Rke2Ke5DsKtb5q0hfIjlguF3HGGOMMcbYk5O9UFVzcKqyO3itsj94u8Kf83tVfp8PUeXX8cFWOZ8cLvGA2S2QfYQ8JciS7/Kgcl+20uBf2wDZLZB9hP97SnDVJKM1L08PdmyUDe23EUFsRQJgJ7KoHMrLHjXul24SSRqPsZzSrLFJfTmBGts8liOmrtr6O+Pqmm+28KztmHjE+/metXcN8ojZYLaYHWaPecIsT+Vbl2bjRm7c541pcG/UNOZYYwo2ZihjjDHGGGP/0hfzzWgbqXevKAAAAABJRU5ErkJggg==";

/** Nothing is loaded from here: a video waits for its button, and what is drawn of a layout has none. */
const VIDEO = "/layout.mp4";

const OPENS: Action = { type: "open_browser", target: "https://example.com/" };

const SAYS = {
  up_to: w("{name}，最多 {max} 个字", "{name}, up to {max} characters"),
  label: w("名称", "Label"),
  value: w("内容", "Value"),
  button: w("按钮", "Button"),
} satisfies Record<string, Words>;

interface SkeletonRequest {
  readonly layout: Layout;
  readonly locale: Locale;
  /** What is there already; it stays, and only what is missing is drawn as its place. */
  readonly content?: Content;
  /** Draw also what may be left out. */
  readonly whole?: boolean;
}

/**
 * A content that shows where everything of a layout goes: each text says what it is, each picture is the sign of one. For the choice of a
 * layout, for a phone in which nothing is written yet, and for the guide. Nobody saves or sends it.
 */
export function skeletonOf({
  layout,
  locale,
  content = { slots: {} },
  whole = false,
}: SkeletonRequest): Content {
  const situation: Situation = { layout, style: content.style, options: content.options };
  const places = layout.slots.flatMap((slot): [string, Content["slots"][string]][] => {
    if (slot.for_vendor || isGiven(content.slots[slot.name]) || !holds(slot.when, situation)) return [];
    if (!slot.required && !whole) return [];
    return [[slot.name, placeOf(slot, locale, whole)]];
  });
  return { ...content, slots: { ...content.slots, ...Object.fromEntries(places) } };
}

function isGiven(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "object" && value !== null && (!("src" in value) || value.src !== "");
}

function placeOf(slot: Slot, locale: Locale, whole: boolean): Content["slots"][string] {
  const name = say(slot.words, locale);
  switch (slot.kind) {
    case "text":
      return textOf(slot, name, locale);
    case "image":
      return { src: PICTURE, alt: name };
    case "video":
      return { src: VIDEO, cover: { src: PICTURE, alt: name } };
    case "action":
      return OPENS;
    case "choice":
      return slot.values[0]?.value ?? "";
    case "buttons":
      return times(most(slot.count.min, whole, slot.count), (n, all) => ({
        text: say(SAYS.button, locale) + (all > 1 ? ` ${n}` : ""),
        action: OPENS,
      }));
    case "pairs":
      return times(most(slot.count.min, whole, slot.count), () => ({
        label: say(SAYS.label, locale),
        value: say(SAYS.value, locale),
      }));
    case "list":
      return times(most(slot.count.min, whole, slot.count), () =>
        Object.fromEntries(
          slot.of
            .filter((one) => (one.required || whole) && !one.for_vendor)
            .map((one) => [one.name, placeOf(one, locale, whole)]),
        ),
      ) as Content["slots"][string];
  }
}

/** A price is a figure; a long text says how long it may be. */
function textOf(slot: TextSlot, name: string, locale: Locale): string {
  if (slot.name === "price") return "99";
  return slot.multiline
    ? say(SAYS.up_to, locale).replace("{name}", name).replace("{max}", String(slot.max_length))
    : name;
}

/** As many as are needed; two where the whole layout is shown, so that it is seen to be a list. */
function most(min: number, whole: boolean, count: Parameters<typeof countFor>[0]): number {
  return whole ? Math.min(Math.max(min, 2), countFor(count, VENDORS).max) : Math.max(min, 1);
}

function times<Entry>(count: number, make: (n: number, all: number) => Entry): Entry[] {
  return Array.from({ length: count }, (_, index) => make(index + 1, count));
}
