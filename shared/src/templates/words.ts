import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of the templates' enums; keys and order are those of Postgres. */

export const TEMPLATE_USAGE_WORDS: Labels<Enum<"template_usage">> = {
  commercial: label("neutral", "商用", "Commercial"),
  trial: label("neutral", "试商用", "Trial"),
};

export const VERSION_STATE_WORDS: Labels<Enum<"version_state">> = {
  draft: label("neutral", "草稿", "Draft"),
  in_review: label("progress", "内部审核中", "In review"),
  vendor_review: label("progress", "厂商审核中", "Vendor review"),
  approved: label("good", "审核通过", "Approved"),
  rejected: label("bad", "审核未通过", "Rejected"),
};

export const VENDOR_REVIEW_WORDS: Labels<Enum<"vendor_review_state">> = {
  pending: label("progress", "审核中", "Pending"),
  approved: label("good", "可用", "Available"),
  rejected: label("bad", "未通过", "Rejected"),
};

/** 启用、禁用 of an approved template. */
export const ENABLED_WORDS: Labels<"true" | "false"> = {
  true: label("good", "启用", "Enabled"),
  false: label("neutral", "禁用", "Disabled"),
};

/** The links a template serves (解析标识类型): with parameters there is one for each number. */
export const TEMPLATE_LINKS_WORDS: Labels<"personal" | "group"> = {
  personal: label("neutral", "仅个性化短链", "Personal links only"),
  group: label("neutral", "个性化与群发短链", "Personal and group links"),
};

/** 营销类、通知类. */
export const PURPOSE_WORDS: Readonly<Record<"marketing" | "notification", Words>> = {
  marketing: w("营销类", "Marketing"),
  notification: w("通知类", "Notification"),
};

/** 模板类型: whether a template has parameters. */
export const PARAMETER_WORDS: Labels<"true" | "false"> = {
  true: label("neutral", "动态（带参数）", "With parameters"),
  false: label("neutral", "静态（不带参数）", "Without parameters"),
};
