const FORM = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";
const ID = new RegExp(`^${FORM}$`, "i");
const WITHIN = new RegExp(`((?<![0-9a-f])${FORM}(?![0-9a-f]))`, "i");

/** Whether it looks like an id of a row (a uuid): anything else is the id of none, and is not asked for. */
export const isId = (id: unknown): boolean => ID.test(String(id));

/**
 * Changes a text everywhere except within its ids. As `private.replace_beside_ids`: three groups of an id are often digits
 * alone, so one of 500 reads as a mobile number with dashes.
 */
export const changedBesideIds = (text: string, change: (words: string) => string): string =>
  text
    .split(WITHIN)
    .map((words, index) => (index % 2 === 1 ? words : change(words)))
    .join("");
