import type { Words } from "@tidings/shared/ground/locale.ts";

/** Select options from labels by value, in their order. */
export function optionsOf(
  words: Readonly<Record<string, Words>>,
  t: (words: Words) => string,
): { value: string; label: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, label: t(text) }));
}
