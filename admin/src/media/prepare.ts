import { KEPT } from "@tidings/shared/files/kinds.ts";
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
/** A browser's name of what is played, by the ending of its file: some know no 3gp, and a wav has four names. */
const PLAYED = {
  mp4: { type: "video/mp4", most: VIDEO_BYTES, large: "bad_video_size" },
  "3gp": { type: "video/3gpp", most: VIDEO_BYTES, large: "bad_video_size" },
  mp3: { type: "audio/mpeg", most: PICTURE_BYTES, large: "bad_audio_size" },
  wav: { type: "audio/wav", most: PICTURE_BYTES, large: "bad_audio_size" },
} as const;
/** What a chooser of files offers. */
export const ACCEPT = [
  ...Object.keys(PICTURES),
  "image/webp",
  ...Object.values(PLAYED).map(({ type }) => type),
  ...Object.keys(PLAYED).map((ending) => `.${ending}`),
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

/** A browser names the type of a file by its name; what its bytes are says keep-file. */
function played(file: File): Prepared {
  const ending = (Object.keys(PLAYED) as (keyof typeof PLAYED)[]).find(
    (one) => file.name.toLowerCase().endsWith(`.${one}`) || file.type === PLAYED[one].type,
  );
  if (ending === undefined) throw new Unfit("bad_format");
  const { type, most, large } = PLAYED[ending];
  if (file.size > most) throw new Unfit(large, most);
  return { body: new Blob([file], { type }), ending };
}
