/** A part in slices, so that the objects made of its lines are few at a time. */
import { cutAtLineEnds, UncuttableFile } from "@tidings/shared/numbers/file.ts";

/** Bytes. A part of 8 MB read at once took 320 MB of memory; a hosted function has 256 MB. */
const SLICE_BYTES = 512 * 1024;

export type Slice = {
  text: string;
  /** Number of its first line in the part, from 1. */
  first_line: number;
};

/** Slices of whole records. NUL, which Postgres cannot keep, is left out. */
export async function* slicesOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Slice> {
  let seen = 0;
  try {
    for await (const { bytes: piece, first_line } of cutAtLineEnds([bytes], SLICE_BYTES)) {
      yield { text: textOf(piece), first_line };
      seen += piece.length;
    }
  } catch (error) {
    if (!(error instanceof UncuttableFile)) throw error;
    // A line larger than a slice: the rest is read at once, and that line is refused as too long.
    yield { text: textOf(bytes.subarray(seen)), first_line: error.line };
  }
}

function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}
