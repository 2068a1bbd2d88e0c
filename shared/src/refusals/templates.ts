import type { Refusal } from "./refusal.ts";

/** Refusals of templates and media. */
export const TEMPLATE_REFUSALS = {
  version_conflict: {
    status: 409,
    zh: "在您编辑期间，{name} 已保存了新版本。",
    en: "{name} saved a newer version while you were editing.",
    hint_zh: "您的内容没有丢失：请对比新版本后再保存。",
    hint_en: "Nothing you typed is lost: compare with the newer version, then save again.",
  },
  content_invalid: {
    status: 422,
    zh: "模板内容不符合该版式的要求：{path}。",
    en: "The content does not meet the layout's rules: {path}.",
    hint_zh: "请按编辑页上的提示逐项修改。",
    hint_en: "Fix the items the editor points at.",
  },
  layout_unknown: {
    status: 422,
    zh: "不存在的版式：{layout}。",
    en: "There is no layout “{layout}”.",
    hint_zh: "请从版式目录中选择。",
    hint_en: "Choose one from the layout catalogue.",
  },
  vendor_unsupported: {
    status: 422,
    zh: "版式「{layout}」不支持厂商 {vendor}。",
    en: "The layout “{layout}” does not support {vendor}.",
    hint_zh: "请取消该厂商，或改用其他版式。",
    hint_en: "Deselect the vendor or use another layout.",
  },
  no_vendor: {
    status: 422,
    zh: "请至少选择一个厂商。",
    en: "Choose at least one vendor.",
    hint_zh: "请在「厂商选择」中勾选。",
    hint_en: "Tick one under Vendors.",
  },
  too_many_parameters: {
    status: 422,
    zh: "模板有 {count} 个参数，最多允许 {max} 个。",
    en: "The template has {count} parameters; at most {max} are allowed.",
    hint_zh: "请删除多余的参数；仅「电商领券」版式可用 40 个。",
    hint_en: "Remove some; only the coupon claim layout may have 40.",
  },
  template_not_approved: {
    status: 409,
    zh: "模板尚未审核通过，不能用于发送。",
    en: "The template is not approved yet, so it cannot be sent.",
    hint_zh: "请等待审核通过，或选择其他已通过且已启用的模板。",
    hint_en: "Wait for the approval, or choose another approved and enabled template.",
  },
} as const satisfies Record<string, Refusal>;
