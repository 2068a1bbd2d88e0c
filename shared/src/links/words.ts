import type { Enum } from "../ground/enums.ts";
import { w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import type { Known } from "../resource/known.ts";

/** Display words of links; keys and order are those of Postgres. */

export const LINK_EVENT_WORDS: Labels<Enum<"link_event_kind">> = {
  resolution: label("good", "解析", "Resolution"),
  human: label("neutral", "浏览器打开", "Opened in a browser"),
  bot: label("neutral", "链接预览", "Link preview"),
  refused: label("bad", "已拒绝", "Rejected"),
};

export const RESOLVE_TASK_KIND_WORDS: Labels<Enum<"resolve_task_kind">> = {
  group: label("neutral", "群发", "Group link"),
  personal: label("neutral", "个性化", "Personal links"),
};

/** The guide's generation states (生成状态). */
export const RESOLVE_TASK_STATE_WORDS: Labels<Enum<"resolve_task_state">> = {
  generating: label("progress", "生成中", "Generating"),
  partial: label("warning", "部分成功", "Partly succeeded"),
  done: label("good", "成功", "Succeeded"),
  failed: label("bad", "失败", "Failed"),
  cancelled: label("neutral", "已取消", "Ended"),
};

export const LINK_REJECT_REASON_WORDS: Labels<Enum<"link_reject_reason">> = {
  missing_parameter: label("bad", "缺少模板参数", "Missing parameter"),
  cust_flag_missing: label("bad", "缺少客户标识", "Missing customer ID"),
  cust_flag_too_long: label("bad", "客户标识超过 64 个字符", "Customer ID longer than 64 characters"),
  duplicate: label("warning", "客户标识重复", "Duplicate customer ID"),
  retrying: label("progress", "正在重新生成", "Retrying"),
};

/** Where a resolve task came from. */
export const RESOLVE_TASK_SOURCE_WORDS: Labels<"template" | "send" | "command" | "api"> = {
  template: label("neutral", "模板", "Template"),
  send: label("neutral", "发送任务", "Send"),
  command: label("neutral", "命令", "Command"),
  api: label("neutral", "API", "API"),
};

/** What the state of a link is called, in every list and card. */
export const LINK_STATUS = w("短链状态", "Link state");

/** `status` of resolve_task_cards and link_cards: does the link show its card now? */
export const LINK_STATUS_WORDS: Labels<
  "live" | "used_up" | "expired" | "frozen" | "generating" | "failed" | "cancelled"
> = {
  live: label("good", "有效", "Valid"),
  used_up: label("neutral", "已用完", "Used up"),
  expired: label("warning", "已过期", "Expired"),
  frozen: label("bad", "已冻结", "Frozen"),
  generating: label("progress", "生成中", "Generating"),
  failed: label("bad", "生成失败", "Failed"),
  cancelled: label("neutral", "已取消", "Ended"),
};

/** Why a link no longer answers with its card. */
export const LINK_VERDICT_WORDS: Labels<
  "ok" | "unknown" | "cancelled" | "expired" | "used_up" | "vendor_unsupported" | "frozen"
> = {
  ok: label("good", "有效", "Valid"),
  unknown: label("bad", "短链不存在", "No such short link"),
  cancelled: label("neutral", "短链已停用", "The short link is disabled"),
  expired: label("warning", "短链已过期", "The short link has expired"),
  used_up: label("warning", "解析次数已用完", "All resolutions used up"),
  vendor_unsupported: label("warning", "该厂商不支持此卡片", "Card not supported by this vendor"),
  frozen: label("bad", "短链已冻结", "The short link is frozen"),
};

/** The domain that every enterprise is opened with: links under the deployment's own address (`private.equip_enterprise`). */
export const DOMAIN_NAMES = {
  default: w("系统自带地址", "This system's built-in address"),
} as const satisfies Known;
