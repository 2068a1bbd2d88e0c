import { toUtf8 } from "@tidings/shared/numbers/encoding.ts";
import { cutAtLineEnds, NUMBER_LIMITS, type Part } from "@tidings/shared/numbers/file.ts";
import { chunksOf, readWorkbook, type SheetRow } from "../ui/workbook.ts";

/**
 * A file of numbers as parts of UTF-8 text, cut at line ends (design §2). An XLSX becomes CSV first; the number of
 * a line stays the number of the row that the spreadsheet shows. Holds one part in memory.
 *
 * @param name decides whether it is read as a workbook
 * @param progress hears the share that is read, 0 to 1
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

/** Rows as CSV bytes; rows that the sheet leaves out are blank lines, so that line and row numbers agree. */
export async function* sheetAsCsv(batches: AsyncIterable<readonly SheetRow[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = 0;
  for await (const batch of batches) {
    let text = "";
    for (const { row, cells } of batch) {
      const used = cells.findLastIndex((cell) => cell !== "") + 1;
      // Blank rows are written only once a filled one follows: a sheet often has thousands of them at its end.
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
