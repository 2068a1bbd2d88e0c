import type { Enum } from "../ground/enums.ts";
import { type Locale, say } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of the sends' enums; keys and order are those of Postgres. */

export type SendState = Enum<"send_state">;

export const SEND_STATE_WORDS: Labels<SendState> = {
  draft: label("neutral", "草稿", "Draft"),
  in_review: label("progress", "待审批", "Awaiting approval"),
  rejected: label("bad", "审批未通过", "Rejected"),
  expanding: label("progress", "准备中", "Preparing"),
  ready: label("progress", "待发送", "Ready"),
  sending: label("progress", "发送中", "Sending"),
  trial_hold: label("warning", "试发待放行", "Trial awaiting release"),
  recurring: label("progress", "循环中", "Recurring"),
  paused: label("warning", "已暂停", "Paused"),
  done: label("good", "已完成", "Done"),
  cancelled: label("neutral", "已取消", "Ended"),
};

/** In what form the messages of a send go out (`message_kind`). */
export type MessageKind = Enum<"message_kind">;

export const MESSAGE_KIND_WORDS: Labels<MessageKind> = {
  aim: label("neutral", "智能信息", "Card"),
  basic: label("neutral", "智能信息基础版", "Basic edition"),
  text: label("neutral", "纯短信", "Text"),
};

export const SEND_TIMING_WORDS: Labels<Enum<"send_timing">> = {
  immediate: label("neutral", "立即发送", "Immediate"),
  scheduled: label("neutral", "定时发送", "Scheduled"),
  recurring: label("neutral", "循环发送", "Recurring"),
};

/** 发送类型 of the basic edition: whether the values of the fifth row serve all numbers, or each has its own. */
export const SEND_TYPE_WORDS = {
  group: label("neutral", "群发", "Group"),
  personal: label("neutral", "个性化", "Personal"),
} as const satisfies Labels<"group" | "personal">;

/** Where a send comes from: made by a person, an occurrence of a recurring one, the resend of one that is done, or a test of a template. */
export type SendOrigin = Enum<"send_origin">;

export const SEND_ORIGIN_WORDS: Labels<SendOrigin> = {
  own: label("neutral", "新建", "Created directly"),
  occurrence: label("neutral", "循环任务的一次执行", "Recurring run"),
  resend: label("neutral", "重发", "Resend"),
  test: label("neutral", "测试发送", "Test"),
};

/** `会员日 · Resend`: resends and occurrences have the name of the send they come from. */
export function sendTitle(
  send: { readonly name: string; readonly origin: SendOrigin },
  locale: Locale,
): string {
  return send.origin === "own" || send.origin === "test"
    ? send.name
    : `${send.name} · ${say(SEND_ORIGIN_WORDS[send.origin], locale)}`;
}

export type DeliveryState = Enum<"delivery_state">;

export const DELIVERY_STATE_WORDS: Labels<DeliveryState> = {
  pending: label("neutral", "待提交", "Pending"),
  handed: label("progress", "已提交", "Sent to carrier"),
  unknown: label("warning", "状态未知", "Unknown"),
  timed_out: label("warning", "回执超时", "Timed out"),
  expired: label("bad", "已过期", "Expired"),
  failed: label("bad", "发送失败", "Failed"),
  delivered: label("good", "发送成功", "Delivered"),
  opted_out: label("neutral", "已退订", "Opted out"),
  capped: label("neutral", "超出频次", "Over frequency cap"),
  cancelled: label("neutral", "已取消", "Ended"),
};

/** The final states of a delivery. */
export const FINAL_DELIVERY_STATES = [
  "delivered",
  "failed",
  "expired",
  "timed_out",
  "unknown",
  "opted_out",
  "capped",
  "cancelled",
] as const satisfies readonly DeliveryState[];

/**
 * The states in which every number of a send is counted (spec ACC-1); `intended` is the sum of all others.
 */
export type TallyPlace = "intended" | "invalid" | "duplicates" | DeliveryState;

export const TALLY_WORDS: Labels<TallyPlace> = {
  intended: label("neutral", "号码总数", "Total numbers"),
  invalid: label("bad", "无效号码", "Invalid"),
  duplicates: label("warning", "重复号码", "Duplicates"),
  ...DELIVERY_STATE_WORDS,
};

/** The terms that `intended` is the sum of, in the order in which they are told: final ones first, then those still under way. */
export const TALLY_PLACES: readonly Exclude<TallyPlace, "intended">[] = [
  ...FINAL_DELIVERY_STATES,
  "duplicates",
  "invalid",
  "handed",
  "pending",
];

/** Does the tally of a send add up? All values are counts of numbers. */
export function tallyAddsUp(tally: Readonly<Record<TallyPlace, number>>): boolean {
  const parts = Object.keys(TALLY_WORDS).filter((place) => place !== "intended") as TallyPlace[];
  return tally.intended === parts.reduce((sum, place) => sum + tally[place], 0);
}
