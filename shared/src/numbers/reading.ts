import { toUtf8 } from "./encoding.ts";
import {
  type Chunks,
  cutAtLineEnds,
  NUMBER_LIMITS,
  type NumberPurpose,
  type Part,
  UncuttableFile,
} from "./file.ts";
import { fittingTable } from "./fitting.ts";
import { readRecord } from "./records.ts";
import { sheetsAsOne } from "./sheets.ts";
import { UnreadableFile } from "./unreadable.ts";
import type { SheetRow } from "./workbook/sheet.ts";
import { readWorkbook, type TellShare } from "./workbook/workbook.ts";

/** The one way from a file that a person gives to lines of CSV (spec SND-5): the panel's worker and the process of the bot both read by it. */

export interface ReadingOptions {
  /** Bounds the text. Unless told, that of a file for cards. */
  readonly purpose?: NumberPurpose;
  /** Must its columns be fit to fill parameters? Not of a list of which only one column is read. */
  readonly fits?: boolean;
  /** Told the share that is read, 0 to 1. */
  readonly progress?: TellShare;
  readonly partBytes?: number;
}

/**
 * Cuts a CSV, text or XLSX at line ends into parts of UTF-8, never inside a quoted cell. Of a workbook the first visible sheet is read, for
 * the basic edition all of them, and line numbers are the row numbers of the spreadsheet, counted on through the sheets. Holds one part in memory, and of a workbook its shared texts.
 *
 * @param name its ending says whether it is read as a workbook
 * @throws UnreadableFile, with the place and the limit; what the browser throws for a file that it may not read any more
 */
export async function* readNumberFile(
  file: Blob,
  name: string,
  { purpose = "aim", fits = true, progress = () => {}, partBytes }: ReadingOptions = {},
): AsyncGenerator<Part> {
  const chunks = /\.xlsx$/i.test(name)
    ? sheetAsCsv(sheetsAsOne(readWorkbook(file, progress, purpose === "basic" ? "all" : "first")))
    : toUtf8(chunksOf(file, progress));
  let isEmpty = true;
  try {
    for await (const part of cutAtLineEnds(within(chunks, NUMBER_LIMITS.file_bytes[purpose]), partBytes)) {
      if (fits && part.part === 1) mustFit(part.bytes, purpose);
      isEmpty = false;
      yield part;
    }
  } catch (error) {
    throw error instanceof UncuttableFile ? new UnreadableFile("line_too_long", { line: error.line }) : error;
  }
  if (isEmpty) throw new UnreadableFile("file_blank");
}

/** As many bytes as tell the columns: fifty lines of the longest fit. */
const HEAD_BYTES = 256 * 1024;

/** The text that a part begins with, as far as it tells the columns. */
export function headOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, HEAD_BYTES), {
    stream: true,
  });
}

/** The import would refuse these columns too, after all of it is sent. What only the import can tell is left to it: no text, lines of an old Mac. */
function mustFit(first: Uint8Array, purpose: NumberPurpose): void {
  const head = headOf(first);
  if (!head.includes("\0")) fittingTable(head, purpose === "flags");
}

/** The bytes of a file as an async iterator. (Not every browser supports `for await` over a stream yet.) */
async function* chunksOf(file: Blob, progress: TellShare): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  let read = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    read += step.value.length;
    progress(read / file.size);
    yield step.value;
  }
}

async function* within(chunks: Chunks, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) throw new UnreadableFile("file_too_large", { max: `${most / 1_000_000} MB` });
    yield chunk;
  }
}

/** Rows as CSV bytes. Rows that the sheet omits become blank lines, so that line numbers and row numbers agree. */
export async function* sheetAsCsv(batches: AsyncIterable<readonly SheetRow[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = 0;
  for await (const batch of batches) {
    let text = "";
    for (const { row, cells } of batch) {
      // Blank rows are written only when a filled one follows: sheets often end with thousands of blank ones.
      text += `${"\n".repeat(row - lines - 1)}${cells.map(csvCell).join(",")}\n`;
      lines = row;
    }
    yield encoder.encode(text);
  }
}

function csvCell(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The rows of a small table, such as a list of links, at most `most`; the place of a row is its line. */
export function rowsOf(text: string, most: number): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < text.length; ) {
    if (rows.length === most) throw new UnreadableFile("too_many_rows", { max: most });
    const { cells, next } = readRecord(text, at, ",");
    rows.push(cells);
    at = next;
  }
  return rows;
}
