import { type Cut, cutPicture } from "../../ui/crop/cut.ts";

export const LEVELS = ["light", "even", "strong"] as const;
export type Level = (typeof LEVELS)[number];

/** The quality of a JPEG at each level: at the last one edges of text begin to blur. */
const QUALITY: Readonly<Record<Level, number>> = { light: 0.86, even: 0.74, strong: 0.56 };

/** Widths of phones' screens, in pixels. */
const WIDTHS = [1440, 1080, 720] as const;

/** The widths that a picture can be made smaller to. */
export const widthsFor = (width: number): number[] => WIDTHS.filter((one) => one < width);

interface OptimiseRequest {
  readonly level: Level;
  readonly width: number;
}

/** The whole picture, narrower and more compressed. One that is partly transparent stays a PNG and only becomes narrower. */
export function optimised(picture: ImageBitmap, { level, width }: OptimiseRequest): Promise<Cut> {
  return cutPicture(picture, {
    frame: { x: 0, y: 0, width: picture.width, height: picture.height },
    widest: width,
    maxBytes: Number.POSITIVE_INFINITY,
    png: isTransparent(picture),
    qualities: [QUALITY[level]],
  });
}

/** Enough to see a transparent ground or corner. */
const SAMPLE = 64;

function isTransparent(picture: ImageBitmap): boolean {
  const pen = new OffscreenCanvas(SAMPLE, SAMPLE).getContext("2d");
  if (!pen) return false;
  pen.drawImage(picture, 0, 0, SAMPLE, SAMPLE);
  const { data } = pen.getImageData(0, 0, SAMPLE, SAMPLE);
  return data.some((value, index) => index % 4 === 3 && value < 250);
}
