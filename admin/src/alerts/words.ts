import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the bell and of the looks at alerts. */
export const words = {
  bell: w("告警", "Alerts"),
  bell_failed: w("暂时无法读取告警", "Alerts cannot be read just now"),
  bell_count: w("{count} 条未读告警", "{count} unseen {count:alert|alerts}"),
  bell_none: w("没有未读告警", "No unseen alerts"),
  all: w("查看全部", "See all"),
  look_unseen: w("未读", "Not seen"),
  look_all: w("全部", "All"),
  look_reviews: w("待审批提醒", "Reviews that waited"),
};
