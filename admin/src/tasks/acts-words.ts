import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the actions on resolve tasks and their links. */
export const words = {
  rejects: w("未生成的短链", "Links that could not be made"),
  rejects_note: w(
    "补齐客户标识或参数后重新生成；未改动的会按原样再试。",
    "Fill in what is missing and try again; what you leave is tried as it is.",
  ),
  why: w("原因", "Why"),
  ordinal: w("序号", "No."),
  cust_flag: w("客户标识", "Customer flag"),
  hidden: w("已有值（不显示）", "Has a value (hidden)"),
  regenerate: w("重新生成", "Try again"),
  regenerate_title: w("重新生成确认", "Try these again?"),
  regenerate_body: w(
    "将再次尝试全部 {count, number} 条未生成的短链，其中 {changed, number} 条已修正。",
    "{count:The one that could not be made is tried again.|All {count, number} that could not be made are tried again, {changed, number} of them corrected.}",
  ),
  regenerate_done: w("正在重新生成", "Being made"),
  corrected_max: w(
    "一次最多修正 {max} 条，请先重新生成。",
    "At most {max} are corrected at once: try again first.",
  ),
};
