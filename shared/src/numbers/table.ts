/** Maximum characters of a heading; each number repeats those of its values. */
const MAX_HEADING = 64;

/**
 * Most columns of a file: as many as a sheet had before Excel 2007. A template has some ten parameters, typed numbers have forty values at
 * most, and a line of 4,096 characters fills no more with anything to read.
 */
export const MAX_COLUMNS = 256;

/** Maximum characters of a customer flag. */
export const MAX_FLAG = 64;

/** What parts the cells of a line. */
export const DELIMITERS = [",", "\t", ";", "|"] as const;

/** The layout of a number file. `columns` and `phone_column` are stored in `number_files`. */
export interface Table {
  readonly delimiter: string;
  readonly hasHeader: boolean;
  /** Unique names of all columns. */
  readonly columns: readonly string[];
  readonly phoneColumn: string;
  /** The contents of `phoneColumn`: numbers (default) or customer flags. */
  readonly holds?: "flags";
}

/** The columns that can fill template parameters: all but the number column. A send says which one fills which. */
export function valueColumns(table: Table): { name: string; index: number }[] {
  return table.columns
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== table.phoneColumn);
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

/** A normalised header: lower case, without spaces and punctuation. */
export function foldHeader(cell: string): string {
  return cell
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*:：()（）]/g, "");
}

/** Column names from a header of at most `MAX_COLUMNS` cells: `${name}` becomes `name`, an empty one `column3`, a duplicate `name_2`. */
export function headerNames(header: readonly string[]): string[] {
  const names: string[] = [];
  header.forEach((cell, index) => {
    const plain =
      cell
        .replace(/^\$\{([^{}]*)\}$/, "$1")
        .replace(/\s+/g, " ") // a heading of two lines
        .trim()
        .slice(0, MAX_HEADING) || `column${index + 1}`;
    let name = plain;
    for (let copy = 2; names.includes(name); copy += 1) name = `${plain}_${copy}`;
    names.push(name);
  });
  // Excel writes empty cells at the end of a row.
  while (names.length > 1 && (header[names.length - 1] ?? "") === "") names.pop();
  return names;
}
