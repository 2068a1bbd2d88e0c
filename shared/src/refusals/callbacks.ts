import type { Refusal } from "./refusal.ts";

/** Refusals of addresses that are told of receipts (CBK-1). */
export const CALLBACK_REFUSALS = {
  callback_url_invalid: {
    status: 422,
    zh: "回执地址不可用：{why}。",
    en: "This cannot be a callback: {why}.",
    hint_zh: "请填写公网 http 或 https 地址，最多 1000 个字符，可以是域名或 IP:端口；不再推送时留空。",
    hint_en:
      "Give a public http or https address of at most 1000 characters, of a domain or of IP:port, or leave it empty.",
  },
  replay_too_many: {
    status: 422,
    zh: "这段时间内的推送超过 {most} 条，不能一次重新推送。",
    en: "More than {most} posts were made in that time: too many to be posted again at once.",
    hint_zh: "请缩短时间范围，分几次重新推送。",
    hint_en: "Give a shorter time, and post them again in several parts.",
  },
  replay_empty: {
    status: 409,
    zh: "这段时间内没有可以重新推送的内容。",
    en: "Nothing was posted in that time.",
    hint_zh: "推送记录保留一周，请查看推送记录后重新选择时间。",
    hint_en: "Posts are kept for a week: look at their log, and choose another time.",
  },
} as const satisfies Record<string, Refusal>;
