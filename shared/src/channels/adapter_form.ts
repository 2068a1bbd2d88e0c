import { type Words, w } from "../ground/locale.ts";
import { type Labels, label, YES_NO } from "../ground/tone.ts";
import {
  type Adapter,
  API_KEY,
  HTTP_ADDRESS,
  IAM_WORD,
  type ID_DIALECTS,
  LINK_DOMAIN,
  type LONG_TEXTS,
  MAYBE_HTTP_ADDRESS,
  type SIGN_INS,
  SMPP_ADDRESS,
  SMPP_BOUNDS,
  SMPP_PASSWORD,
  SMS_TEMPLATE,
  SOURCES,
  SYSTEM_ID,
  SYSTEM_TYPE,
  WEBHOOK_SECRET,
} from "./adapters.ts";

/** What a form of a carrier asks for by its adapter, and what its page shows of it. */

export const LONG_TEXT_WORDS: Labels<(typeof LONG_TEXTS)[number]> = {
  payload: label("neutral", "整条提交（message_payload）", "As a whole (message_payload)"),
  udh: label("neutral", "分段提交（UDH）", "In segments (UDH)"),
};

export const ID_DIALECT_WORDS: Labels<(typeof ID_DIALECTS)[number]> = {
  as_is: label("neutral", "与应答相同", "Same as in the answer"),
  hex_to_decimal: label(
    "neutral",
    "应答为十六进制，回执为十进制",
    "Hex in the answer, decimal in the receipt",
  ),
  decimal_to_hex: label(
    "neutral",
    "应答为十进制，回执为十六进制",
    "Decimal in the answer, hex in the receipt",
  ),
};

export const SIGN_IN_WORDS: Labels<(typeof SIGN_INS)[number]> = {
  ak_sk: label("neutral", "访问密钥（AK/SK）", "Access key (AK/SK)"),
  token: label("neutral", "IAM 用户令牌", "IAM user token"),
};

const SETTING_WORDS = {
  idempotent: w("可安全重复提交", "Safe to resubmit"),
  system_type: w("系统类型", "System type"),
  binds: w("连接数", "Connections"),
  window: w("窗口大小", "Window"),
  long_texts: w("长短信", "Long messages"),
  ids: w("回执编号", "Receipt IDs"),
  source_ton: w("主叫号码类型（TON）", "Source number type (TON)"),
  source_npi: w("主叫编号方案（NPI）", "Source numbering plan (NPI)"),
  sign_in: w("认证方式", "Authentication"),
  iam_url: w("IAM 地址", "IAM address"),
  sms_app_name: w("短信应用名称", "SMS application name"),
  link_domain: w("自有短链域名", "Custom short link domain"),
  receipt_sources: w("回执来源地址", "Receipt source addresses"),
  test_template_id: w("测试短信模板 ID", "Test message template ID"),
} as const satisfies Record<string, Words>;

/** A pattern as the check of an input. */
export const fits = (pattern: RegExp, zh: string, en: string) => (value: string) =>
  pattern.test(value.trim()) ? null : { zh, en };

type Values = Readonly<Record<string, unknown>>;

/** Asked of carriers of one adapter: the one that is chosen, or that of the row that is edited. */
const of = (adapter: Adapter) => (values: Values, row: Values) =>
  (values.adapter ?? row.adapter ?? "sandbox") === adapter;
const [ofSandbox, ofSmpp, ofKoomessage] = [of("sandbox"), of("smpp"), of("koomessage")];
export const notOfKoomessage = (values: Values, row: Values) => !ofKoomessage(values, row);
/** Asked of carriers of KooMessage that are signed in to so. */
const signsBy = (way: (typeof SIGN_INS)[number]) => (values: Values, row: Values) =>
  ofKoomessage(values, row) && (values.sign_in ?? row.sign_in ?? "ak_sk") === way;
const [byKeys, byToken] = [signsBy("ak_sk"), signsBy("token")];

export const BASE_URL_INPUT = {
  kind: "text",
  label: w("地址", "Address"),
  hint: w(
    "运营商协议为 https 地址（仅本机可用 http）；SMPP 为 smpp://主机:端口，加密连接为 smpps://主机:端口；KooMessage 为 https://koomessage.myhuaweicloud.cn。",
    "For carrier protocols, an https address (http only on this machine); for SMPP, smpp://host:port, or smpps://host:port with TLS; for KooMessage, https://koomessage.myhuaweicloud.cn.",
  ),
  option: "address",
  max: 300,
  problem: fits(
    new RegExp(`${HTTP_ADDRESS.source}|${SMPP_ADDRESS.source}`),
    "地址须以 https://（本机可用 http）、smpp:// 或 smpps:// 开头，不得包含账号和参数；SMPP 须写明端口",
    "The address must start with https:// (http on this machine only), smpp:// or smpps://, without credentials or a query; SMPP needs a port",
  ),
} as const;

/** None of it is secret. */
export const SETTING_INPUTS = {
  idempotent: {
    kind: "flag",
    label: SETTING_WORDS.idempotent,
    hint: w(
      "仅当运营商对同一编号的重复提交返回首次的应答且不再发送时，才选“是”。",
      "Choose “Yes” only if the carrier answers a resubmitted ID with its first response and doesn't send the message again.",
    ),
    values: YES_NO,
    initial: false,
    when: ofSandbox,
  },
  system_type: {
    kind: "text",
    label: SETTING_WORDS.system_type,
    hint: w("多数网关可留空。", "Leave empty for most gateways."),
    max: 12,
    optional: true,
    when: ofSmpp,
    problem: fits(SYSTEM_TYPE, "最多 12 个可见字符", "Up to 12 visible characters"),
  },
  binds: {
    kind: "count",
    label: SETTING_WORDS.binds,
    hint: w(
      "同时保持的连接数，按与运营商的约定填写。",
      "Connections kept open in parallel, as agreed with the carrier.",
    ),
    ...SMPP_BOUNDS.binds,
    initial: 1,
    when: ofSmpp,
  },
  window: {
    kind: "count",
    label: SETTING_WORDS.window,
    hint: w(
      "每个连接上等待应答的消息数上限。",
      "Maximum number of messages awaiting an answer per connection.",
    ),
    ...SMPP_BOUNDS.window,
    initial: 10,
    when: ofSmpp,
  },
  long_texts: {
    kind: "choice",
    label: SETTING_WORDS.long_texts,
    values: LONG_TEXT_WORDS,
    initial: "payload",
    when: ofSmpp,
  },
  ids: {
    kind: "choice",
    label: SETTING_WORDS.ids,
    hint: w(
      "消息编号在提交应答与回执中的格式；仅在回执无法匹配时修改。",
      "How message IDs are written in answers and receipts. Change it only if receipts don't match.",
    ),
    values: ID_DIALECT_WORDS,
    initial: "as_is",
    when: ofSmpp,
  },
  source_ton: {
    kind: "count",
    label: SETTING_WORDS.source_ton,
    ...SMPP_BOUNDS.source_ton,
    initial: 0,
    when: ofSmpp,
  },
  source_npi: {
    kind: "count",
    label: SETTING_WORDS.source_npi,
    ...SMPP_BOUNDS.source_npi,
    initial: 0,
    when: ofSmpp,
  },
  sign_in: {
    kind: "choice",
    label: SETTING_WORDS.sign_in,
    values: SIGN_IN_WORDS,
    initial: "ak_sk",
    when: ofKoomessage,
  },
  iam_url: {
    kind: "text",
    label: SETTING_WORDS.iam_url,
    hint: w(
      "如 https://iam.cn-north-4.myhuaweicloud.com。",
      "Such as https://iam.cn-north-4.myhuaweicloud.com.",
    ),
    max: 300,
    when: byToken,
    problem: fits(
      MAYBE_HTTP_ADDRESS,
      "地址须以 https:// 开头（本机可用 http），不得包含账号和参数",
      "The address must start with https:// (http on this machine only), without credentials or a query",
    ),
  },
  sms_app_name: {
    kind: "text",
    label: SETTING_WORDS.sms_app_name,
    hint: w(
      "发送智能信息时随短信通道一并提交，请按 KooMessage 控制台所示填写。",
      "Submitted with the SMS channel when you send a card. Enter it as shown in the KooMessage console.",
    ),
    max: 64,
    optional: true,
    when: ofKoomessage,
  },
  link_domain: {
    kind: "text",
    label: SETTING_WORDS.link_domain,
    hint: w("留空则短链使用 km2g.cn。", "Leave empty to use km2g.cn for short links."),
    max: 100,
    optional: true,
    when: ofKoomessage,
    problem: fits(LINK_DOMAIN, "应为域名，如 km.example.cn", "Must be a domain, such as km.example.cn"),
  },
  receipt_sources: {
    kind: "text",
    label: SETTING_WORDS.receipt_sources,
    hint: w(
      "只接受来自这些 IP 或 CIDR 的回执，以逗号分隔；留空则不限。",
      "Accept receipts only from these IPs or CIDR blocks, separated by commas. Leave empty to allow any source.",
    ),
    max: 1_000,
    optional: true,
    when: ofKoomessage,
    problem: fits(SOURCES, "应为 IP 或 CIDR，以逗号分隔", "Must be IPs or CIDR blocks, separated by commas"),
  },
  test_template_id: {
    kind: "text",
    label: SETTING_WORDS.test_template_id,
    hint: w(
      "KooMessage 发送短信必须使用模板：填写一个已审核且没有变量的短信模板 ID，即可发送测试短信。",
      "KooMessage requires a template for every SMS. To send test messages, enter the ID of an approved SMS template without variables.",
    ),
    max: 36,
    optional: true,
    when: ofKoomessage,
    problem: fits(SMS_TEMPLATE, "最多 36 个字母、数字、- 或 _", "Up to 36 letters, digits, - or _"),
  },
} as const;

/** One of the words of a sign-in, with its check. */
const key = (zh: string, en: string, when: typeof byKeys) =>
  ({
    kind: "text",
    label: w(zh, en),
    hint: w("保存后不再显示。", "Not shown again after saving."),
    secret: true,
    max: 128,
    when,
    problem: fits(IAM_WORD, "应为 1 到 128 个可见字符", "Must be 1–128 visible characters"),
  }) as const;

/** Written and rotated, never read back. */
export const CREDENTIAL_INPUTS = {
  api_key: {
    kind: "text",
    label: w("接口密钥", "API key"),
    hint: w("提交消息时使用。保存后不再显示。", "Used to submit messages. Not shown again after saving."),
    secret: true,
    max: 200,
    when: ofSandbox,
    problem: fits(API_KEY, "密钥须为 8 到 200 个可见字符", "The key must be 8–200 visible characters"),
  },
  webhook_secret: {
    kind: "text",
    label: w("回调签名密钥", "Callback signing secret"),
    hint: w(
      "格式为 whsec_ 加 base64 字符串（24 到 64 字节），运营商用它为回执签名。保存后不再显示。",
      "whsec_ plus base64 (24 to 64 bytes). The carrier signs receipts with this secret. Not shown again after saving.",
    ),
    secret: true,
    max: 100,
    when: ofSandbox,
    problem: fits(
      WEBHOOK_SECRET,
      "格式应为 whsec_ 加 24 到 64 字节的 base64 字符串",
      "Must be whsec_ plus the base64 of 24–64 bytes",
    ),
  },
  system_id: {
    kind: "text",
    label: w("SMPP 账号（system_id）", "SMPP system_id"),
    hint: w(
      "登录运营商网关的账号。保存后不再显示。",
      "The account for the carrier's gateway. Not shown again after saving.",
    ),
    secret: true,
    max: 15,
    when: ofSmpp,
    problem: fits(SYSTEM_ID, "账号须为 1 到 15 个可见字符", "The system_id must be 1–15 visible characters"),
  },
  password: {
    kind: "text",
    label: w("SMPP 密码", "SMPP password"),
    hint: w(
      "SMPP 3.4 最多 8 个字符。保存后不再显示。",
      "SMPP 3.4 allows up to 8 characters. Not shown again after saving.",
    ),
    secret: true,
    max: 8,
    when: ofSmpp,
    problem: fits(SMPP_PASSWORD, "密码须为 1 到 8 个可见字符", "The password must be 1–8 visible characters"),
  },
  access_key: key("访问密钥 ID（AK）", "Access key ID (AK)", byKeys),
  secret_key: key("秘密访问密钥（SK）", "Secret access key (SK)", byKeys),
  iam_account: key("IAM 账号名", "IAM account name", byToken),
  iam_user: key("IAM 用户名", "IAM user name", byToken),
  iam_password: key("IAM 用户密码", "IAM user password", byToken),
} as const;

const smpp = { list: "no", when: ({ adapter }: { adapter: unknown }) => adapter === "smpp" } as const;
const koomessage = {
  list: "no",
  when: ({ adapter }: { adapter: unknown }) => adapter === "koomessage",
} as const;

/** The settings as fields of a carrier's page. */
export const SETTING_FIELDS = {
  idempotent: { kind: "flag", label: SETTING_WORDS.idempotent, values: YES_NO, list: "no" },
  system_type: { kind: "text", label: SETTING_WORDS.system_type, ...smpp },
  binds: { kind: "count", label: SETTING_WORDS.binds, ...smpp },
  window: { kind: "count", label: SETTING_WORDS.window, ...smpp },
  long_texts: { kind: "choice", label: SETTING_WORDS.long_texts, values: LONG_TEXT_WORDS, ...smpp },
  ids: { kind: "choice", label: SETTING_WORDS.ids, values: ID_DIALECT_WORDS, ...smpp },
  source_ton: { kind: "count", label: SETTING_WORDS.source_ton, ...smpp },
  source_npi: { kind: "count", label: SETTING_WORDS.source_npi, ...smpp },
  sign_in: { kind: "choice", label: SETTING_WORDS.sign_in, values: SIGN_IN_WORDS, ...koomessage },
  iam_url: { kind: "text", label: SETTING_WORDS.iam_url, mono: true, ...koomessage },
  sms_app_name: { kind: "text", label: SETTING_WORDS.sms_app_name, ...koomessage },
  link_domain: { kind: "text", label: SETTING_WORDS.link_domain, ...koomessage },
  receipt_sources: { kind: "text", label: SETTING_WORDS.receipt_sources, mono: true, ...koomessage },
  test_template_id: { kind: "text", label: SETTING_WORDS.test_template_id, mono: true, ...koomessage },
} as const;
