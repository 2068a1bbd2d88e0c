/**
 * Characters not allowed in names: line breaks and control characters, which could forge lines of cards and logs, and
 * bidirectional marks and zero-width characters, which make names look alike. The zero-width joiner of emoji is allowed.
 * `private.clean_name` in the database has the same rule.
 */
const UNCLEAN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** Is the name free of such characters? */
export function isCleanName(name: string): boolean {
  return !UNCLEAN.test(name);
}
