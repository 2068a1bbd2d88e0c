import { w } from "./locale.ts";

/**
 * Characters not allowed in names: line breaks and control characters, which could forge lines of cards and logs, and
 * bidirectional marks and zero-width characters, which make names look alike. The zero-width joiner of emoji is allowed.
 * `private.clean_name` in the database has the same rule.
 */
const UNCLEAN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/**
 * The same in a text of several lines: line ends and tabs may be there. `private.unseen` in the database has the same list. They are looked
 * for only where such a character was found: asked before each character, that takes twice as long, in files of millions of values.
 */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff](?<![\t\n\r])/u;

/** Is the name free of such characters? */
export function isCleanName(name: string): boolean {
  return !UNCLEAN.test(name);
}

/** Is a text that others read free of what nobody sees? A text, a value, a reason: of one line or of several. */
export function isCleanText(text: string): boolean {
  return !UNSEEN.test(text);
}

/** What the words of a form and of a check call such characters. */
export const UNSEEN_WORDS = w("控制字符或不可见字符", "control characters or invisible characters");

/** The place of the first U+0000 in a value (`input.params[0].name`), or null: Postgres keeps it in no text, and JSON brings it. */
export function nullPlace(value: unknown, path = ""): string | null {
  if (typeof value === "string") return value.includes("\0") ? path : null;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    const found = nullPlace(inner, at);
    if (found !== null) return found;
  }
  return null;
}
