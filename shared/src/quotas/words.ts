import type { Enum } from "../ground/enums.ts";
import { w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of packages and quota; keys and order are those of Postgres. */

export const QUOTA_KIND_WORDS: Labels<Enum<"quota_kind">> = {
  aim_resolution: label("neutral", "智能信息解析", "AIM resolutions"),
  basic: label("neutral", "智能信息基础版", "Basic edition"),
  sa_resolution: label("neutral", "智能信息服务号", "Service account"),
};

/** 规格 of a package; only those of the basic edition differ by network. */
export const PACKAGE_SPEC_WORDS: Labels<"three_network" | "mobile" | "unicom" | "telecom"> = {
  three_network: label("neutral", "三网", "All three networks"),
  mobile: label("neutral", "移动", "China Mobile"),
  unicom: label("neutral", "联通", "China Unicom"),
  telecom: label("neutral", "电信", "China Telecom"),
};

export const QUOTA_ACCOUNT_WORDS: Labels<"granted" | "available" | "reserved" | "used" | "expired"> = {
  granted: label("neutral", "总额度", "Total"),
  available: label("good", "可用", "Available"),
  reserved: label("progress", "已预留", "Reserved"),
  used: label("neutral", "已使用", "Used"),
  expired: label("warning", "已过期", "Expired"),
};

/** What has a price beyond the packages (`unit_prices.item`). */
export const PRICED_ITEM_WORDS: Labels<Enum<"quota_kind"> | "sms_segment"> = {
  ...QUOTA_KIND_WORDS,
  sms_segment: label("neutral", "短信（按条计费）", "SMS (per segment)"),
};

export const OFFER_STATE_WORDS: Labels<"listed" | "withdrawn"> = {
  listed: label("good", "已上架", "Listed"),
  withdrawn: label("neutral", "已下架", "Taken off sale"),
};

export const ORDER_STATE_WORDS: Labels<Enum<"order_state">> = {
  ordered: label("progress", "待确认付款", "Awaiting payment"),
  paid: label("good", "已支付", "Paid"),
  cancelled: label("neutral", "已取消", "Cancelled"),
  declined: label("bad", "未通过", "Declined"),
};

/** The reason of a transfer (`quota_ledger.reason`). */
export const LEDGER_REASON_WORDS: Labels<
  | "package"
  | "reserve"
  | "settle"
  | "release"
  | "late resolution"
  | "links over"
  | "late delivery"
  | "late failure"
  | "other network"
  | "send over"
  | "resolution"
  | "click"
  | "expiry"
> = {
  package: label("good", "购买套餐", "Package purchase"),
  reserve: label("progress", "发送预留", "Reserved for a send"),
  settle: label("neutral", "发送扣减", "Used by a send"),
  release: label("good", "未使用额度释放", "Released unused"),
  "late resolution": label("progress", "失败后仍被解析，补扣", "Charged again: resolved after failing"),
  "links over": label("good", "短链到期释放", "Released: short links expired"),
  "late delivery": label("progress", "失败后又送达，补扣", "Charged again: delivered after failing"),
  "late failure": label("good", "超时后失败，退回", "Refunded: failed after timing out"),
  "other network": label("neutral", "号码属于另一网络", "Reserved again: number on another network"),
  "send over": label("good", "发送结束释放", "Released: send ended"),
  resolution: label("neutral", "短链解析扣减", "Used by a short link"),
  click: label("neutral", "服务号点击扣减", "Used by clicks on service accounts"),
  expiry: label("warning", "套餐到期", "Package expired"),
};

/** 按需 (pay-as-you-go): use beyond the packages. */
export const PAY_AS_YOU_GO_WORDS = w("按需计费", "Pay-as-you-go");

/** The forecast of `runs_out_on` of a balance. */
export const RUNS_OUT_WORDS = w(
  "按近 14 天的用量，预计 {day} 用完",
  "At the pace of the last 14 days, your quota will run out on {day}",
);
