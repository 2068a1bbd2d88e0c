import type { Refusal } from "./refusal.ts";

/** Refusals of access keys and of what they call. */
export const KEY_REFUSALS = {
  access_key_refused: {
    status: 401,
    zh: "没有这样的访问密钥，或签名不符。",
    en: "There is no such access key, or it did not sign this.",
    hint_zh: "请核对密钥 ID 与密钥、调用方的时钟，以及密钥是否已被吊销。",
    hint_en: "Check the key id and the secret, the clock of whoever calls, and that the key was not revoked.",
  },
  access_key_address: {
    status: 403,
    zh: "此访问密钥不能从 {address} 调用。",
    en: "This access key may not be used from {address}.",
    hint_zh: "请从允许的地址调用，或让管理密钥的人添加该地址。",
    hint_en: "Call from an address that it may come from, or ask whoever manages it to add this one.",
  },
  access_key_secrets_full: {
    status: 409,
    zh: "此访问密钥已有两个有效的密钥。",
    en: "Two secrets of this access key work already.",
    hint_zh: "请先结束旧密钥。",
    hint_en: "End the former one first.",
  },
  standing_stale: {
    status: 409,
    zh: "模板已不是提交时的版本。",
    en: "A template has another version now than what was submitted.",
    hint_zh: "请驳回，由提交人重新提交。",
    hint_en: "Reject it, so that it is submitted again as it is now.",
  },
  person_required: {
    status: 403,
    zh: "访问密钥不能执行此操作，须由成员本人进行。",
    en: "No access key may do this: a member has to.",
    hint_zh: "审批、放行和账号设置须由成员在管理台、聊天或终端进行。",
    hint_en: "Decisions and what belongs to an account are done by members, in the panel, chat or terminal.",
  },
  live_key_required: {
    status: 403,
    zh: "测试密钥不能执行此操作。",
    en: "No test key may do this.",
    hint_zh: "测试密钥可以读取、准备内容，并向沙箱发送。其他操作请使用正式密钥。",
    hint_en: "A test key reads, prepares contents and sends to the sandbox. Anything else is for a live key.",
  },
  test_key_channel: {
    status: 409,
    zh: "测试密钥只能到达沙箱，而此发送或常设审批使用真实通道。",
    en: "A test key reaches the sandbox alone, and this goes through a real channel.",
    hint_zh: "请选择沙箱通道，或使用正式密钥。",
    hint_en: "Choose a channel of the sandbox, or use a live key.",
    at: ["channel_id"],
  },
  test_channel_missing: {
    status: 409,
    zh: "测试密钥只能到达沙箱，而企业没有沙箱通道。",
    en: "A test key reaches the sandbox alone, and the enterprise has no channel of the sandbox.",
    hint_zh: "请平台管理员为企业开通沙箱通道。",
    hint_en: "Ask whoever runs the deployment for a channel of the sandbox.",
  },
  numbers_gone: {
    status: 409,
    zh: "此调用的发送已没有号码。",
    en: "The send of this call has no numbers any more.",
    hint_zh: "号码已到保留期限。请用测试密钥重新调用。",
    hint_en: "They were taken away at the end of their period. Call anew with a test key.",
  },
  address_invalid: {
    status: 422,
    zh: "「{address}」不是 IP 地址或网段。",
    en: "“{address}” is no address and no network.",
    hint_zh: "例如 203.0.113.7、10.1.0.0/16 或 2001:db8::/32。",
    hint_en: "Write it as 203.0.113.7, 10.1.0.0/16 or 2001:db8::/32.",
    at: ["addresses"],
  },
} as const satisfies Record<string, Refusal>;
