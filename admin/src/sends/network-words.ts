import { w } from "@tidings/shared/ground/locale.ts";

export const words = {
  title: w("按网络", "By network"),
  note: w("回执未注明网络的号码按号段估计", "Estimated from the prefix when no receipt states the network"),
  numbers: w("号码（按号段）", "Numbers (by prefix)"),
  submitted: w("已提交", "Sent to carrier"),
  delivered: w("送达", "Delivered"),
  failed: w("失败", "Failed"),
  told: w("回执已注明网络", "Network from receipt"),
  signature: w("签名报备", "Signature registration"),
  risk: w("链接风险", "Link risk"),
};
