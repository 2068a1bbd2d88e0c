const HEADER = 44;
const ENTRY = 20;

/**
 * The OpenType font inside a WOFF 1 file, which is that font with each table deflated. `inflate` opens a zlib stream.
 *
 * @throws when it is no WOFF
 */
export function openWoff(woff: Uint8Array, inflate: (packed: Uint8Array) => Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  // "wOFF"
  if (woff.length < HEADER || from.getUint32(0) !== 0x774f4646)
    throw new TypeError("This is not a WOFF file.");
  const tables = from.getUint16(12);
  const log = Math.floor(Math.log2(tables));
  const entries = Array.from({ length: tables }, (_, index) =>
    [0, 4, 8, 12, 16].map((byte) => from.getUint32(HEADER + index * ENTRY + byte)),
  ) as [tag: number, offset: number, packed: number, size: number, sum: number][];
  const begin = 12 + 16 * tables;
  const length = entries.reduce((sum, [, , , size]) => sum + 4 * Math.ceil(size / 4), begin);
  const font = new Uint8Array(length);
  const to = new DataView(font.buffer);
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, tables);
  to.setUint16(6, 16 * 2 ** log);
  to.setUint16(8, log);
  to.setUint16(10, 16 * tables - 16 * 2 ** log);
  let at = begin;
  for (const [index, [tag, offset, packed, size, sum]] of entries.entries()) {
    const bytes = woff.subarray(offset, offset + packed);
    [tag, sum, at, size].forEach((value, place) => {
      to.setUint32(12 + 16 * index + 4 * place, value);
    });
    font.set(packed < size ? inflate(bytes) : bytes, at);
    at += 4 * Math.ceil(size / 4);
  }
  return font;
}
