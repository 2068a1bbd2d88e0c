import type { Enum } from "../ground/enums.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of service accounts and channel numbers (§9). */

export const ACCOUNT_STATE_WORDS: Labels<Enum<"account_state">> = {
  active: label("good", "正常", "Active"),
  frozen: label("bad", "已冻结", "Frozen"),
};

/** The three parts of an account, each reviewed by itself. */
export const ACCOUNT_PART_WORDS: Labels<Enum<"account_part_kind">> = {
  profile: label("neutral", "服务号资料", "Profile"),
  menus: label("neutral", "菜单", "Menus"),
  home: label("neutral", "主页", "Home page"),
};

/** Kinds of channel numbers: `port_type` 1, 3 and 5 of the API. */
export const PORT_KIND_WORDS: Labels<Enum<"port_kind">> = {
  plain: label("neutral", "普通通道号", "Plain"),
  prefix: label("neutral", "前缀通道号", "Prefix"),
  suffix: label("neutral", "后缀通道号", "Suffix"),
};

/** Whether the vendors have an account as it was approved last (`service_account_cards.handoff`). */
export const HANDOFF_WORDS: Labels<"waiting" | "handed" | "refused" | "by_hand" | "no_channel"> = {
  waiting: label("progress", "等待提交给厂商", "Waiting to be submitted to vendors"),
  handed: label("good", "已提交给厂商", "Submitted to vendors"),
  refused: label("bad", "厂商未接收", "Not accepted by vendors"),
  by_hand: label("neutral", "由平台人工提交", "Submitted manually by the platform"),
  no_channel: label("warning", "没有可用的通道", "No channel available"),
};

/** What an account lacks before it can be used. */
export const MISSING_WORDS: Labels<"profile" | "menus" | "home" | "port" | "thawed"> = {
  profile: label("warning", "资料未通过审核", "its profile isn't approved"),
  menus: label("warning", "菜单未通过审核", "its menus aren't approved"),
  home: label("warning", "主页未通过审核", "its home page isn't approved"),
  port: label("warning", "未绑定通道号", "no channel number is bound to it"),
  thawed: label("bad", "已冻结", "it is frozen"),
};
