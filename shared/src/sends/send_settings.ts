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
    "这些设置对企业的所有发送任务生效，包括正在发送的任务。",
    "These settings apply to all your enterprise's sends, including those in progress.",
  ),
  form: setting(SETTINGS_INPUTS.update_send_settings, {
    verb: "update_send_settings",
    done: w("发送设置已保存", "Send settings saved"),
    inputs: {
      marketing_per_hour: cap(
        w("每个号码每小时营销信息条数", "Marketing messages per number per hour"),
        4,
        w(
          "同一号码在一段时间内最多可收到的条数。超出的信息不会发送，记为「超出频次」并释放额度。默认值是国内短信服务商公布的限制，运营商实际执行的标准可能更严。",
          "How many messages one number can receive in a period. Messages beyond that aren't sent. They count as “Over frequency cap”, and their quota is released. Defaults are the limits published by Chinese SMS services; carriers may be stricter.",
        ),
      ),
      marketing_per_day: cap(w("每个号码每天营销信息条数", "Marketing messages per number per day"), 10),
      notice_per_minute: cap(w("每个号码每分钟通知条数", "Notices per number per minute"), 10),
      notice_per_day: cap(w("每个号码每天通知条数", "Notices per number per day"), 50),
      pause_at_failures: {
        kind: "share",
        label: w("失败比例超过此值（%）时暂停", "Pause when failures exceed (%)"),
        hint: w(
          "至少 100 个号码有结果后，系统会暂停失败比例超过此值的任务，并发出告警；人工核对后可恢复。",
          "Once 100 numbers have a result, we pause any send whose failure rate is above this and raise an alert. Someone must check it before it can resume.",
        ),
        initial: 0.5,
      },
      pay_as_you_go: {
        kind: "flag",
        label: w("套餐用尽后按需计费", "Pay-as-you-go after packages run out"),
        hint: w(
          "打开：套餐用完后继续发送，超出部分按需计费。关闭：额度不足的任务不能通过审批。",
          "On: sends continue after packages run out, and anything beyond them is billed as pay-as-you-go. Off: a send can't be approved if the quota doesn't cover it.",
        ),
        values: YES_NO,
        initial: true,
      },
    },
  }),
});
