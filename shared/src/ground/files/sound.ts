import { begins, FORMATS } from "./formats.ts";

/** What a sound is by its bytes, and how long it plays. Its frames are counted, nothing is decoded. */
export interface Sound {
  readonly type: "audio/mpeg" | "audio/wav";
  readonly duration_ms: number;
}

/** An mp3 or a wav; null where it is neither, or torn before anything of it plays. */
export function soundOf(content: Uint8Array): Sound | null {
  return wavOf(content) ?? mp3Of(content);
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);
const nameAt = (content: Uint8Array, at: number, letters = 4) =>
  String.fromCharCode(...content.subarray(at, at + letters));

/** RIFF: chunks of a name, a size and as many bytes. `fmt ` says how many bytes a second has, `data` has them. */
function wavOf(content: Uint8Array): Sound | null {
  if (nameAt(content, 0) !== "RIFF" || !begins(content, FORMATS.wav)) return null;
  const head = viewOf(content);
  let perSecond = 0;
  for (let at = 12; at + 8 <= content.length; ) {
    const [name, size] = [nameAt(content, at), head.getUint32(at + 4, true)];
    if (name === "fmt " && at + 20 <= content.length) perSecond = head.getUint32(at + 16, true);
    if (name === "data") {
      const bytes = Math.min(size, content.length - at - 8);
      return perSecond > 0 && bytes > 0 ? { type: "audio/wav", duration_ms: ms(bytes / perSecond) } : null;
    }
    // A chunk of an odd size is followed by one byte more.
    at += 8 + size + (size % 2);
  }
  return null;
}

const ms = (seconds: number) => Math.min(Math.round(seconds * 1000), 2 ** 31 - 1);

/** Kilobits a second by the four bits of a header: of layer III in MPEG 1, and in MPEG 2 and 2.5. */
const KBITS = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
/** Samples a second by version (0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1) and the two bits of a header. */
const RATES: Readonly<Record<number, readonly number[]>> = {
  0: [11_025, 12_000, 8_000],
  2: [22_050, 24_000, 16_000],
  3: [44_100, 48_000, 32_000],
};

/** The frame of layer III that begins here; null where there is no header of one. */
function frameAt(content: Uint8Array, at: number): { size: number; seconds: number } | null {
  const [first = 0, second = 0, third = 0] = content.subarray(at, at + 3);
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return null;
  const version = (second >> 3) & 3;
  const rate = RATES[version]?.[(third >> 2) & 3];
  const kbits = KBITS[version === 3 ? "one" : "two"][third >> 4];
  if (!rate || !kbits) return null;
  const samples = version === 3 ? 1_152 : 576;
  const size = Math.floor((samples * kbits * 125) / rate) + ((third >> 1) & 1);
  return { size, seconds: samples / rate };
}

/** The bytes of a tag in front (ID3v2): its size has seven bits a byte. */
function tagOf(content: Uint8Array): number {
  if (!begins(content, FORMATS.mp3) || content.length < 10) return 0;
  const [flags = 0, ...size] = content.subarray(5, 10);
  return 10 + size.reduce((sum, part) => sum * 128 + (part & 127), 0) + (flags & 0x10 ? 10 : 0);
}

/** The first frame of an encoder may play nothing and say how many follow: they are counted all the same. */
const isNote = (content: Uint8Array, at: number) =>
  [13, 21, 36].some(
    (behind) =>
      ["Xing", "Info"].includes(nameAt(content, at + behind)) || nameAt(content, at + behind) === "VBRI",
  );

/** Frames are counted one by one, since their rates may differ. Two in a row make an mp3: a header alone may be chance. */
function mp3Of(content: Uint8Array): Sound | null {
  let at = tagOf(content);
  while (at > 0 && content[at] === 0) at += 1;
  let frames = 0;
  let seconds = 0;
  for (let frame = frameAt(content, at); frame; frame = frameAt(content, at)) {
    // A last frame that is cut off plays nothing.
    if (at + frame.size > content.length) break;
    if (frames > 0 || !isNote(content, at)) seconds += frame.seconds;
    frames += 1;
    at += frame.size;
  }
  return frames >= 2 && seconds > 0 ? { type: "audio/mpeg", duration_ms: ms(seconds) } : null;
}
