import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the actions on resolve tasks and their links. */
export const words = {
  rejects: w("未生成的短链", "Links that couldn't be created"),
  rejects_note: w(
    "补齐客户标识或参数后重新生成；未改动的按原样重试。",
    "Fill in missing customer IDs or parameters, then retry. The rest are retried unchanged.",
  ),
  why: w("原因", "Reason"),
  ordinal: w("序号", "No."),
  cust_flag: w("客户标识", "Customer ID"),
  hidden: w("已有值（不显示）", "Has a value (hidden)"),
  regenerate: w("重新生成", "Retry"),
  regenerate_title: w("重新生成这些短链？", "Retry these links?"),
  regenerate_body: w(
    "将重新生成全部 {count, number} 条未生成的短链，其中 {changed, number} 条已修正。",
    "{count:The one link that couldn't be created is retried.|All {count, number} links that couldn't be created are retried, {changed, number} of them corrected.}",
  ),
  regenerate_done: w("正在重新生成", "Retrying"),
  corrected_max: w(
    "一次最多修正 {max} 条，请先重新生成。",
    "You can correct at most {max} links at a time. Retry these first.",
  ),
};
