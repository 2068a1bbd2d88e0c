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

/** A letter is 书, 信 or 函, whichever its form calls it; what is called the same to the letter comes first. */
const asLetter = (text: string) => text.replaceAll(/[书信]/g, "函");
const NOT_QUITE = 0.01;

/** How much the name of a file says of a place; 0: nothing. */
function fitOf(file: string, { called }: FilePlace): number {
  const stem = plain(file.replace(/\.[^.]*$/, ""));
  const fits = called.map((name) => {
    const least = /\p{Script=Han}/u.test(name) ? LEAST_HAN : LEAST_LATIN;
    const common = (a: string, b: string) => {
      const length = commonLength(a, b);
      return length < least ? 0 : length / least;
    };
    const loose = common(asLetter(stem), asLetter(plain(name)));
    return Math.max(common(stem, plain(name)), loose - NOT_QUITE);
  });
  return Math.max(0, ...fits);
}

/** Does a name fit two places that are free just as well? Then it says of neither. */
const isTied = <F>(pair: Pair<F>, pairs: readonly Pair<F>[], placed: ReadonlyMap<string, F>): boolean =>
  pairs.some(
    (other) =>
      other.file === pair.file &&
      other.place !== pair.place &&
      other.fit === pair.fit &&
      !placed.has(other.place.name),
  );

interface Pair<F> {
  readonly file: F;
  readonly place: FilePlace;
  readonly fit: number;
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
  for (const { file, place, fit } of pairs) {
    if (!left.has(file) || placed.has(place.name) || isTied({ file, place, fit }, pairs, placed)) continue;
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
