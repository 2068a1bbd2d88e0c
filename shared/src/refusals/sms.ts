import type { Refusal } from "./refusal.ts";

/** Refusals of SMS applications, signatures and SMS templates (SMS-1, §7.3). */
export const SMS_REFUSALS = {
  sms_app_name_invalid: {
    status: 422,
    zh: "「{name}」不能作为应用名称：只能包含英文字母、数字、下划线，最多 64 个字符。",
    en: "“{name}” is no name of an application: letters, digits and underscores, at most 64.",
    hint_zh: "请换一个名称。",
    hint_en: "Choose another name.",
  },
  sms_apps_full: {
    status: 409,
    zh: "短消息应用已达上限 {max} 个。",
    en: "There are {max} SMS applications already, which is the most.",
    hint_zh: "应用不能删除，请使用已有的应用。",
    hint_en: "Applications are never deleted: use one there is.",
  },
  signature_name_invalid: {
    status: 422,
    zh: "「{name}」不能作为签名：2 至 18 个字符，不带括号。",
    en: "“{name}” is no signature: 2 to 18 characters, without brackets.",
    hint_zh: "请修改签名名称；括号由系统加上。",
    hint_en: "Change the name; the system puts the brackets round it.",
  },
  promotion_unconfirmed: {
    status: 422,
    zh: "推广类短信仅支持发送给已有订购关系的会员用户。",
    en: "Promotions may only go to members with an existing order relation.",
    hint_zh: "请确认后再提交（members_only：是）。",
    hint_en: "Confirm it, then submit again (members_only: yes).",
  },
  licence_required: {
    status: 422,
    zh: "请上传签名归属方的营业执照。",
    en: "The licence of whom the signature belongs to is missing.",
    hint_zh: "支持 jpg、jpeg、png、gif，不超过 2 MB。",
    hint_en: "Attach a jpg, jpeg, png or gif of at most 2 MB.",
  },
  sms_content_signed: {
    status: 422,
    zh: "模板内容中不能有【】，签名由系统加在开头。",
    en: "The text has 【 or 】 in it; the system puts the signature in front.",
    hint_zh: "请去掉内容中的【】。",
    hint_en: "Leave the brackets out.",
  },
  sms_content_address: {
    status: 422,
    zh: "模板内容中不能写网址。",
    en: "The text has a web address in it.",
    hint_zh: "请改用短链的位置，短链由系统填入。",
    hint_en: "Put in the place for the link; the system fills it.",
  },
  sms_link_twice: {
    status: 422,
    zh: "模板内容中只能有一个短链的位置。",
    en: "The text has more than one place for the link.",
    hint_zh: "请只保留一个。",
    hint_en: "Keep one.",
  },
  sms_content_length: {
    status: 422,
    zh: "短信共 {length} 个字符，最多 {max} 个，签名、短链和退订说明都计算在内。",
    en: "The message has {length} characters, {max} at most; signature, link and opt-out words count.",
    hint_zh: "请缩短模板内容。",
    hint_en: "Shorten the text.",
  },
  sms_variable_name_invalid: {
    status: 422,
    zh: "变量名「{name}」无效：以字母或下划线开头，由字母、数字、下划线组成，最多 32 个字符。",
    en: "“{name}” is no name of a variable: a letter or underscore, then letters, digits or underscores, at most 32.",
    hint_zh: "请修改模板内容中的变量。",
    hint_en: "Change it in the text.",
  },
  sms_variables_differ: {
    status: 422,
    zh: "内容中的变量（{places}）与填写了属性的变量（{variables}）不一致。",
    en: "The text has the variables {places}; kinds and examples are given for {variables}.",
    hint_zh: "请为内容中的每个变量填写类型和示例。",
    hint_en: "Give a kind and an example for each variable of the text, and for no other.",
  },
  sms_variable_example_invalid: {
    status: 422,
    zh: "变量「{name}」的示例不符合其类型，或超过 20 个字符。",
    en: "The example of “{name}” is not of its kind, or has more than 20 characters.",
    hint_zh: "请修改示例。",
    hint_en: "Change the example.",
  },
} as const satisfies Record<string, Refusal>;
