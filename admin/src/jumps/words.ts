import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of custom jump links. */
export const words = {
  by_task: w("按任务", "By task"),
  by_link: w("按链接", "By link"),
  link: w("自定义跳转链接", "Jump link"),
  due_uncertain: w(
    "{year} 年起的节假日安排尚未公布，此时间仅按周末推算。",
    "The holidays from {year} on are not published yet: only weekends were looked at.",
  ),
  due_expected: w("现在提交，预计 {at} 前完成审核。", "Submitted now, it is reviewed by {at}."),
  due_rule: w(
    "预计 2 个工作日内完成审核；审核时间为工作日 09:00–18:00（北京时间），法定节假日顺延。",
    "Reviewed within 2 working days, 09:00–18:00 Beijing time; Chinese public holidays put it off.",
  ),
  all_links: w("链接", "The links"),
  again: w("重新创建", "Submit anew"),
  due_by: w("预计 {at} 前完成。", "Due by {at}."),
  rejected_hint: w("可修改后重新创建。", "You may change the links and submit them as a new task."),
};
