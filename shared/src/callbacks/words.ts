import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

export const LAST_TAKEN: Words = w("最近推送成功", "Last successful push");
export const WHY_NOT_TAKEN: Words = w("推送错误", "Last error");

export type CallbackKind = Enum<"callback_kind">;

/** What an address is told of (CBK-1, figure 7-1). */
export const CALLBACK_KIND_WORDS = {
  send: label("neutral", "发送/解析回执（单条）", "Send and resolution receipts (single)"),
  template: label("neutral", "模板状态回执", "Template status receipts"),
  send_batch: label("neutral", "发送/解析回执（批量）", "Send and resolution receipts (batch)"),
  basic_send: label("neutral", "基础版发送回执", "Basic edition send receipts"),
  basic_reply: label("neutral", "基础版上行回复", "Basic edition replies"),
  sms_reply: label("neutral", "短消息上行回复", "SMS replies"),
} satisfies Labels<CallbackKind>;

/** How posting to an address goes (`private.callback_health`). */
export type CallbackHealth = "none" | "off" | "unused" | "well" | "failing" | "stopped";

export const CALLBACK_HEALTH_WORDS: Labels<CallbackHealth> = {
  none: label("neutral", "未设地址", "No address"),
  off: label("neutral", "未开启", "Off, no secret yet"),
  unused: label("neutral", "尚未推送", "Nothing pushed yet"),
  well: label("good", "正常", "Working"),
  failing: label("warning", "推送失败，重试中", "Failing, retrying"),
  stopped: label("bad", "已停止", "Stopped"),
};

/** What a post is about (`callback_posts.type`). */
export const POST_TYPE_WORDS: Labels<"sms" | "shortchain" | "template" | "reply" | "test"> = {
  sms: label("neutral", "短信回执", "SMS receipts"),
  shortchain: label("neutral", "解析回执", "Resolution receipts"),
  template: label("neutral", "模板状态", "Template status"),
  reply: label("neutral", "上行短信", "Replies"),
  test: label("neutral", "测试", "Test"),
};

/** What came of a post (`callback_posts.state`). */
export const POST_STATE_WORDS: Labels<"waiting" | "taken" | "dropped"> = {
  waiting: label("progress", "等待推送", "Waiting"),
  taken: label("good", "对方已接收", "Accepted"),
  dropped: label("neutral", "已放弃", "Dropped"),
};
