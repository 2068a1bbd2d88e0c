import type { Refusal } from "./refusal.ts";

/** Refusals of addresses that are told of receipts (CBK-1). */
export const CALLBACK_REFUSALS = {
  callback_url_invalid: {
    status: 422,
    zh: "回执地址不可用：{why}。",
    en: "This callback URL can't be used: {why}.",
    hint_zh: "请填写公网 http 或 https 地址，最多 1000 个字符，可以是域名或 IP:端口；不再推送时留空。",
    hint_en:
      "Enter a public http or https address (domain or IP:port, 1,000 characters at most), or leave it empty to stop pushing.",
  },
  replay_too_many: {
    status: 422,
    zh: "这段时间内的推送超过 {most} 条，不能一次全部重新推送。",
    en: "This period has more than {most} pushes, too many to push again in one go.",
    hint_zh: "请缩短时间范围，分几次重新推送。",
    hint_en: "Choose a shorter period and push again in batches.",
  },
  replay_empty: {
    status: 409,
    zh: "这段时间内没有可以重新推送的内容。",
    en: "There's nothing to push again in this period.",
    hint_zh: "推送记录保留一周，请查看推送记录后重新选择时间。",
    hint_en: "The push log is kept for a week. Check it and choose another period.",
  },
} as const satisfies Record<string, Refusal>;
