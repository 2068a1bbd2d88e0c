import { type Labels, label } from "../ground/tone.ts";

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
  "filing_decided",
  "filing_ends",
  "quota_low",
  "uplink_stopped",
  "callback_stopped",
  "retention_failed",
  "digest_day",
  "digest_week",
  "digest_month",
  "digest_audit",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** A digest is told of like an alert, to the person who asked for it; nobody has to see it. */
export const isDigest = (kind: string): boolean => kind.startsWith("digest_");

export const ALERT_KIND_WORDS: Labels<AlertKind> = {
  review_waiting: label("progress", "有待审批的内容", "Approval waiting"),
  channel_sick: label("bad", "通道异常", "Channel failing"),
  channel_well: label("good", "通道恢复", "Channel recovered"),
  link_frozen: label("warning", "短链已冻结", "Short link frozen"),
  send_paused: label("warning", "发送任务被系统暂停", "Send paused by the system"),
  send_failed: label("bad", "发送任务失败过多", "Too many failures in a send"),
  books_disagree: label("bad", "账目不符", "Ledger doesn't match"),
  break_glass: label("bad", "紧急放行", "Emergency release"),
  filing_decided: label("progress", "备案已审核", "Filing reviewed"),
  filing_ends: label("warning", "备案即将到期", "Filing expires soon"),
  quota_low: label("warning", "额度不足", "Quota low"),
  uplink_stopped: label("bad", "上行回复推送已停止", "Reply push stopped"),
  callback_stopped: label("bad", "回执推送已停止", "Callback push stopped"),
  retention_failed: label("bad", "到期数据未能删除", "Expired data not deleted"),
  digest_day: label("neutral", "日报", "Daily digest"),
  digest_week: label("neutral", "周报", "Weekly digest"),
  digest_month: label("neutral", "月报", "Monthly digest"),
  digest_audit: label("neutral", "审计日志最新哈希", "Audit log hash"),
};
