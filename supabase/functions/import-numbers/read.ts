/** A part read: its table, its good lines and its bad ones, or why the file cannot be read at all. */
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import type { BadLine, GoodLine } from "@tidings/shared/numbers/reader.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import { textOf } from "./decode.ts";

/** Codes of the register of refusals with which an import fails as a whole. */
export type Unreadable = "not_text" | "no_phone_column";

export type ReadPart = { table: Table; good: GoodLine[]; bad: BadLine[] };

/**
 * Reads the bytes of a part.
 *
 * @param firstLine number of its first line in the file, from 1
 * @param known what the first part said of the columns, null when this is the first
 */
export function readPart(bytes: Uint8Array, firstLine: number, known: Table | null): ReadPart | Unreadable {
  const text = textOf(bytes);
  if (text === null) return "not_text";
  const table = known ?? detectTable(text);
  const { good, bad } = readLines(text, table, firstLine);
  // Nothing is called a phone number and nothing looks like one: better said at once than line by line.
  if (!known && good.length === 0 && bad.length > 0 && !isNamed(table)) return "no_phone_column";
  return { table, good, bad };
}

/** Is the column of numbers found by its header? A header alone is taken for one only by its name. */
function isNamed(table: Table): boolean {
  return table.hasHeader && detectTable(`${table.phoneColumn}\n`).hasHeader;
}
