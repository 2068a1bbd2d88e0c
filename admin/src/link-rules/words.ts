import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the link rules. */
export const words = {
  title: w("短链规则", "Link rules"),
  note: w(
    "本企业短链的跳转审核与防刷规则，仅企业管理员可修改；修改写入审计日志。",
    "How this enterprise guards its short links. Owners change them; the audit log keeps each change.",
  ),
  jump_approval: w("自定义跳转链接须先审核通过", "Jump links have to be approved first"),
  jump_approval_hint: w(
    "开启后，群发短链只能跳转到「自定义跳转链接」中已通过的地址。",
    "Group links then jump only to addresses approved under custom jump links.",
  ),
  group_burst: w("群发短链每分钟请求上限", "Requests a minute for a group link"),
  group_burst_hint: w(
    "超过时自动冻结该解析任务并告警，由管理员或审核员解冻。",
    "Beyond it the task is frozen and people are alerted; an owner or a reviewer lets it go on.",
  ),
  personal_burst: w("个性化短链每分钟请求上限", "Requests a minute for a personal link"),
  personal_burst_hint: w(
    "仅统计被拒绝的请求；超过时自动冻结该条短链并告警。",
    "Only refused requests count; beyond it the link is frozen and people are alerted.",
  ),
  whole: w("请填写 1 到 999,999,999 的整数", "A whole number from 1 to 999,999,999"),
  per_minute: w("次 / 分钟", "a minute"),
  save: w("保存", "Save"),
  saved: w("规则已保存", "Saved"),
};
