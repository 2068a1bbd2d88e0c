/** What the texts of a storyboard may not say, each found at its place. */

import type { Words } from "../ground/locale.ts";
import { w } from "../ground/locale.ts";
import { offersOptOut } from "../ground/optout.ts";

/** Words that the system adds by itself, or that carriers add. */
const TAILS = ["免流", "退订", "退訂", "取关", "取關", "回退", "关闭通知", "關閉通知", "拒收"] as const;
/** How a reader is told to opt out, where none of those words stands. */
const OPT_OUT_TAIL = w("退订方式", "how to opt out");

/** The words about opting out that a text says; empty for none. */
export function tailsIn(text: string): (string | Words)[] {
  const flat = text.normalize("NFKC");
  const found = TAILS.filter((word) => flat.includes(word));
  return found.length === 0 && offersOptOut(text) ? [OPT_OUT_TAIL] : found;
}

/** The first bracket that only a signature has. */
export const bracketIn = (text: string): string | undefined => /[【】[\]［］]/.exec(text)?.[0];

// A scheme, or a host with a path: what phones make a link of. Bounded, so that a long text is read in one go.
const LINK =
  /(?:https?:\/\/|(?<![a-z0-9.@-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12}\/)[a-z0-9\-._~:/?#@!$&'()*+,;=%{}]*/gi;

/** A link of a text, and on which sides of it there is no space. */
export interface TightLink {
  readonly link: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** The links of a text that lack a space before or after them. */
export function tightLinks(text: string): TightLink[] {
  return Array.from(text.matchAll(LINK), (hit) => {
    const [link] = hit;
    return {
      link,
      before: text[hit.index - 1] !== " ",
      after: text[hit.index + link.length] !== " ",
    };
  }).filter(({ before, after }) => before || after);
}

/** The first quotation mark or bracket that a subject may not have. Single ones are apostrophes too. */
export const subjectFault = (subject: string): string | undefined =>
  /[【】[\]［］"“”„‟＂「」『』]/.exec(subject)?.[0];

/** The first special sign of a subject: it may be there, and is best avoided. */
export const subjectSign = (subject: string): string | undefined =>
  /[\p{So}\p{Sk}\p{Sm}^*#|\\/<>{}~`]/u.exec(subject)?.[0];
