/** Rows as Postgres' COPY text format. */
import type { BadLine, GoodLine } from "@tidings/shared/numbers/reader.ts";

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}

/** Rows of `stage_good (line, phone, params)`. */
export function goodRows(good: readonly GoodLine[]): string {
  let rows = "";
  for (const { line, phone, params } of good) {
    rows += `${line}\t${escaped(phone)}\t${params === null ? "\\N" : escaped(JSON.stringify(params))}\n`;
  }
  return rows;
}

/** Rows of `stage_bad (line, value, number, reason)`. */
export function badRows(bad: readonly BadLine[]): string {
  let rows = "";
  for (const { line, value, number, reason } of bad)
    rows += `${line}\t${escaped(value)}\t${escaped(number)}\t${reason}\n`;
  return rows;
}
