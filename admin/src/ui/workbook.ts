import { Unzip, UnzipInflate, UnzipPassThrough } from "fflate";
import { type CellStyles, cellText, stylesOf } from "./cells.ts";
import { attribute, elementCutter, runsOfText } from "./xml.ts";

/** The file is not a readable XLSX: damaged, password-protected, or in the format before 2007. */
export class NotAWorkbook extends Error {}

/** A row of a sheet: its number as a spreadsheet shows it, from 1, and its cells as text. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Reads the first visible sheet of an XLSX in batches of rows, with bounded memory (the shared strings are held, the
 * sheet is not). `progress` receives the share read, 0 to 1.
 *
 * @throws NotAWorkbook
 */
export async function* readWorkbook(
  file: Blob,
  progress: (share: number) => void = () => {},
): AsyncGenerator<SheetRow[]> {
  const head = new Map<string, string>();
  const texts: string[] = [];
  const strings = elementCutter("si", (_attributes, inner) => texts.push(runsOfText(inner)));
  const heads = unzip(
    file,
    (name) => /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml)$/.test(name),
    (name, text) => {
      if (name === "xl/sharedStrings.xml") strings.push(text);
      else head.set(name, (head.get(name) ?? "") + text);
    },
  );
  for await (const share of heads) progress(share * 0.3);

  const sheet = firstSheet(head);
  const styles = stylesOf(head.get("xl/styles.xml") ?? "");
  const since1904 = /date1904\s*=\s*["'](1|true)["']/.test(head.get("xl/workbook.xml") ?? "");
  let row = 0;
  let batch: SheetRow[] = [];
  const rows = elementCutter("row", (attributes, inner) => {
    row = Number(attribute(attributes, "r") ?? row + 1);
    batch.push({ row, cells: cellsOf(inner, texts, styles, since1904) });
  });
  let found = false;
  const body = unzip(
    file,
    (name) => name === sheet,
    (_name, text) => {
      found = true;
      rows.push(text);
    },
  );
  for await (const share of body) {
    progress(0.3 + share * 0.7);
    if (batch.length > 0) yield batch;
    batch = [];
  }
  if (!found) throw new NotAWorkbook("the sheet is missing");
}

function firstSheet(head: ReadonlyMap<string, string>): string {
  const book = head.get("xl/workbook.xml");
  if (book === undefined) throw new NotAWorkbook("there is no workbook inside");
  let id: string | undefined;
  elementCutter("sheet", (attributes) => {
    const state = attribute(attributes, "state") ?? "visible";
    if (id === undefined && state === "visible") id = attribute(attributes, "id");
  }).push(book);
  let target: string | undefined;
  elementCutter("Relationship", (attributes) => {
    if (attribute(attributes, "Id") === id) target = attribute(attributes, "Target");
  }).push(head.get("xl/_rels/workbook.xml.rels") ?? "");
  if (id === undefined || target === undefined) throw new NotAWorkbook("there is no visible sheet");
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

function cellsOf(inner: string, texts: readonly string[], styles: CellStyles, since1904: boolean): string[] {
  const cells: string[] = [];
  const cutter = elementCutter("c", (attributes, content) => {
    const column = columnOf(attribute(attributes, "r")) ?? cells.length;
    while (cells.length < column) cells.push("");
    cells[column] = cellText(attributes, content, texts, styles, since1904);
  });
  cutter.push(inner);
  return cells;
}

/** 0 for `A1`, 27 for `AB7`; undefined without letters. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Passes the text of the wanted zip entries to `take`; yields the share of the file read after each chunk. */
async function* unzip(
  file: Blob,
  wanted: (name: string) => boolean,
  take: (name: string, text: string) => void,
): AsyncGenerator<number> {
  let failure: Error | null = null;
  let entries = 0;
  const archive = new Unzip((entry) => {
    entries += 1;
    if (!wanted(entry.name)) return;
    const decoder = new TextDecoder();
    entry.ondata = (error, chunk, last) => {
      if (error) failure = error;
      else take(entry.name, decoder.decode(chunk, { stream: !last }));
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  archive.register(UnzipPassThrough);
  const push = (chunk: Uint8Array, last: boolean) => {
    try {
      archive.push(chunk, last);
    } catch (error) {
      throw new NotAWorkbook(error instanceof Error ? error.message : String(error));
    }
    if (failure) throw new NotAWorkbook(failure.message);
  };
  let read = 0;
  for await (const chunk of chunksOf(file)) {
    push(chunk, false);
    read += chunk.length;
    yield read / file.size;
  }
  push(new Uint8Array(0), true);
  if (entries === 0) throw new NotAWorkbook("the archive is damaged");
  yield 1;
}

/** The bytes of a file as an async iterator. (Not every browser supports `for await` over a stream yet.) */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
}
