import { limitText } from "../../ground/size.ts";
import { UnreadableFile } from "../unreadable.ts";
import { type ArchiveEntry, entriesOf, readEntry } from "./archive.ts";
import { type CellLook, stylesOf } from "./cells.ts";
import { WORKBOOK_LIMITS } from "./limits.ts";
import { rowsInto, type SheetRow, textsInto } from "./sheet.ts";
import { SharedTexts } from "./texts.ts";
import { attribute, XmlReader, type XmlTarget } from "./xml.ts";

/** Told the share that is read, 0 to 1. */
export type TellShare = (share: number) => void;

/** Which sheets are read. */
export type Sheets = "first" | "all";

/**
 * Reads the first visible sheet of an XLSX, or all that are visible, in batches of rows; empty rows are left out, and each has the number
 * that the spreadsheet shows. Of further sheets a batch has the place of its sheet, from 0. Works where `Blob` and `DecompressionStream` are: browsers, Node, Deno. What is kept is bounded by `WORKBOOK_LIMITS` (the shared texts
 * are kept, the sheet is not), and refused before it is kept.
 *
 * @throws UnreadableFile `not_a_workbook` for what is damaged, has a password, or is of the format before 2007; else the limit that it
 * is over
 */
export async function* readWorkbook(
  file: Blob,
  progress: TellShare = () => {},
  which: Sheets = "first",
): AsyncGenerator<SheetBatch> {
  const parts = await partsOf(file, which);
  const { sheets, since1904 } = await sheetsOf(parts, which);
  const look: CellLook = {
    texts: new SharedTexts(),
    styles: stylesOf(await parts.whole("xl/styles.xml")),
    since1904,
  };
  const all = ["xl/sharedstrings.xml", ...sheets].reduce((sum, name) => sum + parts.packed(name), 0);
  let read = 0;
  const told = (bytes: number) => {
    read += bytes;
    progress(Math.min(1, read / Math.max(1, all)));
  };
  for await (const _text of parts.through("xl/sharedstrings.xml", textsInto(look.texts), told));
  for (const [place, sheet] of sheets.entries()) {
    let rows: SheetRow[] = [];
    for await (const _text of parts.through(
      sheet,
      rowsInto((row) => rows.push(row), look),
      told,
    )) {
      if (rows.length > 0) yield { sheet: place, rows };
      rows = [];
    }
  }
  progress(1);
}

/** Rows of one sheet; `sheet` is its place among those that are read, from 0. */
export interface SheetBatch {
  readonly sheet: number;
  readonly rows: readonly SheetRow[];
}

/** The parts of a workbook that are read, all within one bound of bytes. */
interface Parts {
  has(name: string): boolean;
  packed(name: string): number;
  /** The text of a small part; empty when there is none. @throws UnreadableFile */
  whole(name: string): Promise<string>;
  /** Passes a part to a target; yields after each piece. Nothing of a part that is not there. @throws UnreadableFile */
  through(name: string, target: XmlTarget, told?: (bytes: number) => void): AsyncGenerator<void>;
}

async function partsOf(file: Blob, which: Sheets): Promise<Parts> {
  const entries = await entriesOf(file);
  const of = (name: string): ArchiveEntry | undefined => entries.get(name.toLowerCase());
  const bound = which === "all" ? WORKBOOK_LIMITS.all_bytes : WORKBOOK_LIMITS.bytes;
  let left: number = bound;
  async function* bytesOf(name: string, most: number, told?: (bytes: number) => void) {
    const entry = of(name);
    if (entry === undefined) return;
    if (entry.size > left) throw new UnreadableFile("workbook_too_large", { max: limitText(bound) });
    for await (const bytes of readEntry(file, entry, most, told)) {
      left -= bytes.length;
      yield bytes;
    }
  }
  return {
    has: (name) => of(name) !== undefined,
    packed: (name) => of(name)?.packed ?? 0,
    async whole(name) {
      const decoder = new TextDecoder();
      let text = "";
      for await (const bytes of bytesOf(name, WORKBOOK_LIMITS.head_bytes))
        text += decoder.decode(bytes, { stream: true });
      return text + decoder.decode();
    },
    async *through(name, target, told) {
      const reader = new XmlReader(target);
      const decoder = new TextDecoder();
      for await (const bytes of bytesOf(name, WORKBOOK_LIMITS.bytes, told)) {
        reader.push(decoder.decode(bytes, { stream: true }));
        yield;
      }
    },
  };
}

/** The parts of the sheets that are visible, the first or all. A sheet that is only a chart has no rows. */
async function sheetsOf(
  parts: Parts,
  which: Sheets,
): Promise<{ sheets: readonly string[]; since1904: boolean }> {
  const listed: string[] = [];
  const targets = new Map<string, string>();
  let since1904 = false;
  tags(await parts.whole("xl/workbook.xml"), (name, attributes) => {
    if (name === "workbookPr") since1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
    const state = attribute(attributes, "state") ?? "visible";
    const id = attribute(attributes, "id");
    if (name === "sheet" && state === "visible" && id !== undefined) listed.push(id);
  });
  tags(await parts.whole("xl/_rels/workbook.xml.rels"), (name, attributes) => {
    const [id, target] = [attribute(attributes, "Id"), attribute(attributes, "Target")];
    const isSheet = attribute(attributes, "Type")?.endsWith("/worksheet") ?? true;
    if (name === "Relationship" && isSheet && id !== undefined && target !== undefined)
      targets.set(id, target);
  });
  // Two entries of the list that name one part are read once.
  const found = new Set(listed.map((id) => targets.get(id)).filter((target) => target !== undefined));
  const sheets = [...found].slice(0, which === "all" ? undefined : 1).map(partName);
  if (sheets.length === 0 || !sheets.every(parts.has)) throw new UnreadableFile("not_a_workbook");
  return { sheets, since1904 };
}

/** The name of a part that the workbook's relations name by an address. @throws UnreadableFile */
function partName(target: string): string {
  try {
    return decodeURI(new URL(target, "file:///xl/").pathname.slice(1));
  } catch {
    throw new UnreadableFile("not_a_workbook"); // it is no address
  }
}

function tags(xml: string, open: (name: string, attributes: string) => void): void {
  new XmlReader({ open, close() {}, text() {}, wantsText: () => false }).push(xml);
}
