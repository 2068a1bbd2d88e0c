import type { Words } from "@tidings/shared/ground/locale.ts";
import { entryWords } from "@tidings/shared/layouts/entry_words.ts";
import type { Layout, Slot } from "@tidings/shared/layouts/layout.ts";
import type { Path } from "../../contents/paths.ts";
import { contentWords } from "../../contents/words.ts";
import { words } from "../words.ts";

/** What an entry of a slot begins with. */
export function newEntry(slot: Pick<Slot, "kind">): unknown {
  switch (slot.kind) {
    case "buttons":
      return { text: "", action: { type: "open_browser" } };
    case "pairs":
      return { label: "", value: "" };
    default:
      return {};
  }
}

/** The slots on the way to a path, the last one innermost, and the number of the entry in each that is a list. */
export function slotsAt(layout: Layout, path: Path): readonly { slot: Slot; index: number | null }[] {
  const [root, ...rest] = path.split(".");
  if (root !== "slots") return [];
  const found: { slot: Slot; index: number | null }[] = [];
  let slots: readonly Slot[] = layout.slots;
  for (let at = 0; at < rest.length; ) {
    const slot = slots.find((one) => one.name === rest[at]);
    if (!slot) break;
    const number = Number(rest[at + 1]);
    const isIndex = rest[at + 1] !== undefined && Number.isInteger(number);
    found.push({ slot, index: isIndex ? number : null });
    at += isIndex ? 2 : 1;
    slots = slot.kind === "list" ? slot.of : [];
  }
  return found;
}

type Say = (text: Words) => string;

/** Which entry of a list a path is in: `Slide 2`. Empty for what is in none. */
export function entryName(layout: Layout, path: Path, say: Say): string {
  const [first] = slotsAt(layout, path);
  return first && first.index !== null ? `${say(entryWords(first.slot))} ${first.index + 1}` : "";
}

/** What the field of a path is called: `Slide 2 · Title`. */
export function placeName(layout: Layout, path: Path, say: Say): string {
  const found = slotsAt(layout, path).map(({ slot, index }) =>
    index === null ? say(slot.words) : `${say(entryWords(slot))} ${index + 1}`,
  );
  if (found.length > 0) return found.join(" · ");
  const [root, name] = path.split(".");
  switch (root) {
    case "name":
      return say(contentWords.name);
    case "vendors":
      return say(words.vendor);
    case "style":
      return say(words.style);
    case "params":
      return say(contentWords.params_title);
    case "options":
      return say(layout.options.find((option) => option.name === name)?.words ?? words.style);
    default:
      return say(words.content);
  }
}
