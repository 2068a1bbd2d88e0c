import { fillPlaces, type Locale, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";

/** What is said of a command, an option, a choice or a name that is not known. */

const SAYS = {
  meant: w("您是想输入 {meant} 吗？", "Did you mean {meant}?"),
} as const satisfies Record<string, Words>;

/** So many are listed in full; of more, a reader would not find theirs either. */
const FEW = 8;

/** What was typed and is not known, and what there is instead. */
export interface NotKnown {
  /** That there is no such thing: `There is no command “sed”.` */
  readonly none: string;
  /** The nearest that there are, as they would be written. */
  readonly meant: readonly string[];
  /** What exists, with its words; `most` where more than a few are listed too. */
  readonly all?: { readonly words: Words; readonly names: readonly string[]; readonly most?: number };
  /** Where all are listed. */
  readonly see?: string;
}

/** What is not known, the nearest there are, and all there are where they are few or else where they are listed. */
export function notKnownText({ none, meant, all, see }: NotKnown, locale: Locale): string {
  const told = (words: Words, names: readonly string[]) => {
    const list = listText(names, locale);
    // Beside Chinese quotes there are no spaces.
    return fillPlaces(say(words, locale), { meant: list, all: list }).replace(/ (?=「)|(?<=」) /g, "");
  };
  const isListed = all !== undefined && all.names.length > 0 && all.names.length <= (all.most ?? FEW);
  const parts = [
    none,
    meant.length > 0 ? told(SAYS.meant, meant) : "",
    isListed ? told(all.words, all.names) : (see ?? ""),
  ];
  return parts.filter(Boolean).join(locale === "en" ? " " : "");
}

/** A word of a sentence that somebody else chose, in quotes. */
export const quotedWord = (text: string, locale: Locale): string =>
  locale === "en" ? `“${text}”` : `「${text}」`;
