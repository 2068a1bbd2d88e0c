import { isParameterName } from "../templates/parameters.ts";

/** How a file of numbers is laid out. `columns` and `phone_column` are what `number_files` keeps. */
export interface Table {
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Names of all columns, each once. */
  readonly columns: readonly string[];
  readonly phoneColumn: string;
}

/** The columns a template's parameters can come from: all but the numbers' that have a parameter's name. */
export function parameterColumns(table: Table): { name: string; index: number }[] {
  return table.columns
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== table.phoneColumn && isParameterName(name));
}

/** Characters before the table: a byte-order mark, blank lines, Excel's `sep=` line. */
export function withoutPreamble(text: string): { text: string; lines: number; delimiter: string | null } {
  const hit = /^\ufeff?(?:[ \t]*\r?\n)*(?:sep=(.)\r?\n)?(?:[ \t]*\r?\n)*/i.exec(text);
  const before = hit?.[0] ?? "";
  return {
    text: text.slice(before.length),
    lines: before.split("\n").length - 1,
    delimiter: hit?.[1] ?? null,
  };
}
