import { phoneOrNull } from "./phone.ts";
import { readRecord } from "./records.ts";
import { DELIMITERS, foldHeader } from "./table.ts";

/**
 * Notes above the headings: KooMessage's sample of a number file has three rows of them, its headings in the fourth, and the first number in
 * the fifth (§8.2.1).
 */
export const MOST_NOTES = 3;

/** Normalised headers of the number column. */
const PHONE_HEADERS = new Set(
  "手机号 手机号码 手机 移动电话 电话 电话号码 联系电话 号码 phone phonenumber mobile mobilenumber mobilephone number msisdn tel telephone cell cellphone".split(
    " ",
  ),
);

/** Is this the heading of a column of numbers? */
export function isPhoneHeading(cell: string): boolean {
  return PHONE_HEADERS.has(foldHeader(cell));
}

/** How many of these first rows are notes: those above a row that has the heading of the numbers, where none of them holds a number. */
export function noteRows(rows: readonly (readonly string[])[]): number {
  const heading = rows.slice(0, MOST_NOTES + 1).findIndex((cells) => cells.some(isPhoneHeading));
  if (heading < 1) return 0;
  return rows.slice(0, heading).some((cells) => cells.some((cell) => phoneOrNull(cell))) ? 0 : heading;
}

/** The notes that a text begins with, byte-order mark and blank lines taken away before. */
export function notesOf(text: string): { chars: number; lines: number } {
  for (const delimiter of DELIMITERS) {
    const rows: string[][] = [];
    const ends: { chars: number; lines: number }[] = [];
    for (let at = 0, line = 0; at < text.length && rows.length <= MOST_NOTES; ) {
      const { cells, next, lines } = readRecord(text, at, delimiter);
      at = next;
      line += lines;
      rows.push(cells.map((cell) => cell.trim()));
      ends.push({ chars: at, lines: line });
    }
    const end = ends[noteRows(rows) - 1];
    if (end) return end;
  }
  return { chars: 0, lines: 0 };
}
