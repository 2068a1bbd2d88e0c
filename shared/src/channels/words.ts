import type { Enum } from "../ground/enums.ts";
import { w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import type { Known } from "../resource/known.ts";

/** Who says whether a template may be sent (`template_resolver`). */
export const RESOLVER_WORDS: Labels<"carrier" | "by_hand"> = {
  carrier: label("neutral", "运营商回传", "Reported by the carrier"),
  by_hand: label("neutral", "平台人工登记", "Recorded manually by the platform"),
};

/** The health of a channel (`channel_cards.health`). */
export type ChannelHealth = "well" | "throttled" | "sick" | "paused" | "held" | "revoked";

export const CHANNEL_HEALTH_WORDS: Labels<ChannelHealth> = {
  well: label("good", "正常", "Working"),
  throttled: label("warning", "限流中", "Throttled"),
  sick: label("bad", "异常", "Failing"),
  paused: label("warning", "已暂停", "Paused"),
  held: label("warning", "平台暂停", "Paused by the platform"),
  revoked: label("bad", "已收回", "Revoked"),
};

/** The health of a carrier (`carrier_cards.health`). */
export type CarrierHealth = "well" | "partly" | "sick" | "unused" | "keyless" | "paused";

export const CARRIER_HEALTH_WORDS: Labels<CarrierHealth> = {
  well: label("good", "正常", "Working"),
  partly: label("warning", "部分通道异常", "Some channels failing"),
  sick: label("bad", "异常", "Failing"),
  unused: label("neutral", "未使用", "Unused"),
  keyless: label("bad", "缺少密钥", "No key"),
  paused: label("warning", "已暂停", "Paused"),
};

/** Whether an account was told where to report to (`carrier_cards.callbacks`). */
export const CALLBACKS_WORDS: Labels<"none" | "waiting" | "registered" | "by_hand" | "outdated"> = {
  none: label("warning", "未登记", "Not registered"),
  waiting: label("progress", "登记中", "Registering"),
  registered: label("good", "已登记", "Registered"),
  by_hand: label("warning", "须手工粘贴", "Paste manually"),
  outdated: label("warning", "密钥已更换，须重新登记", "Key rotated: register again"),
};

/** The adapters there are (`channel_adapter`): what a carrier speaks. */
export const ADAPTER_WORDS: Labels<Enum<"channel_adapter">> = {
  sandbox: label("neutral", "运营商协议", "Carrier protocol"),
  smpp: label("neutral", "SMPP 3.4", "SMPP 3.4"),
  koomessage: label("neutral", "云消息服务 KooMessage", "KooMessage"),
};

/** What became of a test message of a carrier (`carrier_tests.state`). */
export type CarrierTestState =
  | "waiting"
  | "handed"
  | "accepted"
  | "unanswered"
  | "not_taken"
  | "rejected"
  | "delivered"
  | "failed"
  | "expired";

export const CARRIER_TEST_WORDS: Labels<CarrierTestState> = {
  waiting: label("progress", "等待发送", "Waiting to be sent"),
  handed: label("progress", "已提交，等待应答", "Sent to carrier, no answer yet"),
  accepted: label("progress", "运营商已接受，等待回执", "Accepted, waiting for receipt"),
  unanswered: label("warning", "运营商无响应，消息可能已发出", "No answer; it may have been sent"),
  not_taken: label("bad", "运营商未接收", "Not accepted"),
  rejected: label("bad", "运营商拒绝", "Rejected"),
  delivered: label("good", "已送达", "Delivered"),
  failed: label("bad", "发送失败", "Failed"),
  expired: label("bad", "已过期", "Expired"),
};

/** The sandbox (`private.set_deployment`), and the channels to it that enterprises are opened with. */
export const CARRIER_NAMES = { sandbox: w("沙箱", "sandbox") } as const satisfies Known;
