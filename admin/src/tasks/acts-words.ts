import { defineWords } from "../ui/words.ts";

/** Texts of the actions on resolve tasks and their links. */
export const words = defineWords(
  "resolve-task-acts",
  {
    resolutions: "增加次数",
    rejects: "未生成的短链",
    rejects_note: "补齐客户标识或参数后重新生成；未改动的会按原样再试。",
    why: "原因",
    ordinal: "序号",
    cust_flag: "客户标识",
    hidden: "已有值（不显示）",
    whole_flags: "下载完整标识",
    whole_title: "下载完整的客户标识和参数？",
    whole_body: "文件中有完整的客户标识（常为手机号）和参数值。谁、为什么、导出了哪些，都写入审计日志。",
    whole_start: "下载",
    whole_cancel: "再想想",
    regenerate: "重新生成",
    regenerate_title: "重新生成确认",
    regenerate_body: "将再次尝试全部 {count, number} 条未生成的短链，其中 {changed, number} 条已修正。",
    regenerate_done: "正在重新生成",
    corrected_max: "一次最多修正 {max} 条，请先重新生成。",
  },
  {
    resolutions: "How many more",
    rejects: "Links that could not be made",
    rejects_note: "Fill in what is missing and try again; what you leave is tried as it is.",
    why: "Why",
    ordinal: "No.",
    cust_flag: "Customer flag",
    hidden: "Has a value (hidden)",
    whole_flags: "Download with whole flags",
    whole_title: "Download whole customer flags and values?",
    whole_body:
      "The file has the whole customer flags, which are often numbers, and the values. Who took which links out, and why, stands in the audit log.",
    whole_start: "Download",
    whole_cancel: "Not now",
    regenerate: "Try again",
    regenerate_title: "Try these again?",
    regenerate_body:
      "All {count, number} that could not be made are tried again, {changed, number} of them corrected.",
    regenerate_body_one: "The one that could not be made is tried again.",
    regenerate_done: "Being made",
    corrected_max: "At most {max} are corrected at once: try again first.",
  },
);
