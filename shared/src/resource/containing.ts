/** A text in an `ilike` pattern, with its wildcards escaped. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);

/** An `ilike` pattern for what contains `text`. */
export function containing(text: string): string {
  return `%${literally(text)}%`;
}
