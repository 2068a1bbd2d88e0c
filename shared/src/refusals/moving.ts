import type { Refusal } from "./refusal.ts";

/** Refusals of what is moved in from an account at another service (CHL-1). */
export const MOVING_REFUSALS = {
  import_no_account: {
    status: 409,
    zh: "通道「{name}」没有可读取的账号。",
    en: "Channel “{name}” has no account to read.",
    hint_zh: "请选择 KooMessage 通道。该通道由平台管理员新增运营商后开通。",
    hint_en: "Choose a KooMessage channel. A platform admin can add the carrier and grant the channel.",
  },
  import_account_shared: {
    status: 409,
    zh: "通道「{name}」的账号由多家企业共用，不能整体读取。",
    en: "Several enterprises share the account of channel “{name}”, so it can't be read as a whole.",
    hint_zh: "请联系平台管理员，用本企业自己的密钥新增一个运营商，并只对本企业开通。",
    hint_en:
      "Ask a platform admin to add a carrier with your enterprise's own keys, granted only to your enterprise.",
  },
  import_unread: {
    status: 409,
    zh: "未能读取账号：{why}。",
    en: "Couldn't read the account: {why}.",
    hint_zh: "已读取的内容会保留。问题解决后请再次读取，系统会从头核对，不会产生重复内容。",
    hint_en:
      "Content already read is kept. Once the problem is fixed, read the account again. Everything is rechecked and nothing is duplicated.",
  },
  import_needs_signature: {
    status: 409,
    zh: "本企业没有签名「{name}」，该短消息模板暂不能迁入。",
    en: "The signature “{name}” isn't in this enterprise, so this SMS template can't be imported yet.",
    hint_zh: "请先迁入或添加该签名。",
    hint_en: "Import or add the signature first.",
  },
  import_unmapped: {
    status: 422,
    zh: "该模板的内容无法还原：{what}。",
    en: "Couldn't restore the content of this template: {what}.",
    hint_zh: "请在模板管理中重新制作，并重新提交厂商审核。",
    hint_en: "Recreate it under Templates and submit it for vendor review again.",
  },
  import_picture_away: {
    status: 422,
    zh: "模板中的图片或视频无法取回：{what}。",
    en: "Couldn't fetch a picture or video of this template: {what}.",
    hint_zh: "请确认素材仍在 KooMessage 素材库中，然后再次读取账号。",
    hint_en: "Make sure the file is still in the KooMessage library, then read the account again.",
  },
  import_not_shown: {
    status: 409,
    zh: "没有厂商启用该模板。",
    en: "No vendor has enabled this template.",
    hint_zh: "请在模板审核通过并启用后再读取账号，或在模板管理中重新制作。",
    hint_en:
      "Read the account again once the template is approved and enabled, or recreate it under Templates.",
  },
  import_unnamed_signature: {
    status: 422,
    zh: "无法确定该短消息模板所属的签名。",
    en: "We can't tell which signature this SMS template belongs to.",
    hint_zh: "请在「短消息模板」中手动添加。",
    hint_en: "Add it manually under SMS templates.",
  },
} as const satisfies Record<string, Refusal>;
