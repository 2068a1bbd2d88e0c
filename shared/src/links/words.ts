import type { Enum } from "../enums.ts";
import { type Labels, label } from "../tone.ts";

/** Display words of links; keys and order are those of Postgres. */

export const LINK_EVENT_WORDS: Labels<Enum<"link_event_kind">> = {
  resolution: label("good", "解析", "Resolution"),
  human: label("neutral", "浏览器打开", "Opened in a browser"),
  bot: label("neutral", "链接预览", "Link preview"),
  refused: label("bad", "已拒绝", "Refused"),
};

/** Why a link no longer answers with its card. */
export const LINK_VERDICT_WORDS: Labels<
  "ok" | "unknown" | "expired" | "used_up" | "vendor_unsupported" | "frozen"
> = {
  ok: label("good", "有效", "Valid"),
  unknown: label("bad", "短链不存在", "No such link"),
  expired: label("warning", "短链已过期", "The link has expired"),
  used_up: label("warning", "解析次数已用完", "All resolutions are used up"),
  vendor_unsupported: label("warning", "该厂商不支持此卡片", "Not made for this vendor"),
  frozen: label("bad", "短链已冻结", "The link is frozen"),
};
