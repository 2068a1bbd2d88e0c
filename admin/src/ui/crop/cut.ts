import type { Frame } from "./frame.ts";

/** Still larger than allowed after cropping and compression. */
export class PictureTooHeavy extends Error {}

/** A part of a picture as a file. */
export interface Cut {
  readonly body: Blob;
  readonly ending: "png" | "jpg";
  readonly width: number;
  readonly height: number;
}

interface CutRequest {
  readonly frame: Frame;
  /** Wider parts are made smaller; in pixels. */
  readonly widest: number;
  readonly maxBytes: number;
  /** A PNG stays a PNG while it is small enough: it may have sharp edges or transparency. */
  readonly png: boolean;
  /** Of a JPEG, the best first: the first that is small enough is taken. */
  readonly qualities?: readonly number[];
}

const QUALITIES = [0.9, 0.8, 0.65, 0.5] as const;

/**
 * The part of a decoded picture, scaled down and compressed until it has `maxBytes` at most.
 * @throws PictureTooHeavy
 */
export async function cutPicture(picture: ImageBitmap, request: CutRequest): Promise<Cut> {
  const { frame, widest, maxBytes, png, qualities = QUALITIES } = request;
  const scale = Math.min(1, widest / frame.width);
  const width = Math.max(1, Math.round(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser cannot draw");
  pen.drawImage(picture, frame.x, frame.y, frame.width, frame.height, 0, 0, width, height);
  if (png) {
    const body = await canvas.convertToBlob({ type: "image/png" });
    if (body.size <= maxBytes) return { body, ending: "png", width, height };
  }
  // A JPEG has no transparency: without a ground it would be black.
  pen.globalCompositeOperation = "destination-over";
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  for (const quality of qualities) {
    const body = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (body.size <= maxBytes) return { body, ending: "jpg", width, height };
  }
  throw new PictureTooHeavy();
}
