/** A word that can be typed, and what it is. */
export type Suggestion = readonly [word: string, about: string];

/**
 * What can be typed at a place. Its key: empty for the first word, `+template` for the second one of a name, `=template list` for a whole name,
 * `-template list` for its options, `template list --state` for the values of an option, `template list 1` for those of the first word after
 * the name. `-` and ` --as` are of the terminal itself.
 */
export type Places = ReadonlyMap<string, readonly Suggestion[]>;

/** Suggestions as a shell reads them, one a line: the word, and what it is behind a tab. */
export const lineOf = ([word, about]: Suggestion): string =>
  about === "" ? word : `${word}\t${about.replace(/\s+/g, " ")}`;
