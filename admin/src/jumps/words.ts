import { defineWords } from "../ui/words.ts";

/** Texts of the pages of custom jump links. */
export const words = defineWords(
  "jumps",
  {
    by_task: "按任务",
    by_link: "按链接",
    link: "自定义跳转链接",
    due_uncertain: "{year} 年起的节假日安排尚未公布，此时间仅按周末推算。",
    due_expected: "现在提交，预计 {at} 前完成审核。",
    due_rule: "预计 2 个工作日内完成审核；审核时间为工作日 09:00–18:00（北京时间），法定节假日顺延。",
    all_links: "链接",
    again: "重新创建",
    due_by: "预计 {at} 前完成。",
    rejected_hint: "可修改后重新创建。",
  },
  {
    by_task: "By task",
    by_link: "By link",
    link: "Jump link",
    due_uncertain: "The holidays from {year} on are not published yet: only weekends were looked at.",
    due_expected: "Submitted now, it is reviewed by {at}.",
    due_rule: "Reviewed within 2 working days, 09:00–18:00 Beijing time; Chinese public holidays put it off.",
    all_links: "The links",
    again: "Submit anew",
    due_by: "Due by {at}.",
    rejected_hint: "You may change the links and submit them as a new task.",
  },
);
