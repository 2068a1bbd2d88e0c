import type { Locale } from "@tidings/shared/ground/locale.ts";
import { holds, isOnlyBroken, type Situation } from "@tidings/shared/layouts/catalogue.ts";
import type { Layout, Slot } from "@tidings/shared/layouts/layout.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { skeletonOf } from "@tidings/shared/templates/picture/skeleton.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Path } from "../../../contents/paths.ts";

type Values = Readonly<Record<string, unknown>>;

/** A content with a place for everything that is not written yet, and the paths of these places. */
export interface Ghosted {
  readonly content: Content;
  readonly ghosts: ReadonlySet<Path>;
}

/**
 * What the phone of the editor shows: the content, and the skeleton of the layout where something is missing, also inside of entries that
 * are begun. A list that is empty has the entries that it needs, and one at least.
 */
export function ghosted(
  layout: Layout,
  content: Content,
  vendors: readonly Vendor[],
  locale: Locale,
): Ghosted {
  const situation = { layout, style: content.style, options: content.options };
  const { style, options } = content;
  const empty = skeletonOf({
    layout,
    locale,
    whole: true,
    content: { slots: {}, ...(style ? { style } : {}), ...(options ? { options } : {}) },
  });
  const ghosts = new Set<Path>();
  const shown = fill(layout.slots, content.slots, empty.slots, "slots", { situation, vendors, ghosts });
  return { content: { ...content, slots: { ...content.slots, ...shown } as Content["slots"] }, ghosts };
}

interface Filling {
  readonly situation: Situation;
  readonly vendors: readonly Vendor[];
  readonly ghosts: Set<Path>;
}

function fill(slots: readonly Slot[], values: Values, ghost: Values, path: Path, filling: Filling): Values {
  const found = slots.flatMap((slot): [string, unknown][] => {
    const { name } = slot;
    if (ghost[name] === undefined || !holds(slot.when, filling.situation)) return [];
    // What the chosen vendors cannot have has no place.
    if (isOnlyBroken(slot.only_vendors, filling.vendors)) return [];
    return [[name, filled(slot, values[name], ghost[name], `${path}.${name}`, filling)]];
  });
  return { ...values, ...Object.fromEntries(found) };
}

function filled(slot: Slot, value: unknown, ghost: unknown, path: Path, filling: Filling): unknown {
  switch (slot.kind) {
    case "buttons":
    case "pairs":
    case "list": {
      const given = Array.isArray(value) ? (value as unknown[]) : [];
      const places = (Array.isArray(ghost) ? (ghost as Values[]) : []).slice(0, Math.max(slot.count.min, 1));
      const [place = {}] = places;
      if (given.length === 0) {
        for (const index of places.keys()) addAll(slot, place, `${path}.${index}`, filling);
        return places;
      }
      return given.map((entry, index) => entryOf(slot, entry as Values, place, `${path}.${index}`, filling));
    }
    default: {
      if (isGiven(value)) return value;
      filling.ghosts.add(path);
      return ghost;
    }
  }
}

function entryOf(slot: Slot, entry: Values, place: Values, path: Path, filling: Filling): unknown {
  if (slot.kind === "list") return fill(slot.of, entry, place, path, itemOf(path, filling));
  const empty = Object.keys(place).filter((key) => typeof place[key] === "string" && !isGiven(entry[key]));
  // One that is half written is shown as what it is.
  if (empty.length === 0) return entry;
  if (Object.values(entry).every((value) => !isGiven(value) || typeof value !== "string"))
    filling.ghosts.add(path);
  return { ...entry, ...Object.fromEntries(empty.map((key) => [key, place[key]])) };
}

/** Some slots are there in one entry of a list and not in another. */
function itemOf(path: Path, filling: Filling): Filling {
  return { ...filling, situation: { ...filling.situation, item: Number(path.split(".").at(-1)) } };
}

function addAll(slot: Slot, place: Values, path: Path, filling: Filling): void {
  if (slot.kind !== "list") filling.ghosts.add(path);
  else fill(slot.of, {}, place, path, itemOf(path, filling));
}

function isGiven(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value !== "object" || value === null) return false;
  return !("src" in value) || (typeof value.src === "string" && value.src !== "");
}
