import { type Words, w } from "../ground/locale.ts";
import type { Slot } from "./layout.ts";

/** What one entry of a list is called. English names the lists by the plural: `Products`, but `Product 2`. */
export function entryWords({ kind, words }: Pick<Slot, "kind" | "words">): Words {
  if (kind !== "buttons" && kind !== "pairs" && kind !== "list") return words;
  return w(words.zh, words.en.replace(/s$/, ""));
}
