import type { Words } from "../locale.ts";

/** Words of the inputs that `input_invalid` points at, by the name the verb gives them. */
export const FIELD_WORDS: Readonly<Record<string, Words>> = {
  closes: { zh: "营销时段的结束时间", en: "the end of the marketing window" },
  domain_id: { zh: "短链域名", en: "the short-link domain" },
  enabled: { zh: "启用或禁用", en: "switched on or off" },
  expires_at: { zh: "到期时间", en: "the expiry" },
  group_names: { zh: "用户组（至少一个）", en: "the groups, at least one" },
  kind: { zh: "类型", en: "the kind" },
  locale: { zh: "语言", en: "the language" },
  number_file_id: { zh: "号码文件", en: "the number file" },
  path: { zh: "存放位置", en: "the place it lies" },
  price_cents: { zh: "价格", en: "the price" },
  scheduled_at: { zh: "定时发送时间", en: "the scheduled time" },
  size: { zh: "数量", en: "the size" },
  sms_template_id: { zh: "短消息模板", en: "the SMS template" },
  spec: { zh: "规格", en: "the spec" },
  state: { zh: "状态", en: "the state" },
  template_id: { zh: "模板", en: "the template" },
  timing: { zh: "发送类型", en: "immediate or scheduled" },
  trial: { zh: "试发测试（是或否）", en: "trial, yes or no" },
  trial_size: { zh: "试发数量", en: "the size of the trial" },
  usage: { zh: "模板用途", en: "the usage" },
  validity_days: { zh: "解析标识有效期", en: "the validity" },
  vendors: { zh: "厂商", en: "the vendors" },
  "x-chat-user": { zh: "聊天账号", en: "the chat account" },
};
