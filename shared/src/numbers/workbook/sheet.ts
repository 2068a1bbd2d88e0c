import { MAX_COLUMNS } from "../table.ts";
import { UnreadableFile } from "../unreadable.ts";
import { type CellLook, cellText } from "./cells.ts";
import { WORKBOOK_LIMITS } from "./limits.ts";
import type { SharedTexts } from "./texts.ts";
import { attribute, unescapeXml, type XmlTarget } from "./xml.ts";

/** A row of a sheet: its number as a spreadsheet shows it, from 1, and its cells as text, those at the end without text left out. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Collects the text of `<t>` elements, without the phonetic hints (`<rPh>`) of East Asian names. */
class Runs {
  #text = "";
  #open = false;
  #hints = 0;

  clear(): void {
    this.#text = "";
    this.#open = false;
    this.#hints = 0;
  }
  open(name: string): void {
    if (name === "rPh") this.#hints += 1;
    if (name === "t" && this.#hints === 0) this.#open = true;
  }
  close(name: string): void {
    if (name === "rPh") this.#hints -= 1;
    if (name === "t") this.#open = false;
  }
  get wantsText(): boolean {
    return this.#open;
  }
  /** @throws UnreadableFile `cell_too_large` */
  add(piece: string, row?: number): void {
    this.#text = within(this.#text + piece, row);
  }
  get text(): string {
    return this.#text;
  }
}

function within(text: string, row?: number): string {
  if (text.length > WORKBOOK_LIMITS.cell_chars)
    throw new UnreadableFile("cell_too_large", { row, max: WORKBOOK_LIMITS.cell_chars });
  return text;
}

/** Reads `xl/sharedStrings.xml` into `texts`. */
export function textsInto(texts: SharedTexts): XmlTarget {
  const runs = new Runs();
  return {
    open(name) {
      if (name === "si") runs.clear();
      else runs.open(name);
    },
    close(name) {
      if (name === "si") texts.add(unescapeXml(runs.text));
      else runs.close(name);
    },
    text: (piece) => runs.add(piece),
    wantsText: () => runs.wantsText,
  };
}

/**
 * Reads the rows of a sheet, each passed to `take` when it is whole. A filled cell beyond `MAX_COLUMNS` refuses the workbook; an empty
 * one is only a format of the sheet.
 * @throws UnreadableFile, which names the row
 */
export function rowsInto(take: (row: SheetRow) => void, look: CellLook): XmlTarget {
  const runs = new Runs();
  let row = 0;
  let inRow = false;
  let cells: string[] = [];
  let count = 0;
  let chars = 0;
  /** Of the cell that is open: its attributes, its place from 0, and its value as far as it has come. */
  let cell: { attributes: string; column: number; value: string | null } | null = null;
  let inValue = false;

  const begin = (attributes: string) => {
    const told = attribute(attributes, "r");
    const number = told === undefined ? row + 1 : Number(told);
    if (!Number.isInteger(number) || number <= row) throw new UnreadableFile("not_a_workbook");
    if (number > WORKBOOK_LIMITS.rows)
      throw new UnreadableFile("too_many_rows", { max: WORKBOOK_LIMITS.rows });
    row = number;
    inRow = true;
    cells = [];
    count = 0;
    chars = 0;
  };
  const put = (column: number, text: string) => {
    if (text === "") return;
    if (column >= MAX_COLUMNS) throw new UnreadableFile("too_many_columns", { row, max: MAX_COLUMNS });
    chars += text.length;
    if (chars > WORKBOOK_LIMITS.row_chars)
      throw new UnreadableFile("row_too_large", { row, max: WORKBOOK_LIMITS.row_chars });
    while (cells.length < column) cells.push("");
    cells[column] = text;
  };
  return {
    open(name, attributes) {
      if (name === "row") begin(attributes);
      else if (name === "c" && inRow) {
        if (count === WORKBOOK_LIMITS.cells) throw new UnreadableFile("not_a_workbook");
        cell = { attributes, column: columnOf(attribute(attributes, "r")) ?? count, value: null };
        count = Math.max(count, cell.column) + 1;
        if (count > WORKBOOK_LIMITS.cells) throw new UnreadableFile("not_a_workbook");
        runs.clear();
      } else if (name === "v" && cell) {
        inValue = true;
        cell.value = "";
      } else runs.open(name);
    },
    close(name) {
      if (name === "row") {
        inRow = false;
        if (cells.length > 0) take({ row, cells });
      } else if (name === "c" && cell) {
        put(cell.column, cellText({ ...cell, inline: runs.text }, look));
        cell = null;
      } else if (name === "v") inValue = false;
      else runs.close(name);
    },
    text(piece) {
      if (inValue && cell) cell.value = within((cell.value ?? "") + piece, row);
      else runs.add(piece, row);
    },
    wantsText: () => cell !== null && (inValue || runs.wantsText),
  };
}

/** 0 for `A1`, 27 for `AB7`; undefined without letters. */
function columnOf(reference: string | undefined): number | undefined {
  let column = 0;
  for (const letter of reference ?? "") {
    if (letter < "A" || letter > "Z") break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column === 0 ? undefined : column - 1;
}
