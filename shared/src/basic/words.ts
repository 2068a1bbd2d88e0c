import { type Labels, label } from "../ground/tone.ts";

/** What the kinds of frames of a storyboard are called. */
export const FRAME_WORDS: Labels<"text" | "image" | "audio" | "video"> = {
  text: label("neutral", "文本", "text"),
  image: label("neutral", "图片", "picture"),
  audio: label("neutral", "音频", "audio"),
  video: label("neutral", "视频", "video"),
};

/** The phones on which a storyboard is previewed (BAS-3). */
export const BASIC_PHONES = ["apple", "huawei", "xiaomi", "oppo", "vivo"] as const;
export type BasicPhone = (typeof BASIC_PHONES)[number];
export const BASIC_PHONE_WORDS: Labels<BasicPhone> = {
  apple: label("neutral", "苹果", "Apple"),
  huawei: label("neutral", "华为", "Huawei"),
  xiaomi: label("neutral", "小米", "Xiaomi"),
  oppo: label("neutral", "OPPO", "OPPO"),
  vivo: label("neutral", "vivo", "vivo"),
};

/** The nine kinds of starters (spec BAS-1), in the order in which a new template offers them. */
export const BASIC_STARTERS = [
  "welcome",
  "promotion",
  "new_product",
  "coupon",
  "event",
  "holiday",
  "travel",
  "bill",
  "survey",
] as const;
export type BasicStarter = (typeof BASIC_STARTERS)[number];
export const BASIC_STARTER_WORDS: Labels<BasicStarter> = {
  welcome: label("neutral", "会员欢迎", "Member welcome"),
  promotion: label("neutral", "促销活动", "Promotion"),
  new_product: label("neutral", "新品上市", "New product launch"),
  coupon: label("neutral", "优惠券", "Coupon"),
  event: label("neutral", "活动邀请", "Event invitation"),
  holiday: label("neutral", "节日祝福", "Holiday greetings"),
  travel: label("neutral", "出行通知", "Travel notice"),
  bill: label("neutral", "账单提醒", "Bill reminder"),
  survey: label("neutral", "满意度调查", "Satisfaction survey"),
};
