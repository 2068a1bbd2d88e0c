import { MAX_COLUMNS } from "./table.ts";

/** Records of a delimited text. Cells may be quoted; quoted cells may span lines. */

/** Maximum characters of a line or a quoted cell; longer ones are an error. */
export const MAX_LINE = 4096;

export interface TextRecord {
  /** At most one more than `MAX_COLUMNS`: that many say that the record is too wide, and a line of 8 MB may have eight million. */
  readonly cells: string[];
  /** The start of the next record. */
  readonly next: number;
  /** Line ends in the record, including those inside quotes. */
  readonly lines: number;
  /** A quote opens a cell and nothing closes it, so that nobody knows where the cell ends (RFC 4180). */
  readonly open?: boolean;
}

/**
 * The record that begins at `at`. A quote opens a cell only at its beginning; a doubled quote is a literal one. A quote
 * that is not closed within `MAX_LINE` characters ends with its line, so that a stray quote does not swallow the rest of
 * the file; that record is `open`.
 */
export function readRecord(text: string, at: number, delimiter: string): TextRecord {
  const newline = text.indexOf("\n", at);
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(at, end);
  if (!line.includes('"')) return { cells: cellsOf(line, delimiter), next: end + 1, lines: 1 };
  const quoted = readQuoted(text, at, delimiter);
  if (quoted) return quoted;
  const cells = cellsOf(line, delimiter);
  return { cells, next: end + 1, lines: 1, open: cells.some(isOpen) };
}

/** The cells of a line without quotes, as many as `TextRecord.cells` has. */
export function cellsOf(line: string, delimiter: string): string[] {
  return withoutReturn(line).split(delimiter, MAX_COLUMNS + 1);
}

const isOpen = (cell: string) => cell.startsWith('"') && cell.split('"').length % 2 === 0;

function readQuoted(text: string, start: number, delimiter: string): TextRecord | null {
  const cells: string[] = [];
  let lines = 0;
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const cell = quotedCell(text, at);
      if (!cell) return null;
      if (cells.length <= MAX_COLUMNS) cells.push(cell.value);
      lines += cell.lines;
      at = cell.next;
    } else {
      const end = endOfCell(text, at, delimiter);
      if (cells.length <= MAX_COLUMNS) cells.push(withoutReturn(text.slice(at, end)));
      at = end;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (at >= text.length || text[at] === "\n") return { cells, next: at + 1, lines: lines + 1 };
    if (text[at] !== delimiter) return null;
    at += 1;
  }
}

function quotedCell(text: string, at: number): { value: string; next: number; lines: number } | null {
  let value = "";
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - at > MAX_LINE) return null;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1, lines: value.split("\n").length - 1 };
    value += '"';
    from = quote + 2;
  }
}

function endOfCell(text: string, at: number, delimiter: string): number {
  for (let end = at; end < text.length; end += 1) {
    const char = text[end];
    if (char === delimiter || char === "\n") return end;
  }
  return text.length;
}

export function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
