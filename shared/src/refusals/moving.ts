import type { Refusal } from "./refusal.ts";

/** Refusals of what is moved in from an account at another service (CHL-1). */
export const MOVING_REFUSALS = {
  import_no_account: {
    status: 409,
    zh: "通道「{name}」没有可读取的账号。",
    en: "There is no account to read behind the channel “{name}”.",
    hint_zh: "请选择 KooMessage 通道；由平台管理员新增运营商并开通。",
    hint_en:
      "Choose a channel of a KooMessage carrier; a platform admin adds the carrier and grants the channel.",
  },
  import_account_shared: {
    status: 409,
    zh: "通道「{name}」的账号由多家企业共用，不能整体读取。",
    en: "Several enterprises share the account behind the channel “{name}”, so nobody reads it whole.",
    hint_zh: "请由平台管理员用本企业自己的密钥新增一个运营商，只开通给本企业。",
    hint_en: "Have a platform admin add a carrier with the enterprise's own keys, granted to it alone.",
  },
  import_unread: {
    status: 409,
    zh: "账号未能读取：{why}。",
    en: "The account could not be read: {why}.",
    hint_zh: "已读取的内容保留；解决后再次执行即从头核对，不会重复。",
    hint_en: "What was read is kept. Run it again when that is mended: nothing comes twice.",
  },
  import_needs_signature: {
    status: 409,
    zh: "签名「{name}」不在本企业，该短消息模板暂不能迁入。",
    en: "The signature “{name}” is not here, so this SMS template cannot come yet.",
    hint_zh: "请先迁入或添加该签名。",
    hint_en: "Bring or add the signature first.",
  },
  import_unmapped: {
    status: 422,
    zh: "该模板的内容无法还原：{what}。",
    en: "The content of this template cannot be read back: {what}.",
    hint_zh: "请在模板管理中重新制作，并重新提交厂商审核。",
    hint_en: "Make it anew under Templates, and have the vendors review it.",
  },
  import_picture_away: {
    status: 422,
    zh: "模板中的图片或视频无法取回：{what}。",
    en: "A picture or video of this template could not be fetched: {what}.",
    hint_zh: "请确认素材仍在 KooMessage 素材库中，再次读取账号。",
    hint_en: "See that it is still in the library at KooMessage, and read the account again.",
  },
  import_not_shown: {
    status: 409,
    zh: "没有厂商启用该模板。",
    en: "No vendor shows this template.",
    hint_zh: "审核通过并启用后再读取；或在模板管理中重新制作。",
    hint_en: "Read the account again once a vendor has approved it, or make it anew under Templates.",
  },
  import_unnamed_signature: {
    status: 422,
    zh: "无法确定该短消息模板所属的签名。",
    en: "The account does not say which signature this SMS template has.",
    hint_zh: "请在短消息模板中手工添加。",
    hint_en: "Add it by hand under SMS templates.",
  },
} as const satisfies Record<string, Refusal>;
