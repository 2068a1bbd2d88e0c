/** Workbooks for tests, made of the XML of their parts: what no spreadsheet would write, and what is too large to be kept in a repository. */

type Pieces = Iterable<string> | AsyncIterable<string>;

/** A part of a workbook: its XML in pieces, and what the directory says of it where that is not true. */
interface FixturePart {
  readonly name: string;
  readonly xml: Pieces;
  readonly size?: number;
}

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The pieces joined to 256 KB, so that small ones cost little. */
async function* large(pieces: Pieces): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let held = "";
  for await (const piece of pieces) {
    held += piece;
    if (held.length < 256 * 1024) continue;
    yield encoder.encode(held);
    held = "";
  }
  yield encoder.encode(held);
}

async function deflated(pieces: Pieces): Promise<{ packed: Blob; size: number; crc: number }> {
  let size = 0;
  let crc = 0xffffffff;
  const packing = new CompressionStream("deflate-raw");
  const writer = packing.writable.getWriter();
  const whole = new Response(packing.readable).blob();
  for await (const bytes of large(pieces)) {
    size += bytes.length;
    // No reader of ours looks at it where a part is large; other programs that open a small one do.
    if (size < 1_000_000) for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
    await writer.write(bytes);
  }
  await writer.close();
  return { packed: await whole, size, crc: (crc ^ 0xffffffff) >>> 0 };
}

/** An archive of these parts. */
export async function archiveOf(parts: readonly FixturePart[]): Promise<Blob> {
  const encoder = new TextEncoder();
  const pieces: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let at = 0;
  let listed = 0;
  for (const { name, xml, size: told } of parts) {
    const { packed, size, crc } = await deflated(xml);
    const bytes = encoder.encode(name);
    const head = (signature: number, more: readonly number[], place: readonly number[]) => {
      const fields = [0, 8, 0, 0];
      const view = new DataView(new ArrayBuffer(4 + 2 * more.length + 8 + 12 + 4 + 2 * place.length));
      view.setUint32(0, signature, true);
      let to = 4;
      for (const field of [...more, ...fields]) {
        view.setUint16(to, field, true);
        to += 2;
      }
      for (const field of [crc, packed.size, told ?? size]) {
        view.setUint32(to, field, true);
        to += 4;
      }
      for (const field of [bytes.length, 0, ...place]) {
        view.setUint16(to, field, true);
        to += 2;
      }
      return view;
    };
    const local = head(0x04034b50, [20], []);
    const entry = head(0x02014b50, [20, 20], [0, 0, 0, 0, 0, at & 0xffff, at >>> 16]);
    pieces.push(local.buffer, bytes, packed);
    directory.push(entry.buffer, bytes);
    at += local.byteLength + bytes.length + packed.size;
    listed += entry.byteLength + bytes.length;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, parts.length, true);
  end.setUint16(10, parts.length, true);
  end.setUint32(12, listed, true);
  end.setUint32(16, at, true);
  return new Blob([...pieces, ...directory, end.buffer]);
}

const TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** What differs from a workbook of one sheet `名单`. */
export interface FixtureWorkbook {
  /** The `<row>` elements. */
  readonly rows: Pieces;
  /** The `<si>` elements. */
  readonly texts?: Pieces;
  /** What the directory says of the size of the texts, where that is not true. */
  readonly textsSize?: number;
  readonly styles?: string;
  /** The `<sheet>` elements; sheet N is `rIdN`, and the rows are those of the last. */
  readonly sheets?: readonly string[];
  readonly more?: readonly FixturePart[];
}

async function* around(tag: string, pieces: Pieces): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${tag} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`;
  yield* pieces;
  yield `</${tag}>`;
}

async function* sheetOf(rows: Pieces): AsyncGenerator<string> {
  yield* around(
    "worksheet",
    (async function* () {
      yield "<sheetData>";
      yield* rows;
      yield "</sheetData>";
    })(),
  );
}

export async function workbookOf({
  rows,
  texts,
  textsSize,
  styles,
  sheets = ['<sheet name="名单" sheetId="1" r:id="rId1"/>'],
  more = [],
}: FixtureWorkbook): Promise<Blob> {
  const targets = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${TYPES}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return archiveOf([
    { name: "xl/workbook.xml", xml: around("workbook", [`<sheets>${sheets.join("")}</sheets>`]) },
    {
      name: "xl/_rels/workbook.xml.rels",
      xml: [`<Relationships xmlns="${TYPES}">${targets.join("")}</Relationships>`],
    },
    ...(styles === undefined ? [] : [{ name: "xl/styles.xml", xml: around("styleSheet", [styles]) }]),
    ...(texts === undefined
      ? []
      : [{ name: "xl/sharedStrings.xml", xml: around("sst", texts), size: textsSize }]),
    ...sheets.map((_, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      xml: index === sheets.length - 1 ? sheetOf(rows) : sheetOf(['<row r="1"><c r="A1"><v>1</v></c></row>']),
    })),
    ...more,
  ]);
}

/** A cell with a text of its own. */
export const inline = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
/** A cell with a number, or with the text of that number, in a style. */
export const cell = (place: string, value: number | string, more = ""): string =>
  `<c r="${place}"${more}><v>${value}</v></c>`;
export const row = (number: number, ...cells: readonly string[]): string =>
  `<row r="${number}">${cells.join("")}</row>`;
