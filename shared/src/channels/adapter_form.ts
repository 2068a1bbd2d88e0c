import { type Words, w } from "../ground/locale.ts";
import { type Labels, label, YES_NO } from "../ground/tone.ts";
import {
  type Adapter,
  API_KEY,
  HTTP_ADDRESS,
  type ID_DIALECTS,
  type LONG_TEXTS,
  SMPP_ADDRESS,
  SMPP_BOUNDS,
  SMPP_PASSWORD,
  SYSTEM_ID,
  SYSTEM_TYPE,
  WEBHOOK_SECRET,
} from "./adapters.ts";

/** What a form of a carrier asks for by its adapter, and what its page shows of it. */

export const LONG_TEXT_WORDS: Labels<(typeof LONG_TEXTS)[number]> = {
  payload: label("neutral", "整条提交（message_payload）", "Whole, in message_payload"),
  udh: label("neutral", "分段提交（UDH）", "In parts, with a header (UDH)"),
};

export const ID_DIALECT_WORDS: Labels<(typeof ID_DIALECTS)[number]> = {
  as_is: label("neutral", "与应答相同", "As in the answer"),
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

const SETTING_WORDS = {
  idempotent: w("重复提交安全", "A repeat is harmless"),
  system_type: w("系统类型", "System type"),
  binds: w("连接数", "Connections"),
  window: w("窗口", "Window"),
  long_texts: w("长短信", "Long texts"),
  ids: w("回执编号", "Ids of receipts"),
  source_ton: w("主叫号码类型（TON）", "Type of number (TON)"),
  source_npi: w("主叫编号方案（NPI）", "Numbering plan (NPI)"),
} as const satisfies Record<string, Words>;

/** A pattern as the check of an input. */
export const fits = (pattern: RegExp, zh: string, en: string) => (value: string) =>
  pattern.test(value.trim()) ? null : { zh, en };

type Values = Readonly<Record<string, unknown>>;

/** Asked of carriers of one adapter: the one that is chosen, or that of the row that is edited. */
const of = (adapter: Adapter) => (values: Values, row: Values) =>
  (values.adapter ?? row.adapter ?? "sandbox") === adapter;
const [ofSandbox, ofSmpp] = [of("sandbox"), of("smpp")];

export const BASE_URL_INPUT = {
  kind: "text",
  label: w("地址", "Address"),
  hint: w(
    "运营商协议为 https 地址（仅本机可用 http）；SMPP 为 smpp://主机:端口，加密连接为 smpps://主机:端口。",
    "https for the carrier page (http on this machine only); for SMPP smpp://host:port, or smpps://host:port within TLS.",
  ),
  option: "address",
  max: 300,
  problem: fits(
    new RegExp(`${HTTP_ADDRESS.source}|${SMPP_ADDRESS.source}`),
    "地址应以 https://（本机可用 http）、smpp:// 或 smpps:// 开头，不含账号、参数；SMPP 须写明端口",
    "The address begins with https:// (http on this machine only), smpp:// or smpps://, without a user or a query; SMPP needs its port",
  ),
} as const;

/** None of it is secret. */
export const SETTING_INPUTS = {
  idempotent: {
    kind: "flag",
    label: SETTING_WORDS.idempotent,
    hint: w(
      "运营商对同一编号的重复提交按第一次应答、不再发送，才选“是”。",
      "“Yes” only where the carrier answers a repeated reference as before and does not send it again.",
    ),
    values: YES_NO,
    initial: false,
    when: ofSandbox,
  },
  system_type: {
    kind: "text",
    label: SETTING_WORDS.system_type,
    hint: w("多数网关留空。", "Most gateways want none."),
    max: 12,
    optional: true,
    when: ofSmpp,
    problem: fits(SYSTEM_TYPE, "最多 12 个可见字符", "12 visible characters at most"),
  },
  binds: {
    kind: "count",
    label: SETTING_WORDS.binds,
    hint: w("同时保持的连接，按与运营商的约定。", "Held at the same time, as agreed with the carrier."),
    ...SMPP_BOUNDS.binds,
    initial: 1,
    when: ofSmpp,
  },
  window: {
    kind: "count",
    label: SETTING_WORDS.window,
    hint: w("每个连接上等待应答的消息数。", "Messages of a connection that wait for their answer."),
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
      "提交应答与回执中消息编号的写法；回执对不上时再改。",
      "How the id of a receipt is written; change it where receipts find no message.",
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
} as const;

/** Written and rotated, never read back. */
export const CREDENTIAL_INPUTS = {
  api_key: {
    kind: "text",
    label: w("接口密钥", "Key"),
    hint: w("提交消息时使用。保存后不再显示。", "By which messages are handed over. Never shown again."),
    secret: true,
    max: 200,
    when: ofSandbox,
    problem: fits(API_KEY, "密钥为 8 到 200 个可见字符", "The key has 8 to 200 visible characters"),
  },
  webhook_secret: {
    kind: "text",
    label: w("回调签名密钥", "Secret of callbacks"),
    hint: w(
      "whsec_ 加 base64（24 到 64 字节），运营商用它为回执签名。保存后不再显示。",
      "whsec_ and base64 of 24 to 64 bytes; the carrier signs receipts with it. Never shown again.",
    ),
    secret: true,
    max: 100,
    when: ofSandbox,
    problem: fits(
      WEBHOOK_SECRET,
      "应为 whsec_ 加 24 到 64 字节的 base64",
      "It is whsec_ and the base64 of 24 to 64 bytes",
    ),
  },
  system_id: {
    kind: "text",
    label: w("SMPP 账号（system_id）", "System id"),
    hint: w(
      "登录运营商网关的账号。保存后不再显示。",
      "The name at the carrier's gateway. Never shown again.",
    ),
    secret: true,
    max: 15,
    when: ofSmpp,
    problem: fits(SYSTEM_ID, "账号为 1 到 15 个可见字符", "The system id has 1 to 15 visible characters"),
  },
  password: {
    kind: "text",
    label: w("SMPP 密码", "Password"),
    hint: w(
      "SMPP 3.4 最多 8 个字符。保存后不再显示。",
      "SMPP 3.4 has 8 characters at most. Never shown again.",
    ),
    secret: true,
    max: 8,
    when: ofSmpp,
    problem: fits(SMPP_PASSWORD, "密码为 1 到 8 个可见字符", "The password has 1 to 8 visible characters"),
  },
} as const;

const smpp = { list: "no", when: ({ adapter }: { adapter: unknown }) => adapter === "smpp" } as const;

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
} as const;
