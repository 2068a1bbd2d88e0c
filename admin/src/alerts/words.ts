import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the bell and of the looks at alerts. */
export const words = {
  bell: w("告警", "Alerts"),
  bell_failed: w("暂时无法读取告警", "Can't load alerts right now"),
  bell_count: w("{count} 条未读告警", "{count} unread {count:alert|alerts}"),
  bell_none: w("没有未读告警", "No unread alerts"),
  bell_reviews: w("{count} 项待您审核", "{count} {count:item|items} waiting for your review"),
  bell_both: w("{alerts}，{reviews}", "{alerts}, {reviews}"),
  reviews: w("待您审核", "Waiting for your review"),
  reviews_more: w("还有 {count} 项", "{count} more"),
  all: w("查看全部", "View all"),
  look_unseen: w("未读", "Unread"),
  look_all: w("全部", "All"),
  look_reviews: w("待审批提醒", "Approval reminders"),
};
