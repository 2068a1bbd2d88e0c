import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the send settings. */
export const words = {
  title: w("发送设置", "Send settings"),
  note: w(
    "对企业的所有发送任务生效，包括正在发送的。",
    "For all sends of the enterprise, also those under way.",
  ),
  read_only: w("您可以查看，修改需要企业管理员。", "You may look; an owner changes them."),
  caps: w("频次上限", "Frequency caps"),
  caps_note: w(
    "同一号码在一段时间内最多收到多少条。超出的不会发送，记为「超出频次」并释放额度。默认值是国内短信服务公布的限制，运营商实际执行的可能更严。",
    "How many messages a number gets at most. More are left out, counted as “over the cap”, and their quota is released. The defaults are the limits that Chinese SMS services publish; a carrier may be stricter.",
  ),
  marketing_per_hour: w("营销类 · 每小时", "Marketing, an hour"),
  marketing_per_day: w("营销类 · 每天", "Marketing, a day"),
  notice_per_minute: w("通知类 · 每分钟", "Notices, a minute"),
  notice_per_day: w("通知类 · 每天", "Notices, a day"),
  by_default: w("默认 {value}", "{value} by default"),
  guard: w("失败保护", "Failure guard"),
  guard_note: w(
    "至少 100 个号码有结果后，失败比例超过此值的任务会被系统暂停，并发出告警；由人核对后恢复。",
    "Once 100 numbers have a result, a send of which more than this share failed is paused by the system and people are told; somebody looks and resumes it.",
  ),
  pause_at_failures: w("失败比例超过（%）", "Failures above (%)"),
  money: w("按需计费", "Pay as you go"),
  money_note: w(
    "打开：套餐用完后继续发送，超出部分按需计费。关闭：额度不足的任务不能通过审批。",
    "On: sends go on when the packages are used up, and pay for what is beyond them. Off: a send that the packages do not hold cannot be approved.",
  ),
  pay_as_you_go: w("允许超出套餐", "Beyond the packages"),
  on: w("开", "On"),
  off: w("关", "Off"),
  window: w("营销时段", "Marketing window"),
  window_note: w(
    "营销类信息只在此时段内发出（企业时区 {zone}）；时段外的等待下一次开放。时段是审批内容的一部分：修改后，等待审批的与循环的任务需重新提交审批。",
    "Marketing goes out in these hours only (the enterprise's clock, {zone}); outside it waits for the next opening. The window is part of what was approved: what waits or repeats is approved anew after a change.",
  ),
  opens: w("开始", "Opens"),
  closes: w("结束", "Closes"),
  save: w("保存", "Save"),
  saved: w("设置已保存", "Saved"),
  restore: w("恢复默认值", "Back to the defaults"),
};
