import type { Table } from "./answer.ts";
import { cells, clipped, padded } from "./width.ts";

const NARROWEST = 8;

function widthsOf(table: Table): number[] {
  return table.columns.map((column, index) =>
    Math.max(
      cells(column.title),
      ...table.rows.map((row) => cells((row[index] ?? "").replaceAll("\n", " "))),
    ),
  );
}

/** The width of the table in terminal cells when nothing is cut. */
export function naturalWidth(table: Table): number {
  const widths = widthsOf(table);
  return widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1));
}

/**
 * A table as lines of plain text for a fixed-width font, the header first. When it is wider than `width` cells, the
 * widest column is narrowed until it fits.
 */
export function columnLines(table: Table, width: number): string[] {
  const rows = table.rows.map((row) => row.map((cell) => cell.replaceAll("\n", " ")));
  const widths = widthsOf(table);
  const gaps = 2 * (widths.length - 1);
  const total = () => widths.reduce((sum, each) => sum + each, gaps);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const line = (row: readonly string[]) =>
    table.columns
      .map(({ align }, index) =>
        padded(clipped(row[index] ?? "", widths[index] ?? 0), widths[index] ?? 0, align),
      )
      .join("  ")
      .trimEnd();
  return [line(table.columns.map((column) => column.title)), ...rows.map(line)];
}
