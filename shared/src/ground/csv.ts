/** Writing CSV files that spreadsheets open: the one writer of every house. */

/** A cell; what is not there is empty. */
export type Cell = string | number | boolean | null | undefined;

/**
 * What a spreadsheet runs: a text that begins with = + - @, in ordinary, full width or small form (Excel takes all three), also
 * behind blanks and what cannot be seen, which Excel strips first.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;
/** A cell that begins so moves what follows into a cell of its own in some programs. */
const BREAK = /^[\t\r\n]/;
/** Figures stay figures: nothing in them can be run. */
const FIGURE = /^-\d+(?:\.\d+)?(?: ?%)?$/;

/** A number of the mainland, whole or masked. */
const PHONE = /^\+86(1[\d*]{10})$/;

/**
 * A text as a cell of a file that a spreadsheet opens: what it would run begins with an apostrophe, and is a text then. A phone number
 * stands as it is dialled (`13800138000`, `138****8000`): its plus would be run, and with 86 in front a spreadsheet would turn it into
 * 8.6E+12 and save so. The import of number files takes both.
 */
function disarmed(text: string): string {
  const dialled = text.charCodeAt(0) === 43 ? PHONE.exec(text)?.[1] : undefined;
  if (dialled !== undefined) return dialled;
  return isRun(text) ? `'${text}` : text;
}

/** Would a spreadsheet that opens a CSV file run this text, or move it? */
export function isRun(text: string): boolean {
  // Nearly all begin with a letter or a digit, and no expression is asked about them.
  const first = text.charCodeAt(0);
  if ((first > 47 && first < 58) || (first > 64 && first < 91) || (first > 96 && first < 123)) return false;
  return (FORMULA.test(text) && !FIGURE.test(text)) || BREAK.test(text);
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? disarmed(value) : String(value);
  // Semicolons and tabs part cells where the machine's own list separator is one.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A CSV file: UTF-8 with a byte-order mark (Excel garbles Chinese without it), lines end in CRLF, and no cell is run as a
 * formula.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvLines([header, ...rows])}`;
}

/** Further lines of a file begun with `csvText`. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
