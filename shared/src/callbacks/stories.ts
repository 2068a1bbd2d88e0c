import { type Label, type Labels, label } from "../ground/tone.ts";
import type { CallbackHealth } from "./words.ts";

/** What the health of an address means, and what is to be done about it. */
const STORIES: Labels<Exclude<CallbackHealth, "well">> = {
  none: label(
    "neutral",
    "设置地址并生成密钥后开始推送。",
    "Set an address and generate its secret to start pushing.",
  ),
  off: label(
    "warning",
    "尚无密钥，不推送任何内容；生成密钥后开始推送。",
    "No secret yet, so nothing is pushed. Generate one to start pushing.",
  ),
  unused: label(
    "neutral",
    "密钥已生成，之后的结果会自动推送；可先推送一条测试内容。",
    "The secret has been generated, and results are pushed from now on. You can send a test first.",
  ),
  failing: label(
    "warning",
    "对方未接收，系统自动重试；24 小时仍未成功则停止推送。",
    "The receiver didn't accept a push. We retry automatically and stop after 24 hours without success.",
  ),
  stopped: label(
    "bad",
    "已停止推送，之后的内容保留一周；修复接收服务后请恢复推送。",
    "Pushing has stopped, and new events are kept for one week. Fix your service, then resume push.",
  ),
};
/** Of an address for replies to SMS: it is set, and has its buttons, where its application is. */
const OF_AN_APP: Partial<Record<CallbackHealth, Label>> = {
  off: label(
    "warning",
    "尚无密钥，不推送任何内容；请在短消息应用的页面生成密钥。",
    "No secret yet, so nothing is pushed. Generate one on the SMS application's page.",
  ),
  stopped: label(
    "bad",
    "已停止推送，之后的内容保留一周；修复接收服务后请在短消息应用的页面恢复。",
    "Pushing has stopped, and new events are kept for one week. Fix your service, then resume push on the SMS application's page.",
  ),
};

/** Where an address stands now and what comes next, in one sentence; null where all is well. */
export function callbackStory(health: CallbackHealth, ofAnApp: boolean): Label | null {
  return (ofAnApp ? OF_AN_APP[health] : undefined) ?? (health === "well" ? null : STORIES[health]);
}
