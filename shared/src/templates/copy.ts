import type { Words } from "../ground/locale.ts";
import { holds, type Situation } from "../layouts/catalogue.ts";
import type { Layout, LeafSlot, Slot } from "../layouts/layout.ts";
import type { Content } from "./content.ts";

/** The copy of a template: its texts by their place, apart from pictures and actions. For anyone who writes or reads copy alone. */

/** A place for text in a layout. */
export interface CopyPlace {
  /** As in a finding: `slots.buttons.0.text`. */
  readonly path: string;
  readonly words: Words;
  /** Characters (code points), parameters counted by their examples. */
  readonly max: number;
  readonly multiline: boolean;
  readonly required: boolean;
}

/** So many entries of a list are written where a layout takes more. */
const MOST_ENTRIES = 2;

/** The places for text in the layout's first style and options, in their order. */
export function copyPlaces(layout: Layout): CopyPlace[] {
  const situation: Situation = { layout, style: undefined, options: undefined };
  return layout.slots.flatMap((slot) => placesOf(slot, `slots.${slot.name}`, situation));
}

const counted = ({ zh, en }: Words, index: number): Words => ({
  zh: `${zh} ${index + 1}`,
  en: `${en} ${index + 1}`,
});

function placesOf(slot: Slot | LeafSlot, path: string, situation: Situation): CopyPlace[] {
  if (!holds(slot.when, situation)) return [];
  const { words, required } = slot;
  switch (slot.kind) {
    case "text":
      return [{ path, words, max: slot.max_length, multiline: slot.multiline, required }];
    case "buttons":
      return entries(slot.count).map((index) => ({
        path: `${path}.${index}.text`,
        ...{ words: counted(words, index), max: slot.max_length, multiline: false, required: true },
      }));
    case "pairs":
      return entries(slot.count).flatMap((index) =>
        (["label", "value"] as const).map((part) => ({
          path: `${path}.${index}.${part}`,
          words: counted(
            part === "label" ? { zh: `${words.zh}名称`, en: `${words.en} label` } : words,
            index,
          ),
          ...{ max: part === "label" ? slot.max_label : slot.max_value, multiline: false, required: true },
        })),
      );
    case "list":
      return entries(slot.count).flatMap((index) =>
        slot.of.flatMap((part) =>
          placesOf(part, `${path}.${index}.${part.name}`, situation).map((place) => ({
            ...place,
            words: counted(place.words, index),
          })),
        ),
      );
    default:
      return [];
  }
}

/** As many as have to be there, two where more may. */
function entries({ min, max }: { readonly min: number; readonly max: number }): number[] {
  return Array.from({ length: Math.max(min, Math.min(MOST_ENTRIES, max)) }, (_, index) => index);
}

/** A button is none without an action; anyone who takes over the copy gives it its own. */
const ANY_ACTION = { type: "open_browser", target: "https://example.com/" };

/** A content with these texts in their places, for a check and a preview of the copy alone: its buttons lead nowhere yet. */
export function contentWith(texts: Readonly<Record<string, string>>): Content {
  const root: Record<string, unknown> = {};
  for (const [path, text] of Object.entries(texts)) put(root, path.split("."), text);
  for (const path of Object.keys(texts)) {
    const button = /^(.*\bbuttons\.\d+)\.text$/.exec(path)?.[1];
    if (button) put(root, `${button}.action`.split("."), ANY_ACTION);
  }
  return { slots: {}, ...root } as Content;
}

/** Puts a value at its path; a step of digits is an index of a list. */
function put(into: Record<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[step] = value;
  else {
    into[step] ??= /^\d+$/.test(rest[0] ?? "") ? [] : {};
    put(into[step] as Record<string, unknown>, rest, value);
  }
}
