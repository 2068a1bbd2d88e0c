/** Opting out by reply (spec OPT-1) and the words that offer it. */

/** The replies that carriers treat as opt-outs, in upper case and half width. */
export const OPT_OUT_WORDS = ["R", "T", "TD", "N", "退订"] as const;

/** The suffix of marketing texts; vendors reject texts without it. */
export const OPT_OUT_SUFFIX = "拒收请回复R";

/**
 * Is this reply an opt-out? Case, width, spaces, quotes and punctuation do not matter (`ｔｄ。`, `“R”`). A longer text is
 * an opt-out only when it begins with 退订 or 拒收: people write `退订谢谢`, but `T恤有货吗` is a question.
 */
export function isOptOut(reply: string): boolean {
  const folded = fold(reply);
  if ((OPT_OUT_WORDS as readonly string[]).includes(folded)) return true;
  return folded.startsWith("退订") || folded.startsWith("拒收");
}

/** Half width, upper case, without spaces, controls, quotes and punctuation. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}\p{C}]/gu, "");
}

/**
 * Does `text` tell its reader how to opt out (拒收请回复R, 退订回T, 回复TD退订 …)? `private.offers_opt_out` says the same; only
 * Chinese characters, letters and digits are looked at, so that both fold alike.
 */
export function offersOptOut(text: string): boolean {
  const folded = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z\u4e00-\u9fff]/g, "");
  return /(拒收|退订)(请|可)?(直接)?(回复|回|发送|发)(R|TD|T|N)|(回复|回|发送|发)(R|TD|T|N)(即可)?(拒收|退订)/.test(
    folded,
  );
}
