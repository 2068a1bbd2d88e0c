import { isPhoneHeading, MOST_NOTES, noteRows } from "./notes.ts";
import { phoneOrNull } from "./phone.ts";
import { foldHeader } from "./table.ts";
import { UnreadableFile } from "./unreadable.ts";
import type { SheetRow } from "./workbook/sheet.ts";
import type { SheetBatch } from "./workbook/workbook.ts";

/**
 * Several sheets as one (§8.2.1: a sheet ends at row 1,048,576, and a file has 5,000,000 numbers). Rows of a further sheet count on where the
 * one before it ended. Its notes and headings are left out, and its columns go where the first sheet has those of their names.
 *
 * @throws UnreadableFile `sheet_headings`, with the sheet, for a heading that the first sheet does not have
 */
export async function* sheetsAsOne(batches: AsyncIterable<SheetBatch>): AsyncGenerator<readonly SheetRow[]> {
  let first: readonly string[] | null = null;
  let sheet = -1;
  let before = 0;
  let last = 0;
  /** Where each column of the sheet goes; null: where it stands. */
  let places: readonly number[] | null = null;
  for await (const batch of begun(batches)) {
    let { rows } = batch;
    if (batch.sheet !== sheet) {
      sheet = batch.sheet;
      before = last;
      const head = headOf(rows);
      places = null;
      if (first === null) first = head?.cells ?? [];
      else if (head !== null) {
        places = placesOf(head.cells, first, sheet + 1);
        rows = rows.filter(({ row }) => row > head.row);
      }
    }
    const moved = rows.map(({ row, cells }) => ({
      row: before + row,
      cells: places === null ? cells : placed(cells, places),
    }));
    last = moved.at(-1)?.row ?? last;
    if (moved.length > 0) yield moved;
  }
}

/** The batches, of which the first of a sheet has as many rows as tell its headings, if there are so many. */
async function* begun(batches: AsyncIterable<SheetBatch>): AsyncGenerator<SheetBatch> {
  let held: SheetBatch | null = null;
  let told = -1;
  for await (const batch of batches) {
    if (held !== null && held.sheet !== batch.sheet) {
      yield held;
      held = null;
    }
    const whole: SheetBatch = held === null ? batch : { ...batch, rows: [...held.rows, ...batch.rows] };
    held = null;
    if (whole.sheet === told || whole.rows.length > MOST_NOTES) {
      told = whole.sheet;
      yield whole;
    } else held = whole;
  }
  if (held !== null) yield held;
}

/** The row of a sheet that has its headings; null for none. Rows before it are notes. */
function headOf(rows: readonly SheetRow[]): SheetRow | null {
  const head = rows[noteRows(rows.map(({ cells }) => cells))];
  if (head === undefined || head.cells.some((cell) => phoneOrNull(cell))) return null;
  return head.cells.some(isPhoneHeading) ? head : null;
}

function placesOf(cells: readonly string[], first: readonly string[], sheet: number): number[] {
  const folded = first.map(foldHeader);
  return cells.map((cell, index) => {
    if (cell === "") return index;
    // The numbers may be called 手机号 in one sheet and 手机号码 in the next.
    const place = isPhoneHeading(cell) ? first.findIndex(isPhoneHeading) : folded.indexOf(foldHeader(cell));
    if (place < 0 && first.length > 0)
      throw new UnreadableFile("sheet_headings", { sheet, column: index + 1 });
    return place < 0 ? index : place;
  });
}

function placed(cells: readonly string[], places: readonly number[]): string[] {
  const out: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const place = places[index] ?? index;
    while (out.length <= place) out.push("");
    if (cell !== "") out[place] = cell;
  }
  return out;
}
