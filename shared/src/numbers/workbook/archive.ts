import { limitText } from "../../ground/size.ts";
import { UnreadableFile } from "../unreadable.ts";
import { WORKBOOK_LIMITS } from "./limits.ts";

/** ZIP archives (PKWARE APPNOTE 6.3), read by their directory: nothing but the wanted entries is looked at. */

/** An entry of the archive. Sizes are bytes, as the directory says them. */
export interface ArchiveEntry {
  readonly at: number;
  readonly packed: number;
  readonly size: number;
  readonly method: number;
}

const END = { signature: 0x06054b50, bytes: 22, comment: 0xffff } as const;
const END64 = { signature: 0x06064b50, locator: 0x07064b50, locator_bytes: 20, bytes: 56 } as const;
const ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;
/** A field of 32 bits that says: look in the extra field for 64. */
const ELSEWHERE = 0xffffffff;

/** Bytes given to the decompressor at once. What comes out is at most 1,032 times as much, and is not held back everywhere. */
const PIECE = 8 * 1024;

const broken = () => new UnreadableFile("not_a_workbook");

async function viewOf(file: Blob, from: number, bytes: number): Promise<DataView> {
  if (!Number.isSafeInteger(from) || from < 0 || from + bytes > file.size) throw broken();
  return new DataView(await file.slice(from, from + bytes).arrayBuffer());
}

const long = (view: DataView, at: number) => Number(view.getBigUint64(at, true));

/** Where the directory begins, its bytes and its entries. */
async function directoryOf(file: Blob): Promise<{ from: number; bytes: number; entries: number }> {
  const tail = Math.min(file.size, END.bytes + END.comment);
  const view = await viewOf(file, file.size - tail, tail);
  let at = tail - END.bytes;
  while (at >= 0 && view.getUint32(at, true) !== END.signature) at -= 1;
  if (at < 0) throw broken();
  const end = {
    entries: view.getUint16(at + 10, true),
    bytes: view.getUint32(at + 12, true),
    from: view.getUint32(at + 16, true),
  };
  const locator = at - END64.locator_bytes;
  if (locator < 0 || view.getUint32(locator, true) !== END64.locator) return end;
  const wide = await viewOf(file, long(view, locator + 8), END64.bytes);
  if (wide.getUint32(0, true) !== END64.signature) throw broken();
  return { entries: long(wide, 32), bytes: long(wide, 40), from: long(wide, 48) };
}

/** The extra field of 64-bit sizes: those fields in this order that have no room in their own place. */
function widened(view: DataView, from: number, to: number, fields: readonly number[]): number[] {
  let at = from;
  while (at + 4 <= to && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  let place = at + 4;
  return fields.map((field) => {
    if (field !== ELSEWHERE) return field;
    if (place + 8 > to) throw broken();
    place += 8;
    return long(view, place - 8);
  });
}

/**
 * The entries of an archive by their names in lower case: names of a workbook's parts are equal in either (ECMA-376 part 2). Names are
 * looked up and never used as paths.
 * @throws UnreadableFile `not_a_workbook` for what is no archive, is cut off, or has more entries than a workbook has
 */
export async function entriesOf(file: Blob): Promise<ReadonlyMap<string, ArchiveEntry>> {
  const { from, bytes, entries } = await directoryOf(file);
  if (entries > WORKBOOK_LIMITS.entries || bytes > WORKBOOK_LIMITS.directory_bytes) throw broken();
  const view = await viewOf(file, from, bytes);
  const decoder = new TextDecoder();
  const found = new Map<string, ArchiveEntry>();
  for (let at = 0, count = 0; count < entries; count += 1) {
    if (at + ENTRY.bytes > bytes || view.getUint32(at, true) !== ENTRY.signature) throw broken();
    const name = at + ENTRY.bytes;
    const extra = name + view.getUint16(at + 28, true);
    const comment = extra + view.getUint16(at + 30, true);
    const next = comment + view.getUint16(at + 32, true);
    if (next > bytes) throw broken();
    const own = [24, 20, 42].map((field) => view.getUint32(at + field, true));
    const [size = 0, packed = 0, place = 0] = widened(view, extra, comment, own);
    const key = decoder
      .decode(new Uint8Array(view.buffer, view.byteOffset + name, extra - name))
      .toLowerCase();
    const isLocked = (view.getUint16(at + 8, true) & ENCRYPTED) !== 0;
    const method = isLocked ? -1 : view.getUint16(at + 10, true);
    if (!found.has(key)) found.set(key, { at: place, packed, size, method });
    at = next;
  }
  return found;
}

/** Pieces that cannot inflate to much at once. */
function inPieces(told: (bytes: number) => void) {
  return new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, to) {
      told(chunk.length);
      for (let at = 0; at < chunk.length; at += PIECE)
        to.enqueue(chunk.subarray(at, at + PIECE) as Uint8Array<ArrayBuffer>);
    },
  });
}

/**
 * The bytes of an entry, inflated as they are asked for. `told` receives the packed bytes read.
 * @throws UnreadableFile `not_a_workbook` when it is damaged, encrypted, or of another size than the directory says; `workbook_too_large`
 * when that size is over `most`; what the browser throws for a file that it may not read any more
 */
export async function* readEntry(
  file: Blob,
  entry: ArchiveEntry,
  most: number,
  told: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  if (entry.method !== STORED && entry.method !== DEFLATED) throw broken();
  if (entry.size > most) throw new UnreadableFile("workbook_too_large", { max: limitText(most) });
  const head = await viewOf(file, entry.at, LOCAL.bytes);
  if (head.getUint32(0, true) !== LOCAL.signature) throw broken();
  const from = entry.at + LOCAL.bytes + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + entry.packed > file.size) throw broken();
  const packed = file
    .slice(from, from + entry.packed)
    .stream()
    .pipeThrough(inPieces(told));
  const stream: ReadableStream<Uint8Array> =
    entry.method === STORED ? packed : packed.pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  let size = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.length;
      if (size > entry.size) throw broken();
      yield step.value;
    }
    if (size !== entry.size) throw broken();
  } catch (error) {
    // A DOMException says that the file itself cannot be read any more; all others are the decompressor's.
    const isOurs = error instanceof UnreadableFile || error instanceof DOMException;
    throw isOurs ? error : broken();
  } finally {
    await reader.cancel().catch(() => undefined); // it has failed or ended: there is nothing left to stop
  }
}
