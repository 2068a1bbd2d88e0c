/** A part read line by line, in slices. */
import type { ColumnValues } from "@tidings/shared/numbers/column_values.ts";
import { fittingTable } from "@tidings/shared/numbers/fitting.ts";
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import type { BadLine, GoodLine } from "@tidings/shared/numbers/reader.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import { slicesOf } from "./slices.ts";

export type Lines = {
  table: Table;
  good: GoodLine[];
  bad: BadLine[];
  gaps: string[];
  values: Record<string, ColumnValues>;
};

/**
 * Reads a part slice by slice. An empty one is one slice without lines, so that there is always a table.
 *
 * @param bytes UTF-8
 * @param firstLine number of its first line in the file, from 1
 * @param known what the first part said of the columns, null when this is the first
 * @param flags it holds customer flags, not numbers
 * @throws UnreadableFile for columns that cannot be kept
 */
export async function* readPart(
  bytes: Uint8Array<ArrayBuffer>,
  firstLine: number,
  known: Table | null,
  flags = false,
): AsyncGenerator<Lines> {
  let table = known;
  for await (const { text, first_line } of slicesOf(bytes)) {
    table ??= fittingTable(text, flags);
    yield { table, ...readLines(text, table, firstLine + first_line - 1) };
  }
  if (bytes.length === 0)
    yield { table: table ?? fittingTable("", flags), good: [], bad: [], gaps: [], values: {} };
}

/** Is the column of numbers found by its header, not by what is in it? A header alone is taken for one only so. */
export function isNamed(table: Table): boolean {
  return table.hasHeader && detectTable(`${table.phoneColumn}\n`).hasHeader;
}
