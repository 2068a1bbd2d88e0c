import { z } from "zod";
import { BASIC_LIMITS } from "../basic/limits.ts";
import { type Words, w } from "../ground/locale.ts";
import { LINK_TROUBLES } from "../templates/link_answer.ts";

/** What `fetch-picture` is asked (BAS-2, 网页提取): the address of a picture, and whose library it goes into. */
export const webPictureQuestion = z.strictObject({
  url: z.string().trim().min(1).max(BASIC_LIMITS.web_picture),
  enterprise: z.guid(),
});

/** Why no picture came of an address. */
export const WEB_PICTURE_TROUBLES = {
  ...LINK_TROUBLES,
  status: w("该地址没有返回内容", "the URL returned an error"),
  size: w("文件过大，最多 2 MB", "the file is too large (2 MB at most)"),
  packed: w("应答被压缩，无法读取", "the response is compressed and can't be read"),
  format: w(
    "该地址不是 jpg、jpeg、png 或 gif 图片，或像素过多",
    "the URL doesn't point to a jpg, jpeg, png or gif picture, or the picture has too many pixels",
  ),
} as const satisfies Record<string, Words>;
export type WebPictureTrouble = keyof typeof WEB_PICTURE_TROUBLES;

/** The name that a fetched picture has in the library: the last part of its address. */
export function webPictureName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : "";
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(last) || "web";
  } catch {
    return last;
  }
}
