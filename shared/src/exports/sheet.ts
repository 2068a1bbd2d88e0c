import { type Cell, isRun } from "../ground/csv.ts";
import type { ByteWriter } from "./byte_writer.ts";

/** The XML of a workbook's sheet (ECMA-376), written in pieces: head, rows, foot. */

/** The begin of a sheet whose first rows stay in sight. */
const head = (frozen: number) =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
export const SHEET_FOOT = "</sheetData></worksheet>";

/** Excel takes no more in a cell. */
const LONGEST = 32_767;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What XML 1.0 cannot hold is left out, lone halves of a letter too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNHELD = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const SPECIAL = /[&<>\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-F]{4}_/i;

/** Spaces that a reader would drop. */
const EDGE = /^\s|\s$|[\t\n\r]| {2}/;

export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(UNHELD, "")
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(/\r/g, "&#13;")
    .replace(/_(?=x[0-9A-F]{4}_)/gi, "_x005F_");
}

const encoder = new TextEncoder();
const encode = (text: string) => encoder.encode(text);
const AFTER = {
  number: encode('"><v>'),
  numberEnd: encode("</v></c>"),
  text: encode('" t="inlineStr"><is><t>'),
  run: encode('" t="inlineStr" s="1"><is><t>'),
  textEnd: encode("</t></is></c>"),
  row: encode('<row r="'),
  rowBegin: encode('">'),
  rowEnd: encode("</row>"),
};

/**
 * The rest of a cell behind its place. A text is never a formula here; one that would be, should the file be saved as CSV, has the
 * style of a text with an apostrophe in front (`quotePrefix`), which Excel keeps.
 */
function writeCell(out: ByteWriter, value: Exclude<Cell, null | undefined>): void {
  if (typeof value === "number") {
    out.put(AFTER.number);
    out.plain(String(value));
    out.put(AFTER.numberEnd);
  } else if (typeof value === "boolean") {
    out.text(`" t="b"><v>${value ? 1 : 0}</v></c>`);
  } else {
    const text = value.length > LONGEST ? value.slice(0, LONGEST) : value;
    const before = out.mark();
    const run = isRun(text);
    out.put(run ? AFTER.run : AFTER.text);
    if (out.plain(text)) {
      out.put(AFTER.textEnd);
    } else {
      out.back(before);
      out.put(otherText(text, run));
    }
  }
}

/** Cells that are no plain ASCII: most are the words of a state, the same in many rows. */
const known = new Map<string, Uint8Array>();
const MOST_KNOWN = 1_000;

function otherText(text: string, run: boolean): Uint8Array {
  const found = known.get(text);
  if (found) return found;
  const space = EDGE.test(text) ? ' xml:space="preserve"' : "";
  const bytes = encode(
    `" t="inlineStr"${run ? ' s="1"' : ""}><is><t${space}>${escapeXml(text)}</t></is></c>`,
  );
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, bytes);
  return bytes;
}

/** `A`, `Z`, `AA` … */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** Writes rows of a sheet, of which the first has the number `first`, from 1. Some readers want each place named. */
export function writeRows(out: ByteWriter, rows: readonly (readonly Cell[])[], first: number): void {
  const columns = (rows[0] ?? []).map((_, column) => encode(`<c r="${letters(column)}`));
  for (const [index, row] of rows.entries()) {
    const number = String(first + index);
    out.put(AFTER.row);
    out.plain(number);
    out.put(AFTER.rowBegin);
    for (const [column, place] of columns.entries()) {
      const value = row[column];
      if (value === null || value === undefined || value === "") continue;
      out.put(place);
      out.plain(number);
      writeCell(out, value);
    }
    out.put(AFTER.rowEnd);
  }
}

/** Writes the begin of a sheet: its headings, which stay in sight, behind rows of notes if it has any. The last row is the widest. */
export function writeHead(out: ByteWriter, ...rows: readonly (readonly string[])[]): void {
  out.text(head(rows.length));
  const width = rows.at(-1)?.length ?? 0;
  writeRows(
    out,
    rows.map((row) => Array.from({ length: width }, (_, column) => row[column])),
    1,
  );
}
