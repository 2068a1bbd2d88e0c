import { type Locale, say, type Words } from "../ground/locale.ts";

/** Names that the system itself has given, by the name that is kept, with the words for it. Every other name is somebody's own and stays as it is. */
export type Known = Readonly<Record<string, Words>>;

/** What `name` is called in both languages. */
export function knownWords(known: Known, name: string): Words {
  return (Object.hasOwn(known, name) && known[name]) || { zh: name, en: name };
}

/** What `name` is called in the reader's language. */
export const knownText = (known: Known | undefined, name: string, locale: Locale): string =>
  known ? say(knownWords(known, name), locale) : name;

/** The name that is kept, of one that is typed in either language; what is unknown stays as it was typed. */
export function knownName(known: Known | undefined, typed: string): string {
  if (!known) return typed;
  const small = typed.trim().toLowerCase();
  return knownNames(known, (name) => name === small)[0] ?? typed;
}

/** The names that are kept, of those whose words in either language have `part` in them. */
export function knownLike(known: Known | undefined, part: string): string[] {
  const small = part.trim().toLowerCase();
  return small === "" ? [] : knownNames(known, (name) => name.includes(small));
}

function knownNames(known: Known | undefined, fits: (small: string) => boolean): string[] {
  return Object.entries(known ?? {})
    .filter(([, { zh, en }]) => [zh, en].some((name) => fits(name.toLowerCase())))
    .map(([name]) => name);
}
