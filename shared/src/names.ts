/**
 * What no name may have in it: line breaks and control characters, which forge lines of cards and logs, and marks of
 * direction or of no width, which make two names look alike. The joiner of emoji stays. `private.clean_name` has the same.
 */
const UNCLEAN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** Is it free of characters that nobody sees? */
export function isCleanName(name: string): boolean {
  return !UNCLEAN.test(name);
}
