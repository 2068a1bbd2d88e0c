/** The refusals that the API makes itself, before the law is asked. */
import { type Words, w } from "@tidings/shared/ground/locale.ts";

/** What is wrong with a request, by its code. */
export const API_WORDS = {
  no_such_route: w(
    "没有这个接口，请查看 openapi.json。",
    "There is no such route; openapi.json has them all.",
  ),
  method_not_allowed: w("该地址不接受此方法。", "This address does not take this method."),
  not_json: w("请求体须为一个 UTF-8 编码的 JSON 对象。", "The body is no JSON object in UTF-8."),
  not_form: w("请求体须为 multipart/form-data 表单。", "The body is no form (multipart/form-data)."),
  body_too_large: w("请求体过大。", "The body is too large."),
  query_invalid: w("查询参数不符合要求：{field}。", "A parameter of the address does not fit: {field}."),
  cursor_invalid: w(
    "游标无效，请从第一页重新读取。",
    "This cursor is none of ours; begin with the first page.",
  ),
  idempotency_key_required: w(
    "请在请求头 Idempotency-Key 中给出一个新的标识：此操作会发送消息。",
    "Name a new Idempotency-Key: this sends messages.",
  ),
  idempotency_key_invalid: w(
    "Idempotency-Key 为 1 至 255 个可见字符。",
    "An Idempotency-Key has 1 to 255 visible characters.",
  ),
  idempotency_key_reused: w(
    "此 Idempotency-Key 已用于另一个请求，本次未执行。",
    "This Idempotency-Key was used for another request; nothing was done now.",
  ),
  signature_invalid: w("签名不正确：{why}。", "The signature is not right: {why}."),
  template_unheld: w("模板未创建：{why}。", "The template was not made: {why}."),
  too_slow: w("查询时间过长，请缩小范围。", "This takes too long; ask for less."),
  api_away: w("服务暂时不可用，请稍后再试。", "It does not answer just now. Try again."),
  internal: w("系统内部出错。", "Something is broken in Tidings."),
} as const satisfies Record<string, Words>;

/** What a program does about a refusal of the register whose own hint is for people. */
export const PROGRAM_HINTS: Readonly<Record<string, Words>> = {
  not_signed_in: w(
    "/resources 与 /reports 使用 Authorization: Bearer <AK>.<SK>；/v1 使用签名 SDK-HMAC-SHA256，或以 X-Auth-Token 传成员令牌。",
    "On /resources and /reports: Authorization: Bearer <access key id>.<secret>. On /v1: the signature SDK-HMAC-SHA256, or the token of a member as X-Auth-Token.",
  ),
};

/** The same, where an access key asks. */
export const KEY_HINTS: Readonly<Record<string, Words>> = {
  forbidden: w(
    "此访问密钥的策略不允许该操作，请由密钥的管理者添加允许的策略：access-key edit <密钥> --policies。",
    "No policy of this access key allows it. Whoever manages the key gives it one that does: access-key edit <key> --policies.",
  ),
};

export type ApiCode = keyof typeof API_WORDS;
