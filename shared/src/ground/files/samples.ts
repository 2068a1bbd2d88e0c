/** Files of a few bytes whose heads say what they are, for tests and demonstrations. */

const latin = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const long = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** The head of a PNG of so many pixels. */
export function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = [
    ...latin("\x89PNG\r\n\x1a\n"),
    ...long(13),
    ...latin("IHDR"),
    ...long(width),
    ...long(height),
  ];
  return Uint8Array.from([...head, 8, 6, 0, 0, 0]);
}

/** The head of a GIF of so many pixels. */
export function gifOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...latin("GIF89a"), width & 255, width >> 8, height & 255, height >> 8]);
}

/** The head of a JPEG of so many pixels. */
export function jpegOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xc0,
    0,
    17,
    8,
    ...size,
    3,
    1,
    34,
    0,
    2,
    17,
    1,
    3,
    17,
    1,
    0xff,
    0xd9,
  ]);
}

const box = (name: string, inside: number[]) => [...long(inside.length + 8), ...latin(name), ...inside];
const zeros = (count: number) => new Array<number>(count).fill(0);

/** A film without pictures, of `bytes` in all where they are given: an mp4, or a 3gp by its brand. */
export function filmOf(
  brand: string,
  width: number,
  height: number,
  ms: number,
  bytes = 0,
): Uint8Array<ArrayBuffer> {
  const length = [...zeros(12), ...long(1_000), ...long(ms), ...zeros(80)];
  const track = [...zeros(76), ...long(width * 65_536), ...long(height * 65_536)];
  const parts = [
    ...box("ftyp", [...latin(brand), ...zeros(4)]),
    ...box("moov", [...box("mvhd", length), ...box("trak", box("tkhd", track))]),
  ];
  const rest = Math.max(8, bytes - parts.length);
  const film = new Uint8Array(parts.length + rest);
  film.set([...parts, ...long(rest), ...latin("mdat")]);
  return film;
}

/** Silence of so many seconds: a wav of 8,000 samples a second, of one byte each. */
export function wavOf(seconds: number): Uint8Array<ArrayBuffer> {
  const size = Math.round(seconds * 8_000);
  const little = (value: number, bytes: number) =>
    Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255);
  const form = [
    ...little(1, 2),
    ...little(1, 2),
    ...little(8_000, 4),
    ...little(8_000, 4),
    ...little(1, 2),
    ...little(8, 2),
  ];
  const head = [
    ...latin("RIFF"),
    ...little(36 + size, 4),
    ...latin("WAVEfmt "),
    ...little(16, 4),
    ...form,
    ...latin("data"),
    ...little(size, 4),
  ];
  const whole = new Uint8Array(head.length + size).fill(128);
  whole.set(head);
  return whole;
}

/** Frames of an mp3 that play nothing: 128 kbit and 44,100 samples a second, 26 ms a frame. `tag`: the bytes of a tag in front. */
export function mp3Of(frames: number, tag = 0): Uint8Array<ArrayBuffer> {
  const size = 417;
  const front = tag > 0 ? [...latin("ID3"), 4, 0, 0, 0, 0, tag >> 7, tag & 127, ...zeros(tag)] : [];
  const whole = new Uint8Array(front.length + frames * size);
  whole.set(front);
  for (let frame = 0; frame < frames; frame += 1)
    whole.set([0xff, 0xfb, 0x90, 0x00], front.length + frame * size);
  return whole;
}
