/**
 * Pictures that are shown to people: PNG, JPEG, GIF and WebP, told by their first bytes and never by their name or stated type.
 * SVG is a program: 506 bytes of filters keep a renderer busy for minutes, so none from outside is ever drawn.
 */
export type RasterType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

/** What the head of a picture says. Nothing of it is decoded for that. */
export interface Raster {
  readonly type: RasterType;
  readonly width: number;
  readonly height: number;
}

/**
 * The largest picture that is decoded: 4096 × 4096 are 64 MB in memory, while a file of a few hundred bytes may claim 65,535 a
 * side. Phones are 1440 wide.
 */
export const MAX_PIXELS = 4_096 * 4_096;

const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** The kind and size of a picture by its first bytes; null when it is none of the four, or cut off before its size. */
export function rasterOf(bytes: Uint8Array): Raster | null {
  const found = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

/** Why a picture is not shown: it is none of the four kinds, or has too many pixels; null when it may be. */
export function rasterProblem(bytes: Uint8Array): "format" | "pixels" | null {
  const found = rasterOf(bytes);
  if (found === null) return "format";
  return found.width * found.height > MAX_PIXELS ? "pixels" : null;
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function png(bytes: Uint8Array): Raster | null {
  if (bytes.length < 24 || latin(bytes, 0, 8) !== "\x89PNG\r\n\x1a\n" || latin(bytes, 12, 16) !== "IHDR")
    return null;
  const head = view(bytes);
  return { type: "image/png", width: head.getUint32(16), height: head.getUint32(20) };
}

function gif(bytes: Uint8Array): Raster | null {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(latin(bytes, 0, 6))) return null;
  const head = view(bytes);
  return { type: "image/gif", width: head.getUint16(6, true), height: head.getUint16(8, true) };
}

function webp(bytes: Uint8Array): Raster | null {
  if (bytes.length < 30 || latin(bytes, 0, 4) !== "RIFF" || latin(bytes, 8, 12) !== "WEBP") return null;
  const head = view(bytes);
  const type = "image/webp";
  switch (latin(bytes, 12, 16)) {
    case "VP8 ":
      return { type, width: head.getUint16(26, true) & 0x3fff, height: head.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const packed = head.getUint32(21, true);
      return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return {
        type,
        width: (head.getUint32(24, true) & 0xff_ffff) + 1,
        height: (head.getUint32(26, true) >>> 8) + 1,
      };
    default:
      return null;
  }
}

/** Walks the segments of a JPEG to its frame header (SOF0 to SOF15, without the three that only look like one). */
function jpeg(bytes: Uint8Array): Raster | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const head = view(bytes);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: "image/jpeg", width: head.getUint16(at + 7), height: head.getUint16(at + 5) };
    } else {
      const length = head.getUint16(at + 2);
      if (length < 2 || marker === 0xda || marker === 0xd9) return null;
      at += 2 + length;
    }
  }
  return null;
}
