import type { Refusal } from "./refusal.ts";

/** Refusals any verb may give. */
export const GENERAL_REFUSALS = {
  not_found: {
    status: 404,
    zh: "未找到该内容，或您无权查看。",
    en: "Not found, or not visible to you.",
    hint_zh: "请确认链接无误，并检查当前企业是否正确。",
    hint_en: "Check the link, and that you are in the right enterprise.",
  },
  wrong_state: {
    status: 409,
    zh: "当前状态为「{state}」，不能执行此操作。",
    en: "This cannot be done while the state is “{state}”.",
    hint_zh: "可能已有其他人处理，请刷新后查看最新状态。",
    hint_en: "Someone may have acted on it already; refresh to see the latest state.",
  },
  reason_required: {
    status: 422,
    zh: "请填写原因。",
    en: "A reason is needed.",
    hint_zh: "原因会展示给提交人并写入审计日志。",
    hint_en: "The submitter sees it and it stands in the audit log.",
  },
  name_required: {
    status: 422,
    zh: "请填写名称。",
    en: "A name is needed.",
    hint_zh: "请输入一个便于辨认的名称。",
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
    en: "The input is not valid: {field}.",
    hint_zh: "请检查后重新提交。",
    hint_en: "Check it and try again.",
  },
  request_mismatch: {
    status: 409,
    zh: "同一请求编号已用于另一项操作。",
    en: "This request id was already used for something else.",
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
    zh: "此按钮已被使用过。",
    en: "This button was used already.",
    hint_zh: "操作只会执行一次；请查看消息卡片上的最新状态。",
    hint_en: "The action runs once; see the card for the latest state.",
  },
} as const satisfies Record<string, Refusal>;
