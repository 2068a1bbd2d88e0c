import { measureFile } from "../ground/files/measure.ts";
import type { Words } from "../ground/locale.ts";
import { limitText } from "../ground/size.ts";

/** What a picture has to be that a form asks for: measured, and cropped, before anything is sent. */

/** What is demanded of a picture: bytes at most, pixels at least, as wide as high. */
export interface PictureRule {
  readonly label: Words;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly square: boolean;
}

/** What a picture has to be, as the form says under its field and the law in its refusal. */
export function pictureTakes({ bytes, width, height, square }: PictureRule): Words {
  const size = limitText(bytes);
  if (width === 1)
    return {
      zh: `png、jpg、bmp、jpeg 图片，不超过 ${size}`,
      en: `a png, jpg, bmp or jpeg image, up to ${size}`,
    };
  const pixels = `${width} × ${height}`;
  return square
    ? {
        zh: `png、jpg、bmp、jpeg 格式的正方形图片，尺寸不小于 ${pixels}，大小不超过 ${size}`,
        en: `a square png, jpg, bmp or jpeg image, at least ${pixels} pixels and up to ${size}`,
      }
    : {
        zh: `png、jpg、bmp、jpeg 格式的图片，尺寸不小于 ${pixels}，大小不超过 ${size}`,
        en: `a png, jpg, bmp or jpeg image, at least ${pixels} pixels and up to ${size}`,
      };
}

/** What the bytes of a picture say: its content type and its pixels. */
export interface Measure {
  readonly type: "image/png" | "image/jpeg" | "image/bmp";
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Measures a png, jpeg or bmp by its first bytes, of which nothing is decoded; null for anything else, or a torn head. */
export function measureOf(content: Uint8Array): Measure | null {
  const found = measureFile(content);
  if (!found?.width || !found.height) return null;
  const { type, bytes, width, height } = found;
  if (type !== "image/png" && type !== "image/jpeg" && type !== "image/bmp") return null;
  return { type, bytes, width, height };
}

/** Does a picture fit its rule? The law asks the same of what `keep-file` found. */
export function fitsRule(rule: PictureRule, { bytes, width, height }: Measure): boolean {
  return (
    bytes <= rule.bytes && width >= rule.width && height >= rule.height && (!rule.square || width === height)
  );
}

/** How much of a picture's ratio may be lost to the edge of a phone before anybody sees it. */
const NEARLY = 0.01;

/**
 * How a picture can be cropped so that it fits its rule: `ratio`, width over height; `whole`: it is taken as it is, too. Null where there is
 * nothing to crop: it fits, any shape is taken, or the part would have too few pixels.
 */
export function cropOf(rule: PictureRule, measure: Measure): { ratio: number; whole: boolean } | null {
  if (rule.width === 1) return null;
  const { width, height } = measure;
  const ratio = rule.width / rule.height;
  if (Math.min(width, height * ratio) < rule.width) return null;
  const whole = fitsRule(rule, measure);
  if (whole && Math.abs(width / height / ratio - 1) <= NEARLY) return null;
  return { ratio, whole };
}

/** What is wrong with a chosen picture, with its own figures; null for nothing. */
export function pictureProblem(rule: PictureRule, content: Uint8Array): Words | null {
  const takes = pictureTakes(rule);
  const measure = measureOf(content);
  if (measure === null)
    // Said of the file itself: its name may end in .png all the same.
    return {
      zh: `${rule.label.zh}：此文件不是图片。请上传 ${takes.zh}`,
      en: `${rule.label.en}: this file isn't a supported picture. It must be ${takes.en}`,
    };
  if (fitsRule(rule, measure)) return null;
  const has = `${measure.width} × ${measure.height}, ${Math.ceil(measure.bytes / 1024)} KB`;
  return {
    zh: `${rule.label.zh}须为 ${takes.zh}（所选图片：${has}）`,
    en: `${rule.label.en} must be ${takes.en} (selected: ${has})`,
  };
}
