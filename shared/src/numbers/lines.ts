import type { ColumnValues } from "./column_values.ts";
import { isPhoneHeading, notesOf } from "./notes.ts";
import { phoneOrNull } from "./phone.ts";
import { type BadLine, type GoodLine, Reader } from "./reader.ts";
import { readRecord } from "./records.ts";
import { DELIMITERS, headerNames, MAX_COLUMNS, type Table, withoutPreamble } from "./table.ts";
import { UnreadableFile } from "./unreadable.ts";

/** Records sampled; enough to tolerate a few bad ones. */
const SAMPLE = 50;

/**
 * Detects the layout of a file from its beginning: delimiter (comma, tab, semicolon, bar), header, columns, and the
 * number column, by its header (手机号, phone, msisdn …), else by its contents. A byte-order mark and Excel's `sep=;` line
 * are skipped, and up to three rows of notes above the headings. Without a header the number column is `phone`, the others `param1`, `param2` … as in KooMessage's own
 * files. An empty text is one column without header.
 * @throws UnreadableFile `too_many_columns` when the first record has more than `MAX_COLUMNS`; any other one like it is a bad line
 */
export function detectTable(firstText: string): Table {
  const { text, delimiter: told } = beginningOf(firstText);
  const delimiter = told ?? likeliestDelimiter(text);
  const records = sampleRecords(text, delimiter);
  const [first = [""]] = records;
  const width = Math.max(1, ...records.map((cells) => cells.length));
  const byName = first.findIndex(isPhoneHeading);
  const rest = records.slice(1);
  const byContent = bestColumn(rest.length > 0 ? rest : records, width);
  const phoneIndex = byName >= 0 ? byName : Math.max(byContent, 0);
  const hasHeader = byName >= 0 || isHeader(first, phoneIndex, byContent >= 0);
  const columns = hasHeader ? headerNames(first) : plainNames(width, phoneIndex);
  return { delimiter, hasHeader, columns, phoneColumn: columns[phoneIndex] ?? "phone" };
}

/** The table that a text begins with: without `withoutPreamble`'s preamble, and without notes above the headings of a file of numbers. */
export function beginningOf(firstText: string, holds?: Table["holds"]): ReturnType<typeof withoutPreamble> {
  const preamble = withoutPreamble(firstText);
  if (holds === "flags") return preamble;
  const notes = notesOf(preamble.text);
  return { ...preamble, text: preamble.text.slice(notes.chars), lines: preamble.lines + notes.lines };
}

/**
 * Reads one slice of a number file (spec SND-5). The slice begins at a record; `firstLine` is the number of its first line
 * in the file, from 1. On the first slice the preamble and the header are skipped. Blank lines are ignored. Duplicates are
 * found by the database, which sees all slices.
 *
 * An empty cell rejects nobody: `gaps` are the columns that have one. A send leaves out who lacks a value that its template needs.
 */
export function readLines(
  text: string,
  table: Table,
  firstLine: number,
): { good: GoodLine[]; bad: BadLine[]; gaps: string[]; values: Record<string, ColumnValues> } {
  const reader = new Reader(table);
  let at = 0;
  let line = firstLine;
  if (firstLine === 1) {
    const preamble = beginningOf(text, table.holds);
    at = text.length - preamble.text.length;
    line += preamble.lines;
    if (table.hasHeader && at < text.length) {
      const header = readRecord(text, at, table.delimiter);
      at = header.next;
      line += header.lines;
    }
  }
  const anyQuotes = text.includes('"');
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const plain = text.slice(at, end);
    if (anyQuotes && plain.includes('"')) {
      const record = readRecord(text, at, table.delimiter);
      reader.take(record.cells, line, Math.max(0, record.next - 1 - at), record.open);
      at = record.next;
      line += record.lines;
    } else {
      reader.takePlain(plain, line);
      at = end + 1;
      line += 1;
    }
  }
  return { good: reader.good, bad: reader.bad, gaps: [...reader.gaps], values: reader.values };
}

/** The delimiter that splits the first records into equally many cells, and the most of them. */
export function likeliestDelimiter(text: string): string {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = firstRecords(text, delimiter).map((cells) => cells.length);
    const width = widths[0] ?? 1;
    const even = widths.filter((other) => other === width).length / Math.max(1, widths.length);
    return { delimiter, score: width > 1 ? even * 100 + Math.min(width, 50) / 100 : 0 };
  });
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.delimiter;
}

/** The first non-blank records of a text, trimmed. */
function firstRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  for (let at = 0; at < text.length && records.length < SAMPLE; ) {
    const { cells, next } = readRecord(text, at, delimiter);
    at = next;
    const trimmed = cells.map((cell) => cell.trim());
    if (trimmed.some((cell) => cell !== "")) records.push(trimmed);
  }
  return records;
}

/**
 * The first non-blank records of a text, trimmed, without those that are too wide to be read.
 * @throws UnreadableFile `too_many_columns` when the first is
 */
export function sampleRecords(text: string, delimiter: string): string[][] {
  const [first = [""], ...rest] = firstRecords(text, delimiter);
  if (first.length > MAX_COLUMNS) throw new UnreadableFile("too_many_columns", { max: MAX_COLUMNS });
  return [first, ...rest.filter((cells) => cells.length <= MAX_COLUMNS)];
}

/** The column with the most numbers, -1 when none has any. */
function bestColumn(records: readonly string[][], width: number): number {
  const counts = Array.from({ length: width }, (_, index) =>
    records.reduce((sum, cells) => sum + (phoneOrNull(cells[index] ?? "") ? 1 : 0), 0),
  );
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : -1;
}

/** A first record is a header when it holds no number, and its cell in the number column is a word, not a mistyped number. */
function isHeader(first: readonly string[], phoneIndex: number, numbersBelow: boolean): boolean {
  if (first.some((cell) => phoneOrNull(cell))) return false;
  const over = first[phoneIndex] ?? "";
  const digits = over.replace(/\D/g, "").length;
  return numbersBelow && over !== "" && digits * 2 < over.length;
}

function plainNames(width: number, phoneIndex: number): string[] {
  let number = 0;
  return Array.from({ length: width }, (_, index) => {
    if (index === phoneIndex) return "phone";
    number += 1;
    return `param${number}`;
  });
}
