import type { Refusal } from "./refusal.ts";

/** Refusals of send tasks and SMS texts. */
export const SEND_REFUSALS = {
  validity_out_of_range: {
    status: 422,
    zh: "有效期应为 {min} 到 {max} 天。",
    en: "Links of this kind are valid for {min} to {max} days in all.",
    hint_zh: "请修改解析标识有效期。",
    hint_en: "Change the validity.",
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
    zh: "营销类信息只能在 {from}–{to} 之间发送（{zone}）。",
    en: "Marketing may only be sent between {from} and {to} ({zone}).",
    hint_zh: "请把定时发送时间调整到该时段内。",
    hint_en: "Move the scheduled time into this window.",
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
    zh: "短消息模板「{name}」尚未审核通过。",
    en: "The SMS template “{name}” is not approved.",
    hint_zh: "请选择已审核通过的短消息模板。",
    hint_en: "Choose an approved one.",
  },
  signature_not_approved: {
    status: 409,
    zh: "短消息签名「{name}」尚未审核通过。",
    en: "The signature “{name}” is not approved.",
    hint_zh: "请选择已审核通过的签名。",
    hint_en: "Choose an approved one.",
  },
  trial_size_invalid: {
    status: 422,
    zh: "试发数量应为 {min} 到 {max}。",
    en: "A trial goes to {min} to {max} numbers.",
    hint_zh: "请修改试发数量。",
    hint_en: "Change the size of the trial.",
  },
  channel_not_ready: {
    status: 409,
    zh: "通往运营商的通道尚未配置密钥。",
    en: "The channel to the carrier has no key.",
    hint_zh: "请让系统管理员为该通道设置密钥。",
    hint_en: "Ask whoever runs this deployment to set the channel's key.",
  },
  deployment_unset: {
    status: 409,
    zh: "系统尚未设置自己的访问地址，无法生成短链。",
    en: "This deployment does not know its own address, so it can make no links.",
    hint_zh: "请让系统管理员按说明执行一次 private.set_deployment。",
    hint_en: "Ask whoever runs it to call private.set_deployment once, as the README says.",
  },
} as const satisfies Record<string, Refusal>;
