/** What helps when KooMessage or its IAM turns a request away: said by its client in English, and read by people in their language. */
import { type Words, w } from "../ground/locale.ts";

export const ADVICE = {
  owes: w("账号欠费或被冻结，请处理", "the account is in arrears or frozen; resolve this"),
  closed: w("请为该账号开通 KooMessage", "activate KooMessage for this account"),
  keys: w("请检查 access_key 与 secret_key", "check access_key and secret_key"),
  user: w(
    "请检查 iam_url、iam_account、iam_user 与 iam_password",
    "check iam_url, iam_account, iam_user and iam_password",
  ),
  rights: w("请授予该用户此操作的权限", "grant the user permission for this action"),
  address: w("请检查 base_url", "check base_url"),
  ahead: w("本机时钟快 {seconds} 秒，请校准", "the clock here is {seconds} s fast; correct it"),
  behind: w("本机时钟慢 {seconds} 秒，请校准", "the clock here is {seconds} s slow; correct it"),
} as const satisfies Readonly<Record<string, Words>>;

/** Why nothing is asked of it, or nothing came of a task: said by its adapter. */
export const LACKS = {
  sms_template: w(
    "KooMessage 不发送没有模板的短信：请登记短消息模板的通道侧 ID",
    "KooMessage sends no SMS without a template: register the channel-side ID of the SMS template",
  ),
  template: w(
    "模板没有 KooMessage 的 ID：尚未提交 KooMessage 审核",
    "the template has no KooMessage ID: it wasn't submitted there",
  ),
  failed: w("KooMessage 返回任务失败", "KooMessage reports that the task failed"),
} as const satisfies Readonly<Record<string, Words>>;

const pattern = (en: string) => new RegExp(`^(?<who>KooMessage|IAM) answered (?<what>.*): ${en}$`, "s");

/** Patterns of what the client says, with their words. */
export const KOOMESSAGE_TROUBLES: readonly (readonly [pattern: RegExp, words: Words])[] = [
  ...Object.values(LACKS).map((words) => [new RegExp(`^${words.en}$`), words] as const),
  ...Object.values(ADVICE).map(
    ({ zh, en }) =>
      [
        pattern(en.replace("{seconds}", "(?<seconds>\\d+)")),
        w(`{who} 返回 {what}：${zh}`, `{who} returned {what}: ${en}`),
      ] as const,
  ),
  [/^(?<who>KooMessage|IAM) answered (?<what>.*)$/s, w("{who} 返回 {what}", "{who} returned {what}")],
  [
    /^IAM: no answer within (?<what>[\d.]+) s$/,
    w("IAM {what} 秒内无响应", "no answer from IAM within {what} s"),
  ],
  [/^IAM: the connection failed: (?<what>.*)$/s, w("连接 IAM 失败：{what}", "can't connect to IAM: {what}")],
  [
    /^access_key or secret_key is missing$/,
    w("缺少 access_key 或 secret_key", "access_key or secret_key is missing"),
  ],
  [
    /^iam_url, iam_account, iam_user or iam_password is missing$/,
    w(
      "缺少 iam_url、iam_account、iam_user 或 iam_password",
      "iam_url, iam_account, iam_user or iam_password is missing",
    ),
  ],
];
