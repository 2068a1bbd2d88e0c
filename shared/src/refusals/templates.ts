import type { Refusal } from "./refusal.ts";

/** Refusals of templates and media. */
export const TEMPLATE_REFUSALS = {
  version_conflict: {
    status: 409,
    zh: "在您编辑期间，其他人已保存新内容（当前为第 {version} 版）。",
    en: "Somebody saved this meanwhile; it is now at version {version}.",
    hint_zh: "您输入的内容没有丢失：请与新内容对比后再保存。",
    hint_en: "Nothing you typed is lost: compare both, then save again.",
  },
  content_invalid: {
    status: 422,
    zh: "模板内容不符合该版式的要求：{path}。",
    en: "The content does not meet the layout's rules: {path}.",
    hint_zh: "请按编辑页上的提示逐项修改。",
    hint_en: "Fix the items the editor points at.",
  },
  content_unchecked: {
    status: 409,
    zh: "第 {version} 版自上次保存后尚未经过自动检查。",
    en: "Version {version} has not been checked since it was last saved.",
    hint_zh: "请先运行自动检查（check-template），再提交。",
    hint_en: "Check it first (check-template), then submit.",
  },
  content_has_errors: {
    status: 422,
    zh: "自动检查发现 {count} 处错误，不能提交：{findings}。",
    en: "The check found what has to be mended first ({count}): {findings}.",
    hint_zh: "请逐项改正并保存，然后再提交。",
    hint_en: "Mend each, save, and submit again.",
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
    zh: "版式「{layout}」不支持所选厂商：{vendors}。",
    en: "The layout “{layout}” is not made for {vendors}.",
    hint_zh: "请取消这些厂商，或改用其他版式。",
    hint_en: "Deselect them, or use another layout.",
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
    zh: "模板有 {count} 个参数，该版式最多 {max} 个。",
    en: "The template has {count} parameters; this layout takes at most {max}.",
    hint_zh: "请删除多余的参数。",
    hint_en: "Remove some of them.",
  },
  template_not_approved: {
    status: 409,
    zh: "模板「{name}」尚未通过任何厂商的审核。",
    en: "The template “{name}” is not approved by any vendor yet.",
    hint_zh: "请等待审核通过，或选择其他模板。",
    hint_en: "Wait for the vendors, or choose another template.",
  },
  template_disabled: {
    status: 409,
    zh: "模板「{name}」已被禁用。",
    en: "The template “{name}” is switched off.",
    hint_zh: "请先启用该模板，或选择其他模板。",
    hint_en: "Switch it on first, or choose another template.",
  },
  media_full: {
    status: 409,
    zh: "素材库已满，总容量为 {max}。",
    en: "The library is full: it holds {max}.",
    hint_zh: "请删除不再使用的图片和视频，并清空回收站。",
    hint_en: "Delete what is not used, and empty the bin.",
  },
} as const satisfies Record<string, Refusal>;
