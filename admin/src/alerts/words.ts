import { defineWords } from "../ui/words.ts";

/** Texts of the bell and of the looks at alerts. */
export const words = defineWords(
  "alerts",
  {
    bell: "告警",
    bell_failed: "暂时无法读取告警",
    bell_count: "{count} 条未读告警",
    bell_none: "没有未读告警",
    all: "查看全部",
    look_unseen: "未读",
    look_all: "全部",
    look_reviews: "待审批提醒",
  },
  {
    bell: "Alerts",
    bell_failed: "Alerts cannot be read just now",
    bell_count: "{count} unseen alerts",
    bell_count_one: "{count} unseen alert",
    bell_none: "No unseen alerts",
    all: "See all",
    look_unseen: "Not seen",
    look_all: "All",
    look_reviews: "Reviews that waited",
  },
);
