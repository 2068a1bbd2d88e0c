import { KEPT } from "@tidings/shared/files/kinds.ts";
import { measureFile } from "@tidings/shared/ground/files/measure.ts";
import { MAX_PIXELS, rasterOf } from "@tidings/shared/ground/files/raster.ts";
import { limitText } from "@tidings/shared/ground/size.ts";
import { cutPicture, PictureTooHeavy } from "../ui/crop/cut.ts";
import type { words } from "./words.ts";

/** A file as it is sent in. */
export interface Prepared {
  readonly body: Blob;
  readonly ending: string;
}

/** Why a file is not sent in: words of this page. */
export class Unfit extends Error {
  readonly why: keyof typeof words;
  readonly max: string;

  constructor(why: keyof typeof words, bytes = 0) {
    super(why);
    this.why = why;
    this.max = limitText(bytes);
  }
}

const { bytes: VIDEO_BYTES, picture_bytes: PICTURE_BYTES = VIDEO_BYTES } = KEPT.media;
const PICTURES: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
};
/** What is played, by its type. Browsers know few of these types, so a chooser is told the endings too. */
const PLAYED = {
  "video/mp4": { ending: "mp4", most: VIDEO_BYTES, large: "bad_video_size" },
  "video/3gpp": { ending: "3gp", most: VIDEO_BYTES, large: "bad_video_size" },
  "audio/mpeg": { ending: "mp3", most: PICTURE_BYTES, large: "bad_audio_size" },
  "audio/wav": { ending: "wav", most: PICTURE_BYTES, large: "bad_audio_size" },
} as const;
const isPlayed = (type: string): type is keyof typeof PLAYED => Object.hasOwn(PLAYED, type);
/** What a chooser of files offers. */
export const ACCEPT = [
  ...Object.keys(PICTURES),
  "image/webp",
  ...Object.keys(PLAYED),
  ...Object.values(PLAYED).map(({ ending }) => `.${ending}`),
].join(",");

/** Wider than the screen of any phone of 2026. */
const MAX_WIDTH = 1440;
/** A JPEG may have large notes before its size. */
const HEAD = 1024 * 1024;

/**
 * A file of a person, as the library takes it. What fits is sent as it is, so that the same file is known by its bytes; a larger
 * picture, or one of a kind that phones do not show, is scaled to a phone's width and compressed.
 * @throws Unfit
 */
export async function prepared(file: File): Promise<Prepared> {
  const raster = rasterOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  if (raster === null) return played(file);
  const { type, width, height } = raster;
  if (width * height > MAX_PIXELS) throw new Unfit("bad_pixels");
  const ending = PICTURES[type];
  if (ending !== undefined && file.size <= PICTURE_BYTES) return { body: new Blob([file], { type }), ending };
  // It may be animated.
  if (type === "image/gif") throw new Unfit("bad_picture_size", PICTURE_BYTES);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Unfit("bad_format");
  });
  try {
    const frame = { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
    const png = type !== "image/jpeg";
    return await cutPicture(bitmap, { frame, widest: MAX_WIDTH, maxBytes: PICTURE_BYTES, png });
  } catch (failure) {
    throw failure instanceof PictureTooHeavy ? new Unfit("bad_picture_size", PICTURE_BYTES) : failure;
  } finally {
    bitmap.close();
  }
}

/** A video or an audio by its bytes, as keep-file reads them: its name and what a browser makes of that say nothing. */
async function played(file: File): Promise<Prepared> {
  // Larger ones are not read for that.
  if (file.size > VIDEO_BYTES) throw new Unfit("bad_video_size", VIDEO_BYTES);
  const type = measureFile(new Uint8Array(await file.arrayBuffer()))?.type ?? "";
  if (!isPlayed(type)) throw new Unfit("bad_format");
  const { ending, most, large } = PLAYED[type];
  if (file.size > most) throw new Unfit(large, most);
  return { body: new Blob([file], { type }), ending };
}
