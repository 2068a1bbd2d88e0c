import { type Label, type Labels, label } from "../ground/tone.ts";
import type { CallbackHealth } from "./words.ts";

/** What the health of an address means, and what is to be done about it. */
const STORIES: Labels<Exclude<CallbackHealth, "well">> = {
  none: label(
    "neutral",
    "设置地址并生成密钥后开始推送。",
    "Set an address and make its secret: from then on it is told.",
  ),
  off: label(
    "warning",
    "尚无密钥，不推送任何内容；生成密钥后开始推送。",
    "It is told nothing yet. Make its secret: from then on it is.",
  ),
  unused: label(
    "neutral",
    "密钥已生成，之后的结果会推送；可先发送测试。",
    "It is told of what happens from now on. Post a test to see whether it takes one.",
  ),
  failing: label(
    "warning",
    "对方未接收，系统自动重试；24 小时仍未成功则停止推送。",
    "It did not take a post, which is tried again by itself, and given up after 24 hours.",
  ),
  stopped: label(
    "bad",
    "已停止推送，之后的内容保留一周；修复接收服务后请恢复推送。",
    "Nothing is posted any more; what happens is kept for a week. Mend the service, then resume.",
  ),
};
/** Of an address for replies to SMS: it is set, and has its buttons, where its application is. */
const OF_AN_APP: Partial<Record<CallbackHealth, Label>> = {
  off: label(
    "warning",
    "尚无密钥，不推送任何内容；请在短消息应用的页面生成密钥。",
    "It is told nothing yet. Make its secret on the page of its SMS application.",
  ),
  stopped: label(
    "bad",
    "已停止推送，之后的内容保留一周；修复接收服务后请在短消息应用的页面恢复。",
    "Nothing is posted any more; what happens is kept for a week. Mend the service, then resume on the page of its SMS application.",
  ),
};

/** Where an address stands now and what comes next, in one sentence; null where all is well. */
export function callbackStory(health: CallbackHealth, ofAnApp: boolean): Label | null {
  return (ofAnApp ? OF_AN_APP[health] : undefined) ?? (health === "well" ? null : STORIES[health]);
}
