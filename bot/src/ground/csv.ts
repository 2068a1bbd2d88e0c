import { csvText } from "@tidings/shared/ground/csv.ts";
import type { Answer, OutputFile, Table } from "./answer.ts";

/** A table as a CSV file. Its figures are written as a spreadsheet counts with them, without the commas of a screen. */
export function csvFile(table: Table & { readonly name: string }): OutputFile {
  const text = csvText(
    table.columns.map((column) => column.title),
    table.rows.map((row) => row.map(plainFigure)),
  );
  return { name: `${table.name}.csv`, type: "text/csv", bytes: new TextEncoder().encode(text) };
}

const FIGURE = /^-?[\d,]+(?:\.\d+)?(?: ?%)?$/;

const plainFigure = (value: string) => (FIGURE.test(value) ? value.replaceAll(",", "") : value);

/** The first `most` rows of a table, and how many are left out. */
export function tableHead(table: Table, most: number): { readonly table: Table; readonly left: number } {
  const left = Math.max(0, table.rows.length - most);
  return { table: left > 0 ? { ...table, rows: table.rows.slice(0, most) } : table, left };
}

/** The answer's file, else its table as a CSV file when a surface shows only `most` rows of it; else null. */
export function fileOf(answer: Answer, most: number): OutputFile | null {
  if (answer.file) return answer.file;
  const { table } = answer;
  return table?.name !== undefined && table.rows.length > most
    ? csvFile({ ...table, name: table.name })
    : null;
}
