import type { Words } from "@tidings/shared/locale.ts";

/** Choices for a list of words by value, in the order they stand in. */
export function optionsOf(
  words: Readonly<Record<string, Words>>,
  t: (words: Words) => string,
): { value: string; label: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, label: t(text) }));
}
