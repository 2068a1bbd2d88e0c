import type { Table } from "./answer.ts";
import { cells, clipped, padded } from "./width.ts";

const NARROWEST = 8;

/**
 * A table as lines of plain text, the head first, its columns in line for a fixed-width font. When it is wider than
 * `width` cells, the widest column gives way again and again.
 */
export function columnLines(table: Table, width: number): string[] {
  const rows = table.rows.map((row) => row.map((cell) => cell.replaceAll("\n", " ")));
  const widths = table.columns.map((column, index) =>
    Math.max(cells(column.title), ...rows.map((row) => cells(row[index] ?? ""))),
  );
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
