import type { Refusal } from "./refusal.ts";

/** Refusals of send tasks, SMS texts and domains. */
export const SEND_REFUSALS = {
  validity_out_of_range: {
    status: 422,
    zh: "有效期 {days} 天超出范围。",
    en: "A validity of {days} days is out of range.",
    hint_zh: "个性化短链有效期为 1 到 7 天。",
    hint_en: "A personal link is valid for 1 to 7 days.",
  },
  schedule_required: {
    status: 422,
    zh: "定时发送需要设置发送时间。",
    en: "A scheduled send needs a time.",
    hint_zh: "请选择发送时间，或改为立即发送。",
    hint_en: "Choose a time, or send immediately.",
  },
  schedule_in_past: {
    status: 422,
    zh: "定时发送时间已过。",
    en: "The scheduled time has passed.",
    hint_zh: "请选择一个将来的时间。",
    hint_en: "Choose a time in the future.",
  },
  schedule_outside_window: {
    status: 422,
    zh: "营销类信息只能在 {from}–{to} 之间发送。",
    en: "Marketing may only be sent between {from} and {to}.",
    hint_zh: "请把发送时间调整到允许的时段内（按企业时区）。",
    hint_en: "Move the time into the allowed window (in the enterprise's time zone).",
  },
  sms_template_has_variables: {
    status: 422,
    zh: "短消息模板「{name}」含有变量，不能用于群发。",
    en: "The SMS template “{name}” has variables, so it cannot be used for a group send.",
    hint_zh: "请选择不含变量的短消息模板；短链由系统自动填入。",
    hint_en: "Choose one without variables; the system puts in the link itself.",
  },
  sms_template_not_approved: {
    status: 409,
    zh: "短消息模板尚未审核通过。",
    en: "The SMS template is not approved.",
    hint_zh: "请选择已审核通过的短消息模板。",
    hint_en: "Choose an approved SMS template.",
  },
  signature_not_approved: {
    status: 409,
    zh: "短消息签名「{name}」尚未审核通过。",
    en: "The signature “{name}” is not approved.",
    hint_zh: "请选择已审核通过的签名。",
    hint_en: "Choose an approved signature.",
  },
  domain_not_approved: {
    status: 409,
    zh: "域名「{name}」尚未审核通过。",
    en: "The domain “{name}” is not approved.",
    hint_zh: "请选择已审核通过的域名，或使用默认域名。",
    hint_en: "Choose an approved domain or use the default one.",
  },
  trial_size_invalid: {
    status: 422,
    zh: "试发数量 {size} 不正确。",
    en: "A trial of {size} is not possible.",
    hint_zh: "试发数量为 1 到 {max}，且不能超过号码总数。",
    hint_en: "A trial takes 1 to {max} numbers, and no more than there are.",
  },
} as const satisfies Record<string, Refusal>;
