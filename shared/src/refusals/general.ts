import type { Refusal } from "./refusal.ts";

/** Refusals any verb may give. */
export const GENERAL_REFUSALS = {
  not_found: {
    status: 404,
    zh: "未找到该{thing}，或您无权查看。",
    en: "There is no such {thing}, or it is not visible to you.",
    hint_zh: "请检查编号是否正确，以及当前企业是否选对。",
    hint_en: "Check the id, and that you are in the right enterprise.",
  },
  wrong_state: {
    status: 409,
    zh: "该{thing}当前为「{state}」，不能执行「{verb}」。",
    en: "The {thing} is “{state}”, so this is not possible now: {verb}.",
    hint_zh: "可能已有其他人处理，请刷新查看最新状态。",
    hint_en: "Someone may have moved it already; look at it again.",
  },
  reason_required: {
    status: 422,
    zh: "执行「{verb}」需要填写原因。",
    en: "This needs a reason: {verb}.",
    hint_zh: "原因会展示给提交人，并写入审计日志。",
    hint_en: "The submitter reads the reason and it stands in the audit log.",
  },
  reason_too_long: {
    status: 422,
    zh: "原因过长：{count} 个字，最多 {max} 个字。",
    en: "The reason has {count} characters; at most {max} are kept.",
    hint_zh: "请精简后重新提交，详情可放在工单或文档里并写上链接。",
    hint_en: "Say it in fewer words; what is longer can stand in a ticket that the reason names.",
  },
  name_unclean: {
    status: 422,
    zh: "名称中有换行、控制字符或看不见的字符。",
    en: "The name has line breaks, control characters or invisible marks in it.",
    hint_zh: "请重新键入名称，不要直接粘贴。",
    hint_en: "Type the name anew instead of pasting it.",
  },
  name_required: {
    status: 422,
    zh: "请填写名称，最多 {max} 个字。",
    en: "A name is needed, at most {max} characters long.",
    hint_zh: "请输入便于辨认的名称。",
    hint_en: "Give it a name people will recognise.",
  },
  name_taken: {
    status: 409,
    zh: "名称「{name}」已被使用。",
    en: "The name “{name}” is taken.",
    hint_zh: "请换一个名称。",
    hint_en: "Choose another name.",
  },
  input_invalid: {
    status: 422,
    zh: "提交的内容有误：{field}。",
    en: "This is not valid: {field}.",
    hint_zh: "请检查该项后重新提交。",
    hint_en: "Check it and try again.",
  },
  request_mismatch: {
    status: 409,
    zh: "同一请求编号已用于「{verb}」。",
    en: "This request id was already used to {verb}.",
    hint_zh: "请刷新页面后重试。",
    hint_en: "Refresh the page and try again.",
  },
  hash_changed: {
    status: 409,
    zh: "提交审核之后内容有变化，原审核结果作废。",
    en: "What was approved has changed since, so the approval no longer holds.",
    hint_zh: "请重新提交审核。",
    hint_en: "Submit it for review again.",
  },
  token_unknown: {
    status: 404,
    zh: "此按钮已失效。",
    en: "This button no longer works.",
    hint_zh: "请重新执行命令，获取新的消息卡片。",
    hint_en: "Run the command again to get a fresh card.",
  },
  token_used: {
    status: 409,
    zh: "此按钮已处理过。",
    en: "This was decided already.",
    hint_zh: "每个按钮只执行一次，请查看消息卡片上的最新状态。",
    hint_en: "A button acts once; look at the card for the latest state.",
  },
} as const satisfies Record<string, Refusal>;
