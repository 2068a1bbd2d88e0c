import type { Words } from "@tidings/shared/ground/locale.ts";

/** A place in a form for one file. */
export interface FilePlace {
  readonly name: string;
  /** What it is called, and what the letter that is downloaded for it is: names of files say one of them. */
  readonly called: readonly string[];
  readonly taken: boolean;
}

/** What an input for a file is called in names of files. */
export const calledIn = (name: string, label: Words, letter?: string): string[] => [
  label.zh,
  label.en,
  name.replaceAll("_", " "),
  ...(letter === undefined ? [] : [letter]),
];

/** Fewer characters in common say nothing: 授权函 is in two materials, but three are enough where no other has more. */
const LEAST_HAN = 3;
const LEAST_LATIN = 5;

/** How many characters the longest piece has that both contain. */
function commonLength(a: string, b: string): number {
  let longest = 0;
  for (let from = 0; from < a.length; from += 1)
    for (let to = from + longest + 1; to <= a.length && b.includes(a.slice(from, to)); to += 1)
      longest = to - from;
  return longest;
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]+/g, " ");

/** How much the name of a file says of a place; 0: nothing. */
function fitOf(file: string, { called }: FilePlace): number {
  const stem = plain(file.replace(/\.[^.]*$/, ""));
  const fits = called.map((name) => {
    const length = commonLength(stem, plain(name));
    const least = /\p{Script=Han}/u.test(name) ? LEAST_HAN : LEAST_LATIN;
    return length < least ? 0 : length / least;
  });
  return Math.max(0, ...fits);
}

/**
 * Which of several files belongs to which place, by their names; a single one that is left goes to the single place that is free. Files
 * that say nothing are left over: a person puts them where they belong.
 */
export function placeFiles<F extends { readonly name: string }>(
  files: readonly F[],
  places: readonly FilePlace[],
): { readonly placed: ReadonlyMap<string, F>; readonly left: readonly F[] } {
  const placed = new Map<string, F>();
  const left = new Set(files);
  const pairs = files
    .flatMap((file) => places.map((place) => ({ file, place, fit: fitOf(file.name, place) })))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  for (const { file, place } of pairs) {
    if (!left.has(file) || placed.has(place.name)) continue;
    placed.set(place.name, file);
    left.delete(file);
  }
  const free = places.filter(({ name, taken }) => !taken && !placed.has(name));
  const [last, ...more] = left;
  if (last && more.length === 0 && free.length === 1 && free[0]) {
    placed.set(free[0].name, last);
    left.delete(last);
  }
  return { placed, left: [...left] };
}
