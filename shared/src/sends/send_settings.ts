import { type Words, w } from "../ground/locale.ts";
import { YES_NO } from "../ground/tone.ts";
import { defineResource, setting } from "../resource/define.ts";
import { SETTINGS_INPUTS } from "./settings_inputs.ts";

/** The limits of Chinese SMS services, as they publish them, are what an enterprise begins with. */
const cap = (label: Words, initial: number, hint?: Words) =>
  ({ kind: "count", label, min: 1, max: 1000, initial, ...(hint && { hint }) }) as const;

/** Caps, the guard against failures and pay-as-you-go, for all sends of an enterprise (OPT-1, GRD-1, PKG-2). */
export const sendSettings = defineResource({
  noun: "send_settings",
  single: true,
  view: "send_settings",
  note: w(
    "对企业的所有发送任务生效，包括正在发送的。",
    "For all sends of the enterprise, also those under way.",
  ),
  form: setting(SETTINGS_INPUTS.update_send_settings, {
    verb: "update_send_settings",
    done: w("发送设置已保存", "Send settings saved"),
    inputs: {
      marketing_per_hour: cap(
        w("每号每小时营销信息", "Marketing, a number, an hour"),
        4,
        w(
          "同一号码在一段时间内最多收到多少条。超出的不会发送，记为「超出频次」并释放额度。默认值是国内短信服务公布的限制，运营商实际执行的可能更严。",
          "How many messages a number gets at most. More are left out, counted as “over the cap”, and their quota is released. The defaults are the limits that Chinese SMS services publish; a carrier may be stricter.",
        ),
      ),
      marketing_per_day: cap(w("每号每天营销信息", "Marketing, a number, a day"), 10),
      notice_per_minute: cap(w("每号每分钟通知", "Notices, a number, a minute"), 10),
      notice_per_day: cap(w("每号每天通知", "Notices, a number, a day"), 50),
      pause_at_failures: {
        kind: "share",
        label: w("失败超过百分之几即暂停", "Pause at failures over, %"),
        hint: w(
          "至少 100 个号码有结果后，失败比例超过此值的任务会被系统暂停，并发出告警；由人核对后恢复。",
          "Once 100 numbers have a result, a send of which more than this share failed is paused by the system and people are told; somebody looks and resumes it.",
        ),
        initial: 0.5,
      },
      pay_as_you_go: {
        kind: "flag",
        label: w("套餐用尽后按需计费", "Pay as you go beyond packages"),
        hint: w(
          "打开：套餐用完后继续发送，超出部分按需计费。关闭：额度不足的任务不能通过审批。",
          "On: sends go on when the packages are used up, and pay for what is beyond them. Off: a send that the packages do not hold cannot be approved.",
        ),
        values: YES_NO,
        initial: true,
      },
    },
  }),
});
