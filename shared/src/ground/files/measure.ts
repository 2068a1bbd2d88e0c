/** What a file is, by its bytes: never by its name, nor by what its sender says. Nothing is decoded for that. */

import { begins, FORMATS } from "./formats.ts";
import { rasterOf } from "./raster.ts";
import { soundOf } from "./sound.ts";

/** Type and size of a file; pixels of a picture or video, length of a video or an audio in milliseconds. */
export interface FileMeasure {
  readonly type: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_ms: number | null;
}

/**
 * The measure of a content; null where it is of no format of `FORMATS`, or its head is torn. A picture's pixels are those of its header, a video's those of
 * its first track that has any.
 */
export function measureFile(content: Uint8Array): FileMeasure | null {
  const plain = { bytes: content.length, width: null, height: null, duration_ms: null };
  for (const format of [FORMATS.pdf, FORMATS.rar, FORMATS.zip])
    if (begins(content, format)) return { ...plain, type: format.type };
  const found = bmp(content) ?? rasterOf(content);
  if (found) return found.type === "image/webp" ? null : { ...plain, ...found };
  const played = videoOf(content) ?? soundOf(content);
  return played && { ...plain, ...played };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

/** A BMP has its pixels in the header that follows the 14 bytes of the file: as 16 bits in the oldest, else as signed 32. */
function bmp(content: Uint8Array): { type: "image/bmp"; width: number; height: number } | null {
  if (content.length < 26 || !begins(content, FORMATS.bmp)) return null;
  const head = viewOf(content);
  const size = head.getUint32(14, true);
  const [width, height] =
    size === 12
      ? [head.getUint16(18, true), head.getUint16(20, true)]
      : // A negative height means that the rows stand from top to bottom.
        [head.getInt32(18, true), Math.abs(head.getInt32(22, true))];
  if (size < 12 || width <= 0 || height <= 0) return null;
  return { type: "image/bmp", width, height };
}

/** The boxes that lie side by side in a part of an ISO file (ISO/IEC 14496-12): four letters and the bytes inside. */
function* boxesOf(content: Uint8Array): Generator<{ name: string; inside: Uint8Array }> {
  const head = viewOf(content);
  for (let at = 0; at + 8 <= content.length; ) {
    const name = String.fromCharCode(...content.subarray(at + 4, at + 8));
    let [size, begin] = [head.getUint32(at), 8];
    // 1: the size is in the 8 bytes that follow. 0: the box reaches to the end.
    if (size === 1 && at + 16 <= content.length) [size, begin] = [Number(head.getBigUint64(at + 8)), 16];
    else if (size === 0) size = content.length - at;
    if (size < begin || at + size > content.length) return;
    yield { name, inside: content.subarray(at + begin, at + size) };
    at += size;
  }
}

function boxIn(content: Uint8Array, wanted: string): Uint8Array | undefined {
  for (const { name, inside } of boxesOf(content)) if (name === wanted) return inside;
  return undefined;
}

/** An mp4 or 3gp by its brand, with the pixels of its first track that has any, and its length. */
function videoOf(content: Uint8Array): Omit<FileMeasure, "bytes"> | null {
  const brand = boxIn(content, "ftyp");
  const film = boxIn(content, "moov");
  const length = film && lengthOf(boxIn(film, "mvhd"));
  if (!begins(content, FORMATS.mp4) || brand === undefined || film === undefined || !length) return null;
  const is3gp = brand.length >= 2 && brand[0] === 0x33 && brand[1] === 0x67; // "3g"
  const type = is3gp ? FORMATS["3gp"].type : FORMATS.mp4.type;
  for (const { name, inside } of boxesOf(film)) {
    const size = name === "trak" && pixelsOf(boxIn(inside, "tkhd"));
    if (size) return { type, ...size, duration_ms: length.ms };
  }
  return null;
}

/** Its numbers are as long as its version says: of 32 bits, or of 64. */
function lengthOf(head: Uint8Array | undefined): { ms: number } | null {
  if (head === undefined || head.length < 32) return null;
  const numbers = viewOf(head);
  const long = head[0] === 1;
  const scale = numbers.getUint32(long ? 20 : 12);
  const length = long ? Number(numbers.getBigUint64(24)) : numbers.getUint32(16);
  const ms = Math.round((length / scale) * 1000);
  return scale > 0 && ms <= 2 ** 31 - 1 ? { ms } : null;
}

/** The last eight bytes are width and height, each with 16 bits after the point. */
function pixelsOf(head: Uint8Array | undefined): { width: number; height: number } | null {
  if (head === undefined || head.length < 84) return null;
  const numbers = viewOf(head);
  const [width, height] = [
    numbers.getUint32(head.length - 8) >>> 16,
    numbers.getUint32(head.length - 4) >>> 16,
  ];
  return width > 0 && height > 0 ? { width, height } : null;
}
