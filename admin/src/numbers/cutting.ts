import { toUtf8 } from "@tidings/shared/numbers/encoding.ts";
import { cutAtLineEnds, NUMBER_LIMITS, type Part } from "@tidings/shared/numbers/file.ts";
import { chunksOf, readWorkbook, type SheetRow } from "../ui/workbook.ts";

/**
 * Splits a number file into parts of UTF-8 text at line ends (design §2). An XLSX is converted to CSV first; line
 * numbers stay the row numbers of the spreadsheet. Holds one part in memory.
 *
 * @param name decides whether it is read as a workbook
 * @param progress receives the share read, 0 to 1
 * @throws NotAWorkbook, UncuttableFile
 */
export function cutFile(
  file: Blob,
  name: string,
  progress: (share: number) => void = () => {},
  partBytes: number = NUMBER_LIMITS.part_bytes,
): AsyncGenerator<Part> {
  const chunks = /\.xlsx$/i.test(name)
    ? sheetAsCsv(readWorkbook(file, progress))
    : toUtf8(counted(file, progress));
  return cutAtLineEnds(chunks, partBytes);
}

async function* counted(file: Blob, progress: (share: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of chunksOf(file)) {
    read += chunk.length;
    progress(read / file.size);
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
      const used = cells.findLastIndex((cell) => cell !== "") + 1;
      // Blank rows are written only when a filled one follows: sheets often end with thousands of blank ones.
      if (used === 0) continue;
      if (row > lines + 1) text += "\n".repeat(row - lines - 1);
      text += `${cells.slice(0, used).map(csvCell).join(",")}\n`;
      lines = Math.max(row, lines + 1);
    }
    if (text !== "") yield encoder.encode(text);
  }
}

function csvCell(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
