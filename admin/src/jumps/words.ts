import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of custom jump links. */
export const words = {
  by_task: w("按任务", "By task"),
  by_link: w("按链接", "By link"),
  link: w("自定义跳转链接", "Custom target link"),
  due_uncertain: w(
    "{year} 年起的节假日安排尚未公布，此时间只排除了周末。",
    "Holidays from {year} onwards haven't been announced yet, so this estimate only accounts for weekends.",
  ),
  due_expected: w(
    "现在提交，预计 {at} 前完成审核。",
    "If you submit now, expect the review to finish by {at}.",
  ),
  due_rule: w(
    "预计 2 个工作日内完成审核；审核时间为工作日 09:00–18:00（北京时间），法定节假日顺延。",
    "Review takes up to 2 working days (09:00–18:00 Beijing time; public holidays don't count).",
  ),
  all_links: w("链接", "Links"),
  again: w("重新创建", "Create again"),
  due_by: w("预计 {at} 前完成。", "Expected by {at}."),
  rejected_hint: w("可修改后重新创建。", "You can edit the details and create the links again."),
};
