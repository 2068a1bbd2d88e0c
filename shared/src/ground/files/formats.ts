/** The formats of files that are kept, and what a bucket takes of them. */

/** A format that is taken. */
export interface Format {
  /** The ending of its name; `also` is another that people use. */
  readonly ending: string;
  readonly also?: string;
  /** The content type it is stored with; the bucket accepts no other. */
  readonly type: string;
  /** The bytes it begins with, from `at` on (0). */
  readonly magic: readonly number[];
  readonly at?: number;
}

/** A bucket of kept files. */
export interface KeptRule {
  readonly bucket: string;
  readonly formats: readonly Format[];
  /** Bytes at most; `picture_bytes`: at most for a picture or an audio, where that is less. */
  readonly bytes: number;
  readonly picture_bytes?: number;
  /** Pixels of a picture at most; unless said, `MAX_KEPT_PIXELS`. */
  readonly pixels?: number;
  /** Whose rights open it: `list` reads a file, `create` adds one, unless `adds` is another operation. Of several, any. */
  readonly rights: string | readonly string[];
  readonly adds?: "update";
}

// "ftyp", after the size of the box: mp4 and 3gp differ in the brand that follows, which `measureFile` reads.
const FTYP = { magic: [0x66, 0x74, 0x79, 0x70], at: 4 } as const;

/** Formats by the ending they are stored with. */
export const FORMATS = {
  // "%PDF-"
  pdf: { ending: "pdf", type: "application/pdf", magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  // "Rar!\x1a\x07"
  rar: { ending: "rar", type: "application/vnd.rar", magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  // "PK\x03\x04"
  zip: { ending: "zip", type: "application/zip", magic: [0x50, 0x4b, 0x03, 0x04] },
  jpg: { ending: "jpg", also: "jpeg", type: "image/jpeg", magic: [0xff, 0xd8, 0xff] },
  // "\x89PNG\r\n"
  png: { ending: "png", type: "image/png", magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a] },
  // "GIF8"
  gif: { ending: "gif", type: "image/gif", magic: [0x47, 0x49, 0x46, 0x38] },
  // "BM"
  bmp: { ending: "bmp", type: "image/bmp", magic: [0x42, 0x4d] },
  // Of an mp3 only one that begins with a tag, "ID3"; `soundOf` finds the others by their frames.
  mp3: { ending: "mp3", type: "audio/mpeg", magic: [0x49, 0x44, 0x33] },
  // "WAVE", after "RIFF" and the size
  wav: { ending: "wav", type: "audio/wav", magic: [0x57, 0x41, 0x56, 0x45], at: 8 },
  mp4: { ending: "mp4", type: "video/mp4", ...FTYP },
  "3gp": { ending: "3gp", type: "video/3gpp", ...FTYP },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

/** Does a content begin as this format does? */
export function begins(content: Uint8Array, { magic, at = 0 }: Format): boolean {
  return magic.every((byte, index) => content[at + index] === byte);
}
