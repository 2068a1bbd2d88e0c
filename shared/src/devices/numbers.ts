import { z } from "zod";
import { type Words, w } from "../ground/locale.ts";
import { maskText, normalizePhone, type PhoneProblem } from "../numbers/phone.ts";
import type { Vendor } from "../vendors/words.ts";

/** A question about numbers (DEV-1): can the phones behind them show cards? The carrier of a channel says; its answers are kept for a while. */

/** Numbers of one question: an answer fits on a page, and the carriers take 100 a call. */
export const MOST_NUMBERS = 500;
/** An answer is asked for again after so many days: people change phones about every two years, and a month later one in thirty has. */
export const CAPABILITY_DAYS = 30;

export const numbersQuestion = z.strictObject({
  numbers: z.array(z.string().max(64)).min(1).max(MOST_NUMBERS),
  /** Whose carrier is asked; without it the default channel of the enterprise in use. */
  channel: z.guid().nullish(),
  /** About cards of this template alone; without it about cards at all. */
  template: z.guid().nullish(),
});
export type NumbersQuestion = z.infer<typeof numbersQuestion>;

/** `invalid`: no mobile number of mainland China. */
export const CAPABILITY_STATES = ["can", "cannot", "unknown", "invalid"] as const;
export type CapabilityState = (typeof CAPABILITY_STATES)[number];

/** What is known of one number, in the place in which it was given. */
export interface NumberCapability {
  /** Masked: whoever asked has the whole one, and the place says which it is. */
  readonly number: string;
  readonly state: CapabilityState;
  /** Where the carrier names it. */
  readonly vendor: Vendor | null;
  /** When the carrier said so; null where nobody did. */
  readonly asked_at: string | null;
  /** Of an invalid one. */
  readonly problem: PhoneProblem | null;
}

/** Why numbers are not known. */
export const UNTOLD_WORDS = {
  no_channel: w(
    "没有可用的通道，只显示已有的结果。",
    "No channel is available, so only known results are shown.",
  ),
  cannot_tell: w(
    "该通道的运营商不提供号码能力查询，只显示已有的结果。",
    "This channel's carrier doesn't offer capability lookups, so only known results are shown.",
  ),
  away: w(
    "运营商无响应，请稍后再试；已有的结果照常显示。",
    "The carrier isn't responding, so only known results are shown. Try again later.",
  ),
  partly: w(
    "运营商只返回了部分号码的结果，其余号码请稍后再试。",
    "The carrier answered for only some of the numbers. Try the rest later.",
  ),
} as const satisfies Record<string, Words>;
export type Untold = keyof typeof UNTOLD_WORDS;

/** The answer: an entry for each number that was given, in that order. `asked`: how many numbers the carrier was asked about just now. */
export interface NumbersAnswer {
  readonly numbers: readonly NumberCapability[];
  readonly asked: number;
  readonly untold: { readonly code: Untold; readonly words: Words; readonly why: string | null } | null;
}

export const CAPABILITY_WORDS: Readonly<Record<CapabilityState, Words>> = {
  can: w("可以展示卡片", "Can show cards"),
  cannot: w("不能展示卡片", "Can't show cards"),
  unknown: w("未知", "Unknown"),
  invalid: w("不是手机号", "Not a mobile number"),
};

/** How an answer is told, in the panel as in chat. */
export const NUMBERS_WORDS = {
  title: w("号码能否展示卡片", "Which numbers can show cards"),
  number: w("号码", "Number"),
  cards: w("卡片", "Cards"),
  vendor: w("手机", "Phone"),
  age: w("答复时间", "Answered"),
  today: w("今天", "today"),
  days: w("{days} 天前", "{days} d ago"),
  counts: w(
    "可展示 {can}，不能展示 {cannot}，未知 {unknown}，不是手机号 {invalid}",
    "Can show cards: {can}. Can't: {cannot}. Unknown: {unknown}. Not mobile numbers: {invalid}.",
  ),
  many: w("最多 {most} 个号码，现有 {count} 个", "At most {most} numbers; you entered {count}"),
  note: w(
    "按输入顺序排列，号码脱敏显示；运营商的答复保留 30 天，之后重新查询。",
    "Shown in the order given, with numbers masked. Carrier answers are kept for 30 days, then requested again.",
  ),
} as const satisfies Record<string, Words>;

/** What is wrong with a field that no question has. */
export const UNKNOWN_FIELD = w("没有这个字段", "unknown field");

/** The numbers in a text that somebody pasted: one a line, or with commas, semicolons or tabs between. */
export const numbersIn = (text: string): string[] =>
  text
    .split(/[\n\r\t,;，；、]+/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** How old an answer is, in whole days. */
export const daysOf = (askedAt: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(askedAt)) / 86_400_000));

/** The answer about what is no number. */
export function invalidNumber(text: string): NumberCapability {
  const read = normalizePhone(text);
  return {
    ...{ number: maskText(text), state: "invalid", vendor: null, asked_at: null },
    problem: "problem" in read ? read.problem : null,
  };
}
