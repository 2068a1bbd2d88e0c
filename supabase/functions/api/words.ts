/** The refusals that the API makes itself, before the law is asked. */
import { type Words, w } from "@tidings/shared/ground/locale.ts";

/** What is wrong with a request, by its code. */
export const API_WORDS = {
  no_such_route: w("没有这个接口，请查看 openapi.json。", "No such endpoint. See openapi.json."),
  method_not_allowed: w("该地址不支持此请求方法。", "This endpoint doesn't accept this method."),
  not_json: w("请求体须为一个 UTF-8 编码的 JSON 对象。", "The body must be a UTF-8 JSON object."),
  not_form: w("请求体须为 multipart/form-data 表单。", "The body must be multipart/form-data."),
  body_too_large: w("请求体过大。", "The request body is too large."),
  query_invalid: w("查询参数不符合要求：{field}。", "A query parameter isn't valid: {field}."),
  cursor_invalid: w(
    "游标无效，请从第一页重新读取。",
    "The cursor isn't valid. Start again from the first page.",
  ),
  idempotency_key_required: w(
    "此操作会发送消息，请在请求头 Idempotency-Key 中提供一个新的标识。",
    "This sends messages, so provide a new ID in the Idempotency-Key header.",
  ),
  idempotency_key_invalid: w(
    "Idempotency-Key 须为 1 至 255 个可见字符。",
    "An Idempotency-Key must be 1–255 visible characters.",
  ),
  idempotency_key_reused: w(
    "此 Idempotency-Key 已用于另一个请求，本次未执行。",
    "This Idempotency-Key was already used for another request. Nothing was done this time.",
  ),
  signature_invalid: w("签名不正确：{why}。", "The signature isn't correct: {why}."),
  template_unheld: w("模板未创建：{why}。", "The template wasn't created: {why}."),
  api_away: w("服务暂时不可用，请稍后再试。", "The service is temporarily unavailable. Try again later."),
  internal: w("系统内部出错。", "Something went wrong on our side."),
} as const satisfies Record<string, Words>;

/** What a program does about a refusal of the register whose own hint is for people. */
export const PROGRAM_HINTS: Readonly<Record<string, Words>> = {
  not_signed_in: w(
    "/resources 与 /reports 使用 Authorization: Bearer <AK>.<SK>；/v1 使用签名 SDK-HMAC-SHA256，或在请求头 X-Auth-Token 中传入成员令牌。",
    "/resources and /reports use Authorization: Bearer <access key id>.<secret>. /v1 uses the SDK-HMAC-SHA256 signature, or a member's token in the X-Auth-Token header.",
  ),
};

/** The same, where an access key asks. */
export const KEY_HINTS: Readonly<Record<string, Words>> = {
  forbidden: w(
    "此访问密钥的策略不允许该操作，请联系密钥的管理者添加允许此操作的策略：access-key edit <密钥> --policies。",
    "This access key's policies don't allow this. Ask the person who manages the key to add a policy that does: access-key edit <key> --policies.",
  ),
};

export type ApiCode = keyof typeof API_WORDS;
