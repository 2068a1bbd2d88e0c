import { w } from "../ground/locale.ts";
import type { PictureRule } from "../resource/pictures.ts";

/** The pictures of a service account and their rules (SA-1, tables 9-1 and 9-3). */

const FOUR_MB = 4 * 1024 * 1024;

/** `npm run law` writes these as rows of `private.picture_rules`, so that browser and law have one rule. */
export const PICTURE_RULES = {
  logo: {
    label: w("LOGO", "Logo"),
    bytes: 100 * 1024,
    width: 240,
    height: 240,
    square: true,
  },
  authorisation: {
    label: w("华为智能信息授权书", "Huawei letter of authorisation"),
    bytes: FOUR_MB,
    width: 1,
    height: 1,
    square: false,
  },
  proof: {
    label: w("授权证明", "Proof of authorisation"),
    bytes: FOUR_MB,
    width: 1,
    height: 1,
    square: false,
  },
  background: {
    label: w("背景图片", "Background image"),
    bytes: FOUR_MB,
    width: 1440,
    height: 810,
    square: false,
  },
} as const satisfies Record<string, PictureRule>;

export type PictureName = keyof typeof PICTURE_RULES;
