import { w } from "../ground/locale.ts";
import type { Known } from "../resource/known.ts";

/** Why the words are banned that a deployment begins with. */
export const BANNED_REASONS = {
  "广告法第九条第（三）项": w("广告法第九条第（三）项", "article 9 (3) of the Advertising Law"),
} as const satisfies Known;
