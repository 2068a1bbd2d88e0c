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

/**
 * Reads the first visible sheet of an XLSX in batches of rows; empty rows are left out, and each has the number that the spreadsheet shows.
 * Works where `Blob` and `DecompressionStream` are: browsers, Node, Deno. What is kept is bounded by `WORKBOOK_LIMITS` (the shared texts
 * are kept, the sheet is not), and refused before it is kept.
 *
 * @throws UnreadableFile `not_a_workbook` for what is damaged, has a password, or is of the format before 2007; else the limit that it
 * is over
 */
export async function* readWorkbook(file: Blob, progress: TellShare = () => {}): AsyncGenerator<SheetRow[]> {
  const parts = await partsOf(file);
  const { sheet, since1904 } = await firstSheet(parts);
  const look: CellLook = {
    texts: new SharedTexts(),
    styles: stylesOf(await parts.whole("xl/styles.xml")),
    since1904,
  };
  const all = parts.packed("xl/sharedstrings.xml") + parts.packed(sheet);
  let read = 0;
  const told = (bytes: number) => {
    read += bytes;
    progress(Math.min(1, read / Math.max(1, all)));
  };
  for await (const _text of parts.through("xl/sharedstrings.xml", textsInto(look.texts), told));
  let batch: SheetRow[] = [];
  for await (const _text of parts.through(
    sheet,
    rowsInto((row) => batch.push(row), look),
    told,
  )) {
    if (batch.length > 0) yield batch;
    batch = [];
  }
  progress(1);
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

async function partsOf(file: Blob): Promise<Parts> {
  const entries = await entriesOf(file);
  const of = (name: string): ArchiveEntry | undefined => entries.get(name.toLowerCase());
  let left: number = WORKBOOK_LIMITS.bytes;
  async function* bytesOf(name: string, most: number, told?: (bytes: number) => void) {
    const entry = of(name);
    if (entry === undefined) return;
    if (entry.size > left)
      throw new UnreadableFile("workbook_too_large", { max: limitText(WORKBOOK_LIMITS.bytes) });
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

/** The part of the first sheet that is visible. A sheet that is only a chart has no rows. */
async function firstSheet(parts: Parts): Promise<{ sheet: string; since1904: boolean }> {
  const sheets: string[] = [];
  const targets = new Map<string, string>();
  let since1904 = false;
  tags(await parts.whole("xl/workbook.xml"), (name, attributes) => {
    if (name === "workbookPr") since1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
    const state = attribute(attributes, "state") ?? "visible";
    const id = attribute(attributes, "id");
    if (name === "sheet" && state === "visible" && id !== undefined) sheets.push(id);
  });
  tags(await parts.whole("xl/_rels/workbook.xml.rels"), (name, attributes) => {
    const [id, target] = [attribute(attributes, "Id"), attribute(attributes, "Target")];
    const isSheet = attribute(attributes, "Type")?.endsWith("/worksheet") ?? true;
    if (name === "Relationship" && isSheet && id !== undefined && target !== undefined)
      targets.set(id, target);
  });
  const target = sheets.map((id) => targets.get(id)).find((found) => found !== undefined);
  const sheet = target === undefined ? "" : partName(target);
  if (!parts.has(sheet)) throw new UnreadableFile("not_a_workbook");
  return { sheet, since1904 };
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
