/** Rules for number files (spec SND-1, BSN-1, §7.1.3 table 7-2) and cutting one into parts (design §2). */

export const NUMBER_LIMITS = {
  /** Numbers typed by hand. */
  typed: 10,
  /** Numbers in a file for cards, and for the basic edition. */
  aim: 1_000_000,
  basic: 5_000_000,
  /** Customer flags in a file for personal links. */
  flags: 1_000_000,
  /** Bytes of a part: small enough for one call of an edge function. */
  part_bytes: 8 * 1024 * 1024,
  /** Bytes of a file: 256 per number. */
  file_bytes: { aim: 256_000_000, basic: 1_280_000_000, flags: 256_000_000 },
} as const;

/** The purpose of a file: for cards, for the basic edition, or customer flags for personal links. */
export type NumberPurpose = keyof typeof NUMBER_LIMITS.file_bytes;

export type FileProblem = "file_name_invalid" | "file_empty" | "file_too_large";

/** Digits, letters and Chinese only, and an ending csv, xlsx or txt (the same rule is in `begin_number_file`). */
const FILE_NAME = /^[0-9A-Za-z\u4e00-\u9fff]{1,100}\.(csv|xlsx|txt)$/;

/** Checks a file before it is read: a code of the refusal register, or null. */
export function fileProblem(name: string, bytes: number, purpose: NumberPurpose = "aim"): FileProblem | null {
  if (!FILE_NAME.test(name)) return "file_name_invalid";
  if (bytes < 1) return "file_empty";
  return bytes > NUMBER_LIMITS.file_bytes[purpose] ? "file_too_large" : null;
}

/** A valid name: characters not allowed are removed; the extension is kept, or else `csv`. */
export function allowedFileName(name: string): string {
  const ending = /\.(csv|xlsx|txt)$/i.exec(name)?.[1]?.toLowerCase();
  const stem = (ending ? name.slice(0, -ending.length - 1) : name).replace(/[^0-9A-Za-z\u4e00-\u9fff]/g, "");
  return `${stem.slice(0, 100) || "numbers"}.${ending ?? "csv"}`;
}

/** A file that cannot be split, because one line is larger than a part. */
export class UncuttableFile extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is larger than a part`);
    this.name = "UncuttableFile";
    this.line = line;
  }
}

export interface Part {
  /** From 1. */
  readonly part: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Number of its first line in the file, from 1. */
  readonly first_line: number;
}

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const NEWLINE = 10;
const QUOTE = 34;

/**
 * Splits a UTF-8 text, given in chunks of any size, at line ends into parts of at most `maxBytes`, never inside a quoted
 * cell. The parts joined are the text again, byte for byte. Holds one part in memory. An empty text has no parts.
 *
 * @throws UncuttableFile when a line is larger than a part
 */
export async function* cutAtLineEnds(
  chunks: Chunks,
  maxBytes: number = NUMBER_LIMITS.part_bytes,
): AsyncGenerator<Part> {
  let held = new Uint8Array(maxBytes);
  let size = 0;
  let part = 1;
  let firstLine = 1;
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const piece = chunk.subarray(from, from + maxBytes - size);
      held.set(piece, size);
      size += piece.length;
      from += piece.length;
      if (size < maxBytes) continue;
      const cut = lastRecordEnd(held);
      if (cut.bytes === 0) throw new UncuttableFile(firstLine);
      yield { part, bytes: held.slice(0, cut.bytes), first_line: firstLine };
      part += 1;
      firstLine += cut.lines;
      const rest = held.subarray(cut.bytes);
      held = new Uint8Array(maxBytes);
      held.set(rest);
      size = rest.length;
    }
  }
  if (size > 0) yield { part, bytes: held.slice(0, size), first_line: firstLine };
}

/** The end of the last complete record in `bytes`, and the number of line ends before it. */
function lastRecordEnd(bytes: Uint8Array): { bytes: number; lines: number } {
  const last = bytes.indexOf(QUOTE) < 0 ? bytes.lastIndexOf(NEWLINE) : lastUnquotedNewline(bytes);
  // A quote that is never closed: split at any line end; the reader treats such a quote as an ordinary character.
  const end = (last >= 0 ? last : bytes.lastIndexOf(NEWLINE)) + 1;
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return { bytes: end, lines };
}

function lastUnquotedNewline(bytes: Uint8Array): number {
  let last = -1;
  let quoted = false;
  let before = NEWLINE;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (quoted) {
      if (byte === QUOTE) {
        if (bytes[at + 1] === QUOTE) at += 1;
        else quoted = false;
      }
    } else if (byte === QUOTE && isCellStart(before)) quoted = true;
    else if (byte === NEWLINE) last = at;
    before = byte;
  }
  return last;
}

/** A quote opens a cell after a line end, a comma, a tab, a semicolon, a bar or a byte-order mark. */
function isCellStart(before: number): boolean {
  return (
    before === NEWLINE || before === 44 || before === 9 || before === 59 || before === 124 || before === 0xbf
  );
}
