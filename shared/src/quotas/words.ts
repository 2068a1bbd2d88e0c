import type { Enum } from "../enums.ts";
import { type Labels, label } from "../tone.ts";

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
  granted: label("neutral", "总额度", "Granted"),
  available: label("good", "可用", "Available"),
  reserved: label("progress", "已预留", "Reserved"),
  used: label("neutral", "已使用", "Used"),
  expired: label("warning", "已过期", "Expired"),
};

/** The reason of a transfer (`quota_ledger.reason`). */
export const LEDGER_REASON_WORDS: Labels<
  "package" | "reserve" | "settle" | "release" | "late resolution" | "links over" | "resolution" | "expiry"
> = {
  package: label("good", "购买套餐", "Package bought"),
  reserve: label("progress", "发送预留", "Reserved for a send"),
  settle: label("neutral", "发送扣减", "Used by a send"),
  release: label("good", "未用释放", "Released unused"),
  "late resolution": label("progress", "失败后仍被解析，补扣", "Taken again: opened after all"),
  "links over": label("good", "短链到期释放", "Released, links are over"),
  resolution: label("neutral", "短链解析扣减", "Used by a short link"),
  expiry: label("warning", "套餐到期", "Package expired"),
};

/** 按需 (pay-as-you-go): use beyond the packages. */
export const PAY_AS_YOU_GO_WORDS = { zh: "按需计费", en: "Pay as you go" };
