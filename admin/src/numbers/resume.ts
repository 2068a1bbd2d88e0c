/** A part as stored in the database, or as it would be sent. */
export interface PartRow {
  readonly part: number;
  readonly bytes: number;
  readonly first_line: number;
}

/** A stored part does not match the chosen file, so it is another file. */
export class AnotherFile extends Error {}

/**
 * The parts that still have to be sent.
 *
 * @throws AnotherFile when a stored part has another size or begins at another line
 */
export function missingParts(wanted: readonly PartRow[], there: readonly PartRow[]): ReadonlySet<number> {
  const byNumber = new Map(wanted.map((part) => [part.part, part]));
  for (const part of there) {
    const mine = byNumber.get(part.part);
    if (!mine || mine.bytes !== part.bytes || mine.first_line !== part.first_line) throw new AnotherFile();
    byNumber.delete(part.part);
  }
  return new Set(byNumber.keys());
}

/** Is a file that was chosen and read the one that was being uploaded? Bytes are those of its parts. */
export function isSameFile(
  chosen: { readonly name: string; readonly bytes: number; readonly parts: number },
  file: { readonly name: string; readonly bytes: number; readonly parts: number },
): boolean {
  return chosen.name === file.name && chosen.bytes === file.bytes && chosen.parts === file.parts;
}
