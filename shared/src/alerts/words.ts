import { type Labels, label } from "../tone.ts";

/** The kinds of alerts (`alerts.kind`). */
export const ALERT_KINDS = [
  "review_waiting",
  "channel_sick",
  "channel_well",
  "link_frozen",
  "send_paused",
  "send_failed",
  "books_disagree",
  "break_glass",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const ALERT_KIND_WORDS: Labels<AlertKind> = {
  review_waiting: label("progress", "有待审批", "A review waits"),
  channel_sick: label("bad", "通道异常", "A channel is sick"),
  channel_well: label("good", "通道恢复", "A channel is well again"),
  link_frozen: label("warning", "短链已冻结", "A link was frozen"),
  send_paused: label("warning", "发送任务被系统暂停", "A send was paused"),
  send_failed: label("bad", "发送任务失败过多", "A send failed"),
  books_disagree: label("bad", "账目不符", "The books disagree"),
  break_glass: label("bad", "紧急放行", "The glass was broken"),
};

/** The health of a channel (`channel_cards.health`). */
export const CHANNEL_HEALTH_WORDS: Labels<"well" | "throttled" | "sick" | "paused"> = {
  well: label("good", "正常", "Working"),
  throttled: label("warning", "限流中", "Throttled"),
  sick: label("bad", "异常", "Sick"),
  paused: label("warning", "已暂停", "Paused"),
};
