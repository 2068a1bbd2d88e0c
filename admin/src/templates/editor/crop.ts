/** A picture ready for the library. */
export interface Picture {
  readonly body: Blob;
  readonly ending: string;
  readonly width: number;
  readonly height: number;
}

/** The browser cannot read it as a picture. */
export class NotAPicture extends Error {}
/** Even cropped and compressed it is larger than allowed. */
export class PictureTooHeavy extends Error {}

/** Wider than any phone of 2026 shows; more only costs time on the road. */
const MAX_WIDTH = 1440;
const QUALITIES = [0.9, 0.8, 0.65, 0.5] as const;

/** The part of a picture of `width` × `height` that has the ratio, as large as possible, centred. */
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
 * Crops a chosen picture to `ratio` (width over height; null: as it is), scales it down to a phone's width and
 * compresses it until it has at most `maxBytes`. A GIF may move, so it is kept as it is.
 *
 * @throws NotAPicture, PictureTooHeavy
 */
export async function cropPicture(file: File, ratio: number | null, maxBytes: number): Promise<Picture> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new NotAPicture(file.type);
  });
  if (file.type === "image/gif") {
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
  // A PNG stays one while it is small enough: it may be a drawing with sharp edges or see-through.
  if (file.type === "image/png") {
    const body = await canvas.convertToBlob({ type: "image/png" });
    if (body.size <= maxBytes) return { body, ending: "png", width, height };
  }
  for (const quality of QUALITIES) {
    const body = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (body.size <= maxBytes) return { body, ending: "jpg", width, height };
  }
  throw new PictureTooHeavy();
}
