import type { Known } from "../resource/known.ts";

/** Why the words are banned that a deployment begins with. */
export const BANNED_REASONS = {
  "广告法第九条第（三）项": { zh: "广告法第九条第（三）项", en: "article 9 (3) of the Advertising Law" },
} as const satisfies Known;
