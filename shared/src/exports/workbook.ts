import type { Cell } from "../ground/csv.ts";
import type { Row } from "../resource/define.ts";
import { ByteWriter } from "./byte_writer.ts";
import { cellsOf, type FileShape, headings } from "./cells.ts";
import { SHEET_FOOT, writeHead, writeRows } from "./sheet.ts";
import { archiveEnd, crc32, type Entry, entryHead, joined } from "./zip.ts";

/**
 * A workbook (XLSX) of any number of rows, written in slices that know nothing of each other. A slice is a piece of a DEFLATE stream
 * that ends at a whole byte and is not the last one, so slices one after the other are one stream. What the end has to know of them
 * (size, checksum) is the tail, which is kept with the export. So nothing is held in memory, and joining them costs nothing.
 */

/** What is known of a sheet so far. */
export interface Sheet {
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
  /** Its objects. */
  readonly slices: number;
}
export type Tail = readonly Sheet[];

/** Packs without ending the stream: `deflateRawSync(bytes, {finishFlush: Z_SYNC_FLUSH})`. */
export type Pack = (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The XML of a slice, in one piece of memory for all slices: it is packed before the next one is written. */
const scratch = new ByteWriter();

/** The next slice of a workbook. `inSheet`: rows of the sheet before it; with none a sheet begins. */
export function sheetSlice(shape: FileShape, rows: readonly Row[], inSheet: number, tail: Tail, pack: Pack) {
  // The rows may end just where a slice did.
  if (rows.length === 0 && tail.length > 0) return { bytes: new Uint8Array(), tail };
  const begins = inSheet === 0;
  scratch.clear();
  if (begins) writeHead(scratch, headings(shape));
  writeRows(scratch, rows.map(cellsOf(shape)), inSheet + 2);
  const xml = scratch.written();
  const bytes = pack(xml);
  const last = begins ? undefined : tail.at(-1);
  const sheet: Sheet = {
    crc: crc32(xml, last?.crc),
    size: (last?.size ?? 0) + xml.length,
    packed: (last?.packed ?? 0) + bytes.length,
    slices: (last?.slices ?? 0) + 1,
  };
  return { bytes, tail: [...(begins ? tail : tail.slice(0, -1)), sheet] };
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const relations = (list: readonly (readonly [kind: string, target: string])[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      ([kind, target], n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

/** Everything of a workbook but its sheets. Style 1 is a text with an apostrophe in front. */
function parts(sheets: number): Readonly<Record<string, string>> {
  const each = (write: (n: number) => string) =>
    Array.from({ length: sheets }, (_, n) => write(n + 1)).join("");
  return {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...Array.from({ length: sheets }, (_, n) => ["worksheet", `worksheets/sheet${n + 1}.xml`] as const),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf quotePrefix="1"/></cellXfs></styleSheet>`,
  };
}

/** The last piece of every sheet: its foot, not packed, as the last block of the DEFLATE stream. */
const FOOT = bytesOf(SHEET_FOOT);
const LAST_BLOCK = Uint8Array.from([1, FOOT.length, 0, ~FOOT.length & 255, 255, ...FOOT]);

/** The pieces of a whole workbook in order: bytes, or the number of an object whose bytes are there. And how many bytes they are. */
export function workbookPieces(tail: Tail): { pieces: (Uint8Array<ArrayBuffer> | number)[]; bytes: number } {
  const pieces: (Uint8Array<ArrayBuffer> | number)[] = [];
  const entries: Entry[] = [];
  let bytes = 0;
  let slice = 0;
  const add = (entry: Entry, content: readonly (Uint8Array<ArrayBuffer> | number)[]) => {
    const head = entryHead(entry);
    entries.push(entry);
    pieces.push(head, ...content);
    bytes += head.length + entry.packed;
  };
  for (const [name, xml] of Object.entries(parts(tail.length))) {
    const content = bytesOf(xml);
    const { length } = content;
    add({ name, deflated: false, crc: crc32(content), size: length, packed: length }, [content]);
  }
  for (const [n, sheet] of tail.entries()) {
    const objects = Array.from({ length: sheet.slices }, () => slice++);
    add(
      {
        name: `xl/worksheets/sheet${n + 1}.xml`,
        deflated: true,
        crc: crc32(FOOT, sheet.crc),
        size: sheet.size + FOOT.length,
        packed: sheet.packed + LAST_BLOCK.length,
      },
      [...objects, LAST_BLOCK],
    );
  }
  const end = archiveEnd(entries);
  return { pieces: [...pieces, end], bytes: bytes + end.length };
}

/** The most bytes of a block of a DEFLATE stream that is not packed (RFC 1951, 3.2.4). */
const BLOCK = 65_535;

/** Blocks that are not packed: browsers have no packer that answers at once, and a small workbook needs none. */
const unpacked: Pack = (bytes) => {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const piece = bytes.subarray(at, at + BLOCK);
    const { length } = piece;
    pieces.push(Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), piece);
  }
  return joined(...pieces);
};

/** A small workbook in one piece: rows that stay in sight, of which the last has the headings, and rows below them. */
export function smallWorkbook(
  head: readonly (readonly string[])[],
  rows: readonly (readonly Cell[])[],
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  writeHead(out, ...head);
  writeRows(out, rows, head.length + 1);
  const xml = out.written();
  const bytes = unpacked(xml);
  const sheet: Sheet = { crc: crc32(xml), size: xml.length, packed: bytes.length, slices: 1 };
  return joined(
    ...workbookPieces([sheet]).pieces.map((piece) => (typeof piece === "number" ? bytes : piece)),
  );
}
