import type { Refusal } from "./refusal.ts";

/** Refusals of access keys and of what they call. */
export const KEY_REFUSALS = {
  access_key_refused: {
    status: 401,
    zh: "访问密钥不存在，或签名不符。",
    en: "The access key doesn't exist, or the signature doesn't match.",
    hint_zh: "请核对密钥 ID、密钥和调用方的时钟，并确认密钥未被吊销。",
    hint_en:
      "Check the key ID, the secret and the caller's clock, and make sure the key hasn't been revoked.",
  },
  access_key_address: {
    status: 403,
    zh: "此访问密钥不能从 {address} 调用。",
    en: "You can't use this access key from {address}.",
    hint_zh: "请从允许的地址调用，或请密钥的管理者添加该地址。",
    hint_en: "Call from an allowed address, or ask the person who manages the key to add this one.",
  },
  access_key_secrets_full: {
    status: 409,
    zh: "此访问密钥已有两个有效的密钥（SK）。",
    en: "This access key already has two active secrets.",
    hint_zh: "请先吊销旧密钥（SK）。",
    hint_en: "Revoke the old secret first.",
  },
  standing_stale: {
    status: 409,
    zh: "模板已不是提交时的版本。",
    en: "A template has changed since this was submitted.",
    hint_zh: "请驳回，由提交人重新提交。",
    hint_en: "Reject it so that the submitter can submit it again.",
  },
  standing_gone: {
    status: 409,
    zh: "常设审批「{name}」已不再生效，须重新审批。",
    en: "The standing approval “{name}” is no longer in effect, so this needs approval again.",
    hint_zh: "由有审批权限的成员审批后继续；已提交的号码不受影响。",
    hint_en: "It goes on once someone who may approve it does. What was already handed over isn't affected.",
  },
  standing_hours: {
    status: 409,
    zh: "常设审批「{name}」只覆盖 {from}–{until} 开始或继续的发送，须重新审批。",
    en: "The standing approval “{name}” only covers sends that begin or go on between {from} and {until}, so this needs approval again.",
    hint_zh: "由有审批权限的成员审批后继续。",
    hint_en: "It goes on once someone who may approve it does.",
  },
  standing_day_full: {
    status: 409,
    zh: "常设审批「{name}」当日的 {max} 个号码已用完，须重新审批。",
    en: "The {max} numbers a day of the standing approval “{name}” are used up, so this needs approval again.",
    hint_zh: "由有审批权限的成员审批后继续。",
    hint_en: "It goes on once someone who may approve it does.",
  },
  person_required: {
    status: 403,
    zh: "访问密钥不能执行此操作，须由成员本人进行。",
    en: "Access keys can't do this. A member must do it.",
    hint_zh: "审批、放行和账号设置须由成员在管理台、聊天或终端中进行。",
    hint_en: "Approvals, releases and account settings are for members only, in the panel, chat or terminal.",
  },
  proposals_wait: {
    status: 409,
    zh: "{name} 已有 {most} 项操作申请尚未处理。",
    en: "{name} already has {most} proposals waiting.",
    hint_zh: "请等待对方处理，或在现有申请失效（一周）后再提交。",
    hint_en: "Wait until the proposals are handled or expire after a week, then propose again.",
  },
  proposal_of_another: {
    status: 403,
    zh: "此操作申请的接收人是另一位成员。",
    en: "This proposal is for another person.",
    hint_zh: "只有收到操作申请的人才能执行。您可以在管理台或用命令自行操作。",
    hint_en:
      "Only the person who received the proposal can run it. You can do it yourself in the panel or with the command.",
  },
  proposal_key_revoked: {
    status: 409,
    zh: "提交此操作申请的访问密钥已被吊销，申请已失效。",
    en: "The access key that made this proposal was revoked, so the proposal is void.",
    hint_zh: "如仍需执行，请在管理台或用命令自行操作。",
    hint_en: "If you still need it, do it yourself in the panel or with the command.",
  },
  proposal_elsewhere: {
    status: 409,
    zh: "此操作申请属于另一个企业，您当前未切换到该企业。",
    en: "This proposal belongs to an enterprise you aren't currently working in.",
    hint_zh: "请先切换到该企业，再点击此按钮。",
    hint_en: "Switch to that enterprise first, then click the button again.",
  },
  live_key_required: {
    status: 403,
    zh: "测试密钥不能执行此操作。",
    en: "Test keys can't do this.",
    hint_zh: "测试密钥可用于读取和准备内容，以及向沙箱发送。其他操作请使用正式密钥。",
    hint_en:
      "Test keys can read data, prepare content and send to the sandbox. Use a live key for anything else.",
  },
  test_key_channel: {
    status: 409,
    zh: "测试密钥只能发往沙箱，但此发送任务或常设审批使用的是真实通道。",
    en: "Test keys can only send to the sandbox, but this send or standing approval uses a real channel.",
    hint_zh: "请选择沙箱通道，或使用正式密钥。",
    hint_en: "Choose a sandbox channel, or use a live key.",
    at: ["channel_id"],
  },
  test_channel_missing: {
    status: 409,
    zh: "测试密钥只能发往沙箱，但企业没有沙箱通道。",
    en: "Test keys can only send to the sandbox, but the enterprise has no sandbox channel.",
    hint_zh: "请平台管理员为企业开通沙箱通道。",
    hint_en: "Ask a platform admin to grant your enterprise a sandbox channel.",
  },
  numbers_gone: {
    status: 409,
    zh: "此次调用所创建的发送任务中已没有号码。",
    en: "The send made by this call has no numbers left.",
    hint_zh: "号码已超过保留期限。请用测试密钥重新调用。",
    hint_en: "The numbers are past their retention period. Call again with a test key.",
  },
  address_invalid: {
    status: 422,
    zh: "「{address}」不是 IP 地址或网段。",
    en: "“{address}” isn't a valid IP address or IP range.",
    hint_zh: "例如 203.0.113.7、10.1.0.0/16 或 2001:db8::/32。",
    hint_en: "For example, 203.0.113.7, 10.1.0.0/16 or 2001:db8::/32.",
    at: ["addresses"],
  },
} as const satisfies Record<string, Refusal>;
