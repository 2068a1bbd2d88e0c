import { w } from "../ground/locale.ts";
import type { Known } from "../resource/known.ts";

/** Why the words are banned that a deployment begins with. */
export const BANNED_REASONS = {
  "广告法第九条第（三）项": w("广告法第九条第（三）项", "article 9 (3) of the Advertising Law"),
} as const satisfies Known;

/** Who says of which network the prefixes are that a deployment begins with. */
export const PREFIX_SOURCES = {
  "公开号段表（2019）": w("公开号段表（2019）", "Public prefix tables (2019)"),
  "中国广电 192 号段放号": w("中国广电 192 号段放号", "China Broadnet started issuing 192 numbers"),
} as const satisfies Known;
