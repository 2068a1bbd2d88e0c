/** For which purposes files are kept, each in a bucket of its own: proofs, and the library of pictures, audios and videos. */

import { FORMATS, type Format, type KeptRule } from "../ground/files/formats.ts";
import { type FileMeasure, measureFile } from "../ground/files/measure.ts";
import { MAX_PIXELS } from "../ground/files/raster.ts";
import { PROOFS, type ProofKind } from "../resource/proofs.ts";

const MB = 1024 * 1024;

/** A scan of A4 at 600 dots an inch has 35 million. A file of 71 bytes may claim 2^64, and a browser would try to show it. */
export const MAX_KEPT_PIXELS = 100_000_000;

export type KeptKind = ProofKind | "media";

/** TPL-8, BAS-2: pictures and audios of the library have up to 2 MB, videos up to 7 MB: what the basic edition takes less of says its check. */
export const KEPT: Readonly<Record<KeptKind, KeptRule>> = {
  ...PROOFS,
  media: {
    bucket: "media",
    formats: [FORMATS.png, FORMATS.jpg, FORMATS.gif, FORMATS.mp3, FORMATS.wav, FORMATS.mp4, FORMATS["3gp"]],
    bytes: 7 * MB,
    picture_bytes: 2 * MB,
    // These are drawn for chats too.
    pixels: MAX_PIXELS,
    // Who writes templates of the basic edition alone has the same library.
    rights: ["KooMessage:media", "KooMessageBasic:template"],
  },
};

/** Where a file lies until it is kept. No object of this bucket is named by any row. */
export const INCOMING = "incoming";

/** The name of an incoming file: a random one in the folder of its enterprise. */
export function incomingPath(enterprise: string, id: string, ending: string): string {
  return `${enterprise}/${id}.${ending}`;
}

/** What `keep-file` answers: where the file is kept, and what its bytes say. */
export interface KeptFile extends FileMeasure {
  readonly path: string;
}

/** The measure of a content that may be kept for this purpose, and its format; null where it is of none of its formats, or too large. */
export function fitMeasure(
  kind: KeptKind,
  content: Uint8Array,
): { measure: FileMeasure; format: Format } | null {
  const { formats, bytes, picture_bytes = bytes, pixels = MAX_KEPT_PIXELS }: KeptRule = KEPT[kind];
  const found = measureFile(content);
  const format = formats.find(({ type }) => type === found?.type);
  if (found === null || format === undefined) return null;
  const most = /^(image|audio)\//.test(found.type) ? picture_bytes : bytes;
  const fits = found.bytes <= most && (found.width ?? 0) * (found.height ?? 0) <= pixels;
  return fits ? { measure: found, format } : null;
}
