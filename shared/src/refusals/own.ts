import type { Refusal } from "./refusal.ts";

/** Refusals of own fields (FLD-1). `names`: what they are called in the enterprise, in both languages. */
export const OWN_REFUSALS = {
  own_unknown: {
    status: 422,
    zh: "标识为「{key}」的自定义字段不存在或已停用。",
    en: "The custom field “{key}” doesn't exist or is retired.",
    hint_zh: "可填写的字段：{keys}。",
    hint_en: "Available fields: {keys}.",
  },
  own_invalid: {
    status: 422,
    zh: "「{names}」的值不符合要求，应为：{takes}。",
    en: "The value of “{names}” isn't valid. It must be {takes}.",
    hint_zh: "请修改该字段后重试。",
    hint_en: "Change it and try again.",
  },
  own_missing: {
    status: 422,
    zh: "提交前须填写：{names}。",
    en: "Fill these in before you submit: {names}.",
    hint_zh: "请编辑并填写这些字段（标识：{keys}），再提交。",
    hint_en: "Edit the item and fill in these fields (keys: {keys}), then submit.",
  },
  own_is_bound: {
    status: 422,
    zh: "「{names}」是审批内容的一部分，不能单独修改。",
    en: "You can't change “{names}” separately because the approval covers it.",
    hint_zh: "请打开该任务或模板的编辑页修改，再重新提交审核。",
    hint_en: "Open the send or template to edit it, then submit it for review again.",
  },
  own_too_large: {
    status: 422,
    zh: "自定义字段的内容合计过大，最多 {max}。",
    en: "The custom fields are too large in total. The limit is {max}.",
    hint_zh: "请缩短较长的文本。",
    hint_en: "Shorten the longer texts.",
  },
} as const satisfies Record<string, Refusal>;
