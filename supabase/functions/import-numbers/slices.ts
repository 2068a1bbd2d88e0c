/** A part in slices, so that the objects made of its lines are few at a time. */
import { cutAtLineEnds, UncuttableFile } from "@tidings/shared/numbers/file.ts";

/**
 * Bytes. A hosted function has 256 MB. Of a part of 8 MB read at once the objects took 320 MB, in slices of 512 KB 260 MB
 * before they were collected, in slices of 128 KB 145 MB.
 */
const SLICE_BYTES = 128 * 1024;

export type Slice = {
  text: string;
  /** Number of its first line in the part, from 1. */
  first_line: number;
};

const NEWLINE = 10;

/** Slices of whole records. NUL, which Postgres cannot keep, becomes another control character, for which its line is rejected. */
export async function* slicesOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Slice> {
  let from = 0;
  let line = 1;
  while (from < bytes.length) {
    const before = line;
    try {
      for await (const { bytes: piece, first_line } of cutAtLineEnds([bytes.subarray(from)], SLICE_BYTES)) {
        yield { text: textOf(piece), first_line: before + first_line - 1 };
        from += piece.length;
      }
    } catch (error) {
      if (!(error instanceof UncuttableFile)) throw error;
      // A line larger than a slice, and so no record of several lines: it is a slice of its own, refused as too long.
      line = before + error.line - 1;
      const newline = bytes.indexOf(NEWLINE, from);
      const end = newline < 0 ? bytes.length : newline + 1;
      yield { text: textOf(bytes.subarray(from, end)), first_line: line };
      from = end;
      line += 1;
    }
  }
}

function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes("\0") ? text.replaceAll("\0", "\u0001") : text;
}
