import { detectFlagTable } from "./flags.ts";
import { isHeading } from "./headings.ts";
import { detectTable } from "./lines.ts";
import type { Table } from "./table.ts";
import { UnreadableFile } from "./unreadable.ts";

/**
 * The layout of a file whose columns are kept with its numbers, or with its customer flags (`flags`).
 * @throws UnreadableFile `too_many_columns`; `heading_unfit`, with the place of the column
 */
export function fittingTable(firstText: string, flags: boolean): Table {
  const table = flags ? detectFlagTable(firstText) : detectTable(firstText);
  const unfit = table.columns.findIndex((name) => !isHeading(name));
  if (unfit >= 0) throw new UnreadableFile("heading_unfit", { column: unfit + 1 });
  return table;
}
