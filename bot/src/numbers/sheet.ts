import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { InputFile } from "../registry.ts";

/** Number files of any supported kind as a stream of CSV bytes. */

export type SheetKind = "csv" | "txt" | "xlsx";

/** The kind of file by its name; null for a kind that is not supported. */
export function sheetKind(name: string): SheetKind | null {
  const ending = /\.(csv|txt|xlsx)$/i.exec(name)?.[1]?.toLowerCase();
  return (ending as SheetKind | undefined) ?? null;
}

/**
 * The name without the characters that the database does not allow (spec SND-1: digits, letters and Chinese
 * characters). Discord and phones put underscores and dashes into names.
 */
export function legalName(name: string): string {
  const kind = sheetKind(name);
  const base = name.replace(/\.[^.]*$/, "").replace(/[^0-9A-Za-z\u4e00-\u9fff]/g, "");
  return `${base.slice(0, 100) || "numbers"}.${kind ?? "csv"}`;
}

/** The file's rows as CSV bytes. A workbook is streamed row by row. */
export async function csvBytes(file: InputFile): Promise<AsyncIterable<Uint8Array>> {
  const stream = Readable.fromWeb((await file.open()) as NodeStream<Uint8Array>);
  return sheetKind(file.name) === "xlsx" ? workbookBytes(stream) : textBytes(stream);
}

/** Text unchanged, except that UTF-16 (Excel's "Unicode text") becomes UTF-8, so that line ends are single bytes. */
async function* textBytes(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let decoder: TextDecoder | null = null;
  let first = true;
  const encoder = new TextEncoder();
  for await (const chunk of stream) {
    if (first) {
      first = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) decoder = new TextDecoder("utf-16le");
      if (chunk[0] === 0xfe && chunk[1] === 0xff) decoder = new TextDecoder("utf-16be");
    }
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}

const ROWS_A_CHUNK = 500;

async function* workbookBytes(stream: Readable): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  // Its 300 modules come with the first workbook, not with every start.
  const { default: ExcelJS } = await import("exceljs");
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(stream, {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "ignore",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  let header: string | null = null;
  for await (const sheet of reader) {
    let lines: string[] = [];
    let atTop = true;
    for await (const row of sheet) {
      const line = csvLine(row.values as unknown[]);
      const repeated = atTop && header !== null && line === header; // each sheet of a large workbook repeats it
      header ??= line;
      atTop = false;
      if (!repeated) lines.push(line);
      if (lines.length < ROWS_A_CHUNK) continue;
      yield encoder.encode(lines.join(""));
      lines = [];
    }
    if (lines.length > 0) yield encoder.encode(lines.join(""));
  }
}

/** exceljs counts cells from 1; empty ones are holes. */
function csvLine(values: readonly unknown[]): string {
  const cells = Array.from({ length: Math.max(0, values.length - 1) }, (_, index) =>
    cellText(values[index + 1]),
  );
  return `${cells.map(quoted).join(",")}\n`;
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""').replace(/[\r\n]+/g, " ")}"` : cell;
}

/** The text that a spreadsheet shows in the cell. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  if ("richText" in value) return (value.richText as { text: string }[]).map((run) => run.text).join("");
  if ("result" in value) return cellText(value.result);
  if ("text" in value) return cellText(value.text);
  if ("error" in value) return String(value.error);
  return "";
}
