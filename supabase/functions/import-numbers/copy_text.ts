/** Rows as Postgres' COPY text format, in pieces large enough to be few and small enough to be held. */
import type { BadLine, GoodLine } from "@tidings/shared/numbers/reader.ts";

/** Characters of a piece. */
const PIECE = 256 * 1024;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}

function* pieces<T>(rows: readonly T[], line: (row: T) => string): Generator<string> {
  let piece = "";
  for (const row of rows) {
    piece += line(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Rows of `stage_good (line, phone, params)`. */
export function goodRows(good: readonly GoodLine[]): Generator<string> {
  return pieces(good, ({ line, phone, params }) => {
    return `${line}\t${phone}\t${params === null ? "\\N" : escaped(JSON.stringify(params))}\n`;
  });
}

/** Rows of `stage_bad (line, value, reason)`. */
export function badRows(bad: readonly BadLine[]): Generator<string> {
  return pieces(bad, ({ line, value, reason }) => `${line}\t${escaped(value)}\t${reason}\n`);
}
