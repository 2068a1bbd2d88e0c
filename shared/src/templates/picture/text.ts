import { type Locale, say, type Words, w } from "../../ground/locale.ts";
import type { Layout, Slot } from "../../layouts/layout.ts";
import { escapeHtml } from "../escape.ts";

/**
 * Control characters, and those that turn the direction of all that follows: with them a name could make the
 * sentence around it read backwards. The marks that right-to-left languages need (U+200E, U+200F, U+061C) stay.
 */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

/** `words` without what is not seen. */
export function plain(words: string): string {
  return words.replace(UNSEEN, "").toWellFormed();
}

/** `words` for an element or a quoted attribute. Everything on the page goes through here. */
export function text(words: string): string {
  return escapeHtml(plain(words));
}

/** The first `most` characters; a longer text ends in an ellipsis. Never half an emoji. */
export function cut(words: string, most: number): string {
  if (words.length <= most) return words;
  const letters = Array.from(words.slice(0, most * 2 + 2));
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join("")}…`;
}

/** Is any of it Chinese? Then it is read aloud, and its characters are drawn, as Chinese. */
export function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words);
}

const OWN = {
  more: w("查看详情", "View details"),
  large: w("查看大图", "View large image"),
  close: w("知道了", "Got it"),
  copied: w("已复制", "Copied"),
  by_hand: w("请手动复制", "Copy it manually"),
  in_app: w("请在手机短信中打开", "Open this in your phone's messaging app"),
  not_here: w("OPPO 手机不支持", "Not supported on OPPO phones"),
  slides: w("可左右滑动", "Swipe left or right"),
  video: w("视频", "Video"),
} satisfies Record<string, Words>;

/** Words of the picture itself, not of the template. */
export function own(name: keyof typeof OWN, locale: Locale): string {
  return say(OWN[name], locale);
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** What a layout's slots (`from_place`) and the values of its choices (`coupon_type.cash`) are called. */
export function labelsOf(layout: Layout, locale: Locale): ReadonlyMap<string, string> {
  const key = `${layout.layout} ${locale}`;
  const found = known.get(key);
  if (found) return found;
  const slots = layout.slots.flatMap((slot): Slot[] => (slot.kind === "list" ? [slot, ...slot.of] : [slot]));
  const labels = slots.flatMap((slot): [string, string][] => [
    [slot.name, say(slot.words, locale)],
    ...(slot.kind === "choice" ? slot.values : []).map((entry): [string, string] => [
      `${slot.name}.${entry.value}`,
      say(entry.words, locale),
    ]),
  ]);
  const made = new Map(labels);
  known.set(key, made);
  return made;
}
