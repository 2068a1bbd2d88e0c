import type { Answer, OutputFile, Table } from "./answer.ts";

/**
 * A table as a CSV file: UTF-8 with a byte order mark, so that Excel reads Chinese, and no cell that a spreadsheet
 * would run as a formula.
 */
export function csvFile(table: Table): OutputFile {
  const rows = [table.columns.map((column) => column.title), ...table.rows];
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  const bytes = new TextEncoder().encode(`\ufeff${text}\r\n`);
  return { name: `${table.name}.csv`, type: "text/csv", bytes };
}

const NUMBER = /^-?[\d,]+(?:\.\d+)?(?: ?%)?$/;

function cell(value: string): string {
  const plain = NUMBER.test(value) ? value.replaceAll(",", "") : value;
  const safe = /^[=+\-@\t\r]/.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The first `most` rows of a table, and how many are left out. */
export function tableHead(table: Table, most: number): { readonly table: Table; readonly left: number } {
  const left = Math.max(0, table.rows.length - most);
  return { table: left > 0 ? { ...table, rows: table.rows.slice(0, most) } : table, left };
}

/** The answer's file, else its table as a CSV file when a surface shows only `most` rows of it; else null. */
export function fileOf(answer: Answer, most: number): OutputFile | null {
  if (answer.file) return answer.file;
  return answer.table && answer.table.rows.length > most ? csvFile(answer.table) : null;
}
