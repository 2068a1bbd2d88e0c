import { MAX_PIXELS, rasterOf } from "@tidings/shared/templates/raster.ts";

/** An image ready for upload. */
export interface Picture {
  readonly body: Blob;
  readonly ending: string;
  readonly width: number;
  readonly height: number;
}

/** It is none of the kinds that are shown, or the browser cannot decode it. */
export class NotAPicture extends Error {}
/** It claims so many pixels that it is not decoded. */
export class TooManyPixels extends Error {}
/** Still larger than allowed after cropping and compression. */
export class PictureTooHeavy extends Error {}

/** Wider than the screen of any phone of 2026; more would only slow down loading. */
const MAX_WIDTH = 1440;
const HEAD = 1024 * 1024;
const QUALITIES = [0.9, 0.8, 0.65, 0.5] as const;

/** The largest centred part of a `width` × `height` image that has the ratio. */
export function centredCrop(width: number, height: number, ratio: number | null) {
  if (ratio === null) return { x: 0, y: 0, width, height };
  const wide = width / height > ratio;
  const cut = {
    width: wide ? Math.round(height * ratio) : width,
    height: wide ? height : Math.round(width / ratio),
  };
  return { x: Math.floor((width - cut.width) / 2), y: Math.floor((height - cut.height) / 2), ...cut };
}

/**
 * Crops an image to `ratio` (width over height; null: no cropping), scales it down to a phone's width and compresses it
 * to at most `maxBytes`. A GIF is left unchanged, because it may be animated. Kind and size are read from its first bytes.
 *
 * @throws NotAPicture, TooManyPixels, PictureTooHeavy
 */
export async function cropPicture(file: File, ratio: number | null, maxBytes: number): Promise<Picture> {
  // A JPEG may have large notes before its size.
  const raster = rasterOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  if (raster === null) throw new NotAPicture(file.type);
  if (raster.width * raster.height > MAX_PIXELS) throw new TooManyPixels();
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new NotAPicture(file.type);
  });
  if (raster.type === "image/gif") {
    if (file.size > maxBytes) throw new PictureTooHeavy();
    return { body: file, ending: "gif", width: bitmap.width, height: bitmap.height };
  }
  const cut = centredCrop(bitmap.width, bitmap.height, ratio);
  const scale = Math.min(1, MAX_WIDTH / cut.width);
  const width = Math.max(1, Math.round(cut.width * scale));
  const height = Math.max(1, Math.round(cut.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (!pen) throw new NotAPicture("this browser cannot draw");
  pen.drawImage(bitmap, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height);
  bitmap.close();
  // A PNG stays a PNG while it is small enough: it may have sharp edges or transparency.
  if (raster.type === "image/png") {
    const body = await canvas.convertToBlob({ type: "image/png" });
    if (body.size <= maxBytes) return { body, ending: "png", width, height };
  }
  for (const quality of QUALITIES) {
    const body = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (body.size <= maxBytes) return { body, ending: "jpg", width, height };
  }
  throw new PictureTooHeavy();
}
