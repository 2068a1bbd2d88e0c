import { isParameterName } from "../templates/parameters.ts";

/** A customer flag has at most so many characters. */
export const MAX_FLAG = 64;

/** How a file of numbers is laid out. `columns` and `phone_column` are what `number_files` keeps. */
export interface Table {
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Names of all columns, each once. */
  readonly columns: readonly string[];
  readonly phoneColumn: string;
  /** What stands in `phoneColumn`: numbers when absent, or customer flags. */
  readonly holds?: "flags";
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

/** A heading without case, spaces and punctuation. */
export function foldHeader(cell: string): string {
  return cell
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*:：()（）]/g, "");
}

/** Names from the header: `${name}` is taken as `name`, an empty one is `column3`, a second one `name_2`. */
export function headerNames(header: readonly string[]): string[] {
  const names: string[] = [];
  header.forEach((cell, index) => {
    const plain = cell.replace(/^\$\{([^{}]*)\}$/, "$1").trim() || `column${index + 1}`;
    let name = plain;
    for (let copy = 2; names.includes(name); copy += 1) name = `${plain}_${copy}`;
    names.push(name);
  });
  // Excel leaves empty cells at the end of a row
  while (names.length > 1 && (header[names.length - 1] ?? "") === "") names.pop();
  return names;
}
