import { defineWords } from "../../ui/words.ts";

/** Texts of the send settings. */
export const words = defineWords(
  "send-settings",
  {
    title: "发送设置",
    note: "对企业的所有发送任务生效，包括正在发送的。",
    read_only: "您可以查看，修改需要企业管理员。",
    caps: "频次上限",
    caps_note:
      "同一号码在一段时间内最多收到多少条。超出的不会发送，记为「超出频次」并释放额度。默认值是国内短信服务公布的限制，运营商实际执行的可能更严。",
    marketing_per_hour: "营销类 · 每小时",
    marketing_per_day: "营销类 · 每天",
    notice_per_minute: "通知类 · 每分钟",
    notice_per_day: "通知类 · 每天",
    by_default: "默认 {value}",
    guard: "失败保护",
    guard_note: "至少 100 个号码有结果后，失败比例超过此值的任务会被系统暂停，并发出告警；由人核对后恢复。",
    pause_at_failures: "失败比例超过（%）",
    money: "按需计费",
    money_note: "打开：套餐用完后继续发送，超出部分按需计费。关闭：额度不足的任务不能通过审批。",
    pay_as_you_go: "允许超出套餐",
    on: "开",
    off: "关",
    window: "营销时段",
    window_note:
      "营销类信息只在此时段内发出（企业时区 {zone}）；时段外的等待下一次开放。时段是审批内容的一部分：修改后，等待审批的与循环的任务需重新提交审批。",
    opens: "开始",
    closes: "结束",
    save: "保存",
    saved: "设置已保存",
    restore: "恢复默认值",
  },
  {
    title: "Send settings",
    note: "For all sends of the enterprise, also those under way.",
    read_only: "You may look; an owner changes them.",
    caps: "Frequency caps",
    caps_note:
      "How many messages a number gets at most. More are left out, counted as “over the cap”, and their quota is released. The defaults are the limits that Chinese SMS services publish; a carrier may be stricter.",
    marketing_per_hour: "Marketing, an hour",
    marketing_per_day: "Marketing, a day",
    notice_per_minute: "Notices, a minute",
    notice_per_day: "Notices, a day",
    by_default: "{value} by default",
    guard: "Failure guard",
    guard_note:
      "Once 100 numbers have a result, a send of which more than this share failed is paused by the system and people are told; somebody looks and resumes it.",
    pause_at_failures: "Failures above (%)",
    money: "Pay as you go",
    money_note:
      "On: sends go on when the packages are used up, and pay for what is beyond them. Off: a send that the packages do not hold cannot be approved.",
    pay_as_you_go: "Beyond the packages",
    on: "On",
    off: "Off",
    window: "Marketing window",
    window_note:
      "Marketing goes out in these hours only (the enterprise's clock, {zone}); outside it waits for the next opening. The window is part of what was approved: what waits or repeats is approved anew after a change.",
    opens: "Opens",
    closes: "Closes",
    save: "Save",
    saved: "Saved",
    restore: "Back to the defaults",
  },
);
