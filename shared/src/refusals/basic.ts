import type { Refusal } from "./refusal.ts";

/** Refusals of basic templates (BAS-1 to BAS-3). */
export const BASIC_REFUSALS = {
  basic_signature_required: {
    status: 422,
    zh: "提交审核前须选择签名。",
    en: "Choose a signature before you submit for review.",
    hint_zh: "请在提交时选择一个已通过的基础版签名；如还没有，请先添加签名。",
    hint_en: "Choose an approved basic-edition signature when you submit, or add one first.",
    at: ["signature_id"],
  },
  basic_channel_required: {
    status: 422,
    zh: "提交审核前须选择通道：由该通道的运营商审核并发送。",
    en: "Choose a channel before you submit for review. The channel's carrier reviews and sends the content.",
    hint_zh: "请在提交时选择支持基础版的通道。",
    hint_en: "When you submit, choose a channel that supports the basic edition.",
    at: ["channel_id"],
  },
  basic_validity_required: {
    status: 422,
    zh: "提交审核前须填写有效期（天）。",
    en: "Enter the validity in days before you submit for review.",
    hint_zh: "请填写 1 至 9999 天；自审核通过之日起计算。",
    hint_en: "Enter 1–9,999 days, counted from the day of approval.",
    at: ["validity_days"],
  },
  channel_cannot_carry: {
    status: 422,
    zh: "通道「{name}」的运营商不支持此类消息。",
    en: "The carrier of channel “{name}” doesn't support this kind of message.",
    hint_zh: "请选择其他通道（SMPP 通道只能发送短消息与智能信息）。",
    hint_en: "Choose another channel (SMPP channels can send only SMS and cards).",
    at: ["channel_id"],
  },
  basic_template_not_approved: {
    status: 409,
    zh: "基础版模板「{name}」尚未通过审核。",
    en: "The basic template “{name}” isn't approved yet.",
    hint_zh: "若是草稿，请先提交审核；已提交的，请等待审核通过，或选择其他模板。",
    hint_en:
      "If it's a draft, submit it for review. If it's already submitted, wait for approval, or choose another template.",
  },
  template_expired: {
    status: 409,
    zh: "模板「{name}」已过期。",
    en: "The template “{name}” has expired.",
    hint_zh: "请编辑或复制该模板，重新提交审核；或选择其他模板。",
    hint_en: "Edit or copy it and submit it for review again, or choose another template.",
  },
} as const satisfies Readonly<Record<string, Refusal>>;
