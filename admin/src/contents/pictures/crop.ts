import { MAX_PIXELS, rasterOf } from "@tidings/shared/ground/files/raster.ts";
import { cutPicture, PictureTooHeavy } from "../../ui/crop/cut.ts";
import { centredCrop, type Frame, type Pixels } from "../../ui/crop/frame.ts";

/** An image ready for upload. */
export interface Picture {
  readonly body: Blob;
  readonly ending: string;
  readonly width: number;
  readonly height: number;
  /** Of the image that it is a part of. */
  readonly of: Pixels;
}

/** It is none of the kinds that are shown, or the browser cannot decode it. */
export class NotAPicture extends Error {}
/** It claims so many pixels that it is not decoded. */
export class TooManyPixels extends Error {}

/** Wider than the screen of any phone of 2026; more would only slow down loading. */
const MAX_WIDTH = 1440;
const HEAD = 1024 * 1024;

/**
 * Crops an image to `frame`, or else to the middle at `ratio` (width over height; null: no cropping), scales it down to a phone's width and compresses it
 * to at most `maxBytes`. A GIF is left unchanged, because it may be animated. Kind and size are read from its first bytes.
 *
 * @throws NotAPicture, TooManyPixels, PictureTooHeavy
 */
export async function cropPicture(
  file: File,
  ratio: number | null,
  maxBytes: number,
  frame?: Frame,
): Promise<Picture> {
  // A JPEG may have large notes before its size.
  const raster = rasterOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  if (raster === null) throw new NotAPicture(file.type);
  if (raster.width * raster.height > MAX_PIXELS) throw new TooManyPixels();
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new NotAPicture(file.type);
  });
  if (raster.type === "image/gif") {
    if (file.size > maxBytes) throw new PictureTooHeavy();
    const { width, height } = bitmap;
    return { body: file, ending: "gif", width, height, of: { width, height } };
  }
  const of = { width: bitmap.width, height: bitmap.height };
  try {
    const part = frame ?? centredCrop(of.width, of.height, ratio);
    const png = raster.type === "image/png";
    return { ...(await cutPicture(bitmap, { frame: part, widest: MAX_WIDTH, maxBytes, png })), of };
  } finally {
    bitmap.close();
  }
}
