import { type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";

/** The features: each is a folder here, a heading in `help`. */
export type Feature =
  | "people"
  | "reviews"
  | "templates"
  | "numbers"
  | "sends"
  | "links"
  | "optouts"
  | "approval-rules"
  | "channels"
  | "alerts"
  | "quotas"
  | "reports"
  | "exports"
  | "devices"
  | "sms"
  | "filings"
  | "vendors"
  | "platform"
  | "own"
  | "accounts"
  | "assistant"
  | "basic"
  | "moving"
  | "keys"
  | "callbacks";

type Operation = "list" | "create" | "update" | "review";

/** What every house has to know of a noun before its declaration is loaded: menu, addresses, commands, rights. */
interface NounHead {
  /** As in "there is no such domain". */
  readonly one: Label;
  /** As the menu names it. */
  readonly many: Words;
  /** Its path in the panel. */
  readonly path: string;
  /** The first word of its commands: `domain list`, `domain add`. */
  readonly command: string;
  /** The name of its list, where the first word is a command by itself: `sends` beside `send`. */
  readonly list?: string;
  /** The feature that it belongs to: its folder here, its heading in `help`. */
  readonly feature: Feature;
  /** What its rights begin with. */
  readonly rights: string;
  /** The operation of every right to change it, where it is one. Else making needs `create`, editing `update`, deciding `review`. */
  readonly changes?: "manage" | "create";
  /**
   * Whose rows it has, where those are not the rows of the enterprise in use. `own`: the view shows each person what is theirs to see ·
   * `deployment`: rows of no enterprise · `platform`: an enterprise's, and to platform admins those of all enterprises.
   */
  readonly reach?: "own" | "deployment" | "platform";
  /** Whole rights of single operations that do not follow from the above; null: everybody, for what is their own. */
  readonly needs?: Readonly<Partial<Record<Operation, string | null>>>;
  /** Rows of the basic edition among them are under the same rights of its own service. */
  readonly basic?: true;
  /** Reviewed by another member: `state` is a review state, with who submitted and who decided. */
  readonly reviewed?: true;
  /** An enterprise adds fields of its own to it (FLD-1): its view has the column `own`, its law the act `set_own`. */
  readonly own?: true;
  /** Its commands are with those of admins. */
  readonly admin?: true;
  /** In chat its answers are for the person who asked. */
  readonly personal?: true;
  /** Both. */
  readonly apart?: true;
  /** What people call it besides, where its kind is named. */
  readonly also?: readonly string[];
  /** Earlier names of its commands, by their second word. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** What anyone who runs the deployment may do, as `private.transitions` calls it. No policy gives it. */
export const PLATFORM = "platform";

/** A setting that every member sees, and whoever manages members changes. */
const OF_OWNERS = {
  rights: "KooMessage:member",
  needs: { list: null },
  changes: "manage",
  admin: true,
} as const;

/** The declared nouns, by their name in the law. */
export const NOUNS = {
  template: {
    one: label("neutral", "模板", "template"),
    many: w("模板管理", "Templates"),
    also: ["卡片", "card"],
    path: "templates",
    command: "template",
    feature: "templates",
    rights: "KooMessage:template",
    reviewed: true,
    own: true,
  },
  basic_template: {
    one: label("neutral", "基础版模板", "basic template"),
    many: w("基础版模板", "Basic templates"),
    also: ["视频短信", "storyboard"],
    path: "basic-templates",
    command: "basic-template",
    feature: "basic",
    rights: "KooMessageBasic:template",
    reviewed: true,
    own: true,
  },
  media: {
    one: label("neutral", "素材", "media file"),
    many: w("素材库", "Library"),
    also: ["图片", "视频", "picture", "video"],
    path: "library",
    command: "media",
    feature: "templates",
    rights: "KooMessage:media",
  },
  public_template: {
    one: label("neutral", "公共模板", "public template"),
    many: w("公共模板", "Public templates"),
    path: "public-templates",
    command: "public-template",
    feature: "templates",
    rights: "KooMessage:template",
    needs: { list: null, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
  },
  basic_signature: {
    one: label("neutral", "基础版签名", "basic signature"),
    many: w("基础版签名", "Basic signatures"),
    path: "basic-signatures",
    command: "basic-signature",
    feature: "basic",
    rights: "KooMessageBasic:signature",
    reviewed: true,
  },
  send: {
    one: label("neutral", "发送任务", "send"),
    many: w("发送任务", "Sends"),
    path: "sends",
    command: "send",
    list: "sends",
    also: ["群发", "群发任务", "campaign"],
    feature: "sends",
    rights: "KooMessage:sendTask",
    needs: { update: "KooMessage:sendTask:create", review: "KooMessage:sendTask:approve" },
    basic: true,
    reviewed: true,
    own: true,
  },
  send_settings: {
    one: label("neutral", "发送设置", "send settings"),
    many: w("发送设置", "Send settings"),
    path: "send-settings",
    command: "settings",
    feature: "sends",
    rights: "KooMessage:sendSetting",
    changes: "manage",
    admin: true,
    aliases: { edit: ["设置"] },
  },
  marketing_window: {
    one: label("neutral", "营销时段", "marketing hours"),
    many: w("营销时段", "Marketing hours"),
    path: "marketing-window",
    command: "marketing-window",
    feature: "sends",
    ...OF_OWNERS,
  },
  operation_protection: {
    one: label("neutral", "操作保护", "password confirmation"),
    many: w("操作保护", "Password confirmation"),
    path: "operation-protection",
    command: "operation-protection",
    feature: "people",
    personal: true,
    aliases: { edit: ["操作保护", "order protection"] },
    ...OF_OWNERS,
  },
  approver_mfa: {
    one: label("neutral", "审批人的两步验证", "approver two-step verification"),
    many: w("审批人的两步验证", "Approver two-step verification"),
    path: "approver-mfa",
    command: "approver-mfa",
    feature: "people",
    personal: true,
    aliases: { edit: ["审批两步验证", "approver mfa"] },
    ...OF_OWNERS,
  },
  review_hours: {
    one: label("neutral", "审核升级", "review escalation"),
    many: w("审核升级", "Review escalation"),
    path: "review-hours",
    command: "review-hours",
    feature: "reviews",
    personal: true,
    aliases: { edit: ["审核升级", "escalation"] },
    ...OF_OWNERS,
  },
  resolve_task: {
    one: label("neutral", "解析任务", "link task"),
    many: w("解析任务管理", "Link tasks"),
    path: "resolve-tasks",
    command: "task",
    feature: "links",
    rights: "KooMessage:resolveTask",
  },
  link: {
    one: label("neutral", "短链", "short link"),
    many: w("解析任务明细", "Links of a link task"),
    path: "resolve-tasks/details",
    command: "task-link",
    feature: "links",
    rights: "KooMessage:resolveTask",
  },
  domain: {
    one: label("neutral", "域名", "domain"),
    many: w("域名管理", "Domains"),
    path: "domains",
    command: "domain",
    feature: "links",
    rights: "KooMessage:domain",
    reviewed: true,
  },
  jump_batch: {
    one: label("neutral", "自定义跳转链接", "custom target link"),
    many: w("自定义跳转链接", "Target links"),
    path: "jumps",
    command: "jump",
    feature: "links",
    rights: "KooMessage:jump",
    reviewed: true,
  },
  link_rules: {
    one: label("neutral", "短链规则", "link rules"),
    many: w("短链规则", "Link rules"),
    path: "link-rules",
    command: "link-rules",
    feature: "links",
    rights: "KooMessage:member",
    // Whoever sees links sees how they are guarded.
    needs: { list: "KooMessage:resolveTask:list" },
    changes: "manage",
  },
  filing: {
    one: label("neutral", "企业备案", "filing"),
    many: w("企业备案", "Filings"),
    path: "filings",
    command: "filing",
    feature: "filings",
    rights: "KooMessage:filing",
    needs: { update: "KooMessage:filing:create" },
    reviewed: true,
    own: true,
  },
  sms_app: {
    one: label("neutral", "短消息应用", "SMS application"),
    many: w("短消息应用", "SMS applications"),
    path: "sms-apps",
    command: "sms-app",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
  },
  sms_signature: {
    one: label("neutral", "短消息签名", "signature"),
    many: w("短消息签名", "Signatures"),
    path: "signatures",
    command: "signature",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
    reviewed: true,
  },
  signature_network: {
    one: label("neutral", "签名报备", "signature registration"),
    many: w("签名报备", "Signature registration"),
    path: "signature-networks",
    command: "signature-network",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: PLATFORM },
    reach: "platform",
    admin: true,
  },
  sms_template: {
    one: label("neutral", "短消息模板", "SMS template"),
    many: w("短消息模板", "SMS templates"),
    path: "sms-templates",
    command: "sms-template",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
    reviewed: true,
  },
  member: {
    one: label("neutral", "成员", "member"),
    many: w("成员", "Members"),
    path: "members",
    command: "member",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  invitation: {
    one: label("neutral", "邀请", "invitation"),
    many: w("邀请", "Invitations"),
    path: "invitations",
    command: "invitation",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  group: {
    one: label("neutral", "用户组", "group"),
    many: w("用户组", "Groups"),
    path: "groups",
    command: "group",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  access_key: {
    one: label("neutral", "访问密钥", "access key"),
    many: w("访问密钥", "Access keys"),
    also: ["API"],
    path: "access-keys",
    command: "access-key",
    feature: "keys",
    rights: "KooMessage:accessKey",
    changes: "manage",
    apart: true,
  },
  access_key_request: {
    one: label("neutral", "API 调用", "API call"),
    many: w("API 调用", "API calls"),
    path: "access-key-requests",
    command: "access-key-request",
    feature: "keys",
    rights: "KooMessage:accessKey",
    apart: true,
  },
  standing_approval: {
    one: label("neutral", "常设审批", "standing approval"),
    many: w("常设审批", "Standing approvals"),
    path: "standing-approvals",
    command: "standing-approval",
    feature: "keys",
    rights: "KooMessage:standingApproval",
    reviewed: true,
  },
  policy: {
    one: label("neutral", "策略", "policy"),
    many: w("权限策略", "Policies"),
    path: "policies",
    command: "policy",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  package: {
    one: label("neutral", "套餐包", "package"),
    many: w("套餐用量", "Package usage"),
    path: "quota",
    command: "package",
    feature: "quotas",
    rights: "KooMessage:quota",
  },
  order: {
    one: label("neutral", "订单", "order"),
    many: w("订单", "Orders"),
    path: "orders",
    command: "order",
    feature: "quotas",
    rights: "KooMessage:quota",
    needs: { create: "KooMessage:quota:order", update: "KooMessage:quota:order" },
    reach: "platform",
  },
  offer: {
    one: label("neutral", "套餐报价", "offer"),
    many: w("价目表", "Price list"),
    path: "offers",
    command: "offer",
    feature: "quotas",
    rights: PLATFORM,
    needs: { list: null, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
  },
  unit_price: {
    one: label("neutral", "按需单价", "pay-as-you-go price"),
    many: w("按需单价", "Pay-as-you-go prices"),
    path: "unit-prices",
    command: "unit-price",
    feature: "quotas",
    rights: PLATFORM,
    needs: { list: null, create: PLATFORM },
    reach: "deployment",
  },
  ledger_entry: {
    one: label("neutral", "账本记录", "ledger entry"),
    many: w("账本", "Ledger"),
    path: "ledger",
    command: "ledger",
    feature: "quotas",
    rights: "KooMessage:quota",
  },
  audit_entry: {
    one: label("neutral", "审计记录", "audit log entry"),
    many: w("审计日志", "Audit log"),
    path: "audit",
    command: "audit",
    feature: "people",
    rights: "KooMessage:audit",
    apart: true,
  },
  chat_identity: {
    one: label("neutral", "聊天账号", "chat account"),
    many: w("聊天账号", "Chat accounts"),
    path: "chat-accounts",
    command: "chat-account",
    feature: "people",
    rights: "KooMessage:member",
    needs: { list: null, update: null },
    reach: "own",
    apart: true,
  },
  session: {
    one: label("neutral", "登录", "session"),
    many: w("登录管理", "Sessions"),
    path: "sessions",
    command: "session",
    feature: "people",
    rights: "KooMessage:member",
    needs: { list: null, update: null },
    reach: "own",
    apart: true,
  },
  number_file: {
    one: label("neutral", "号码文件", "number file"),
    many: w("号码文件", "Number files"),
    path: "numbers",
    command: "number",
    also: ["号码", "numbers"],
    feature: "numbers",
    rights: "KooMessage:numberFile",
    changes: "create",
    basic: true,
    aliases: { list: ["号码"] },
  },
  opt_out: {
    one: label("neutral", "退订号码", "opted-out number"),
    many: w("退订名单", "Opt-out list"),
    path: "opt-outs",
    command: "optout",
    feature: "optouts",
    rights: "KooMessage:optOut",
    needs: { update: "KooMessage:optOut:remove" },
    apart: true,
    aliases: { remove: ["移出退订"] },
  },
  reply: {
    one: label("neutral", "上行回复", "reply"),
    many: w("用户回复", "Replies"),
    path: "replies",
    command: "reply",
    feature: "sends",
    rights: "KooMessage:sendTask",
    apart: true,
    basic: true,
  },
  receipt: {
    one: label("neutral", "未知回执", "unknown receipt"),
    many: w("未知回执", "Unknown receipts"),
    path: "receipts",
    command: "receipt",
    feature: "sends",
    rights: "KooMessage:sendTask",
    apart: true,
  },
  callback: {
    one: label("neutral", "回执地址", "callback"),
    many: w("回执地址", "Callbacks"),
    path: "callbacks",
    command: "callback",
    feature: "callbacks",
    rights: "KooMessage:callback",
    apart: true,
  },
  callback_post: {
    one: label("neutral", "推送记录", "push log entry"),
    many: w("推送记录", "Push log"),
    path: "callback-posts",
    command: "callback-post",
    feature: "callbacks",
    rights: "KooMessage:callback",
    apart: true,
  },
  approval_rule: {
    one: label("neutral", "审批规则", "approval rule"),
    many: w("审批规则", "Approval rules"),
    path: "approval-rules",
    command: "approval-rule",
    feature: "approval-rules",
    rights: "KooMessage:approvalRule",
    changes: "manage",
    admin: true,
    aliases: { list: ["审批策略"], add: ["添加规则"], delete: ["approval-rule remove"] },
  },
  channel: {
    one: label("neutral", "通道", "channel"),
    many: w("通道", "Channels"),
    path: "channels",
    command: "channel",
    feature: "channels",
    rights: "KooMessage:channel",
    changes: "manage",
    needs: { create: PLATFORM },
    reach: "platform",
    admin: true,
    aliases: { edit: ["通道限速"] },
  },
  carrier: {
    one: label("neutral", "运营商", "carrier"),
    many: w("运营商", "Carriers"),
    path: "carriers",
    command: "carrier",
    feature: "channels",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  tenant: {
    one: label("neutral", "入驻企业", "tenant"),
    many: w("入驻企业", "Tenants"),
    path: "enterprises",
    command: "tenant",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  vendor_review: {
    one: label("neutral", "厂商审核登记", "vendor decision"),
    many: w("厂商审核登记", "Vendor decisions"),
    path: "vendor-reviews",
    command: "vendor-review",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  banned_word: {
    one: label("neutral", "禁用词", "banned word"),
    many: w("禁用词", "Banned words"),
    path: "banned-words",
    command: "banned-word",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  result_code: {
    one: label("neutral", "运营商代码", "result code"),
    many: w("运营商代码", "Result codes"),
    path: "result-codes",
    command: "result-code",
    feature: "channels",
    rights: PLATFORM,
    needs: { list: null, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
  },
  holiday: {
    one: label("neutral", "节假日", "holiday"),
    many: w("节假日", "Holidays"),
    path: "holidays",
    command: "holiday",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  number_prefix: {
    one: label("neutral", "号段", "number prefix"),
    many: w("号段", "Number prefixes"),
    path: "number-prefixes",
    command: "number-prefix",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  import_item: {
    one: label("neutral", "迁入内容", "imported item"),
    many: w("迁入内容", "Imports"),
    path: "moving-in",
    command: "moving-in",
    feature: "moving",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:template:create" },
    admin: true,
  },
  restore: {
    one: label("neutral", "备份恢复", "backup restore"),
    many: w("备份恢复", "Backup restores"),
    path: "restores",
    command: "restore",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  call_limit: {
    one: label("neutral", "频率上限", "rate limit"),
    many: w("频率上限", "Rate limits"),
    path: "limits",
    command: "call-limit",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  alert: {
    one: label("neutral", "告警", "alert"),
    many: w("告警", "Alerts"),
    path: "alerts",
    command: "alert",
    feature: "alerts",
    rights: "KooMessage:alert",
    admin: true,
  },
  incident: {
    one: label("neutral", "事件", "incident"),
    many: w("值守事件", "Incidents"),
    path: "incidents",
    command: "incident",
    feature: "alerts",
    rights: "KooMessage:alert",
  },
  erasure: {
    one: label("neutral", "号码抹除", "erasure"),
    many: w("号码抹除", "Erasures"),
    path: "erasures",
    command: "erasure",
    feature: "numbers",
    rights: "KooMessage:recipient",
    needs: { create: "KooMessage:recipient:erase" },
    admin: true,
    personal: true,
  },
  retention_period: {
    one: label("neutral", "保留期限", "retention period"),
    many: w("保留期限", "Retention"),
    path: "retention",
    command: "retention",
    feature: "numbers",
    rights: "KooMessage:retention",
    changes: "manage",
    admin: true,
  },
  robot: {
    one: label("neutral", "群机器人", "bot"),
    many: w("群机器人", "Bots"),
    path: "robots",
    command: "robot",
    feature: "alerts",
    rights: "KooMessage:alert",
    needs: { create: "KooMessage:chat:manage", update: "KooMessage:chat:manage" },
    admin: true,
    personal: true,
  },
  chat_channel: {
    one: label("neutral", "聊天频道", "chat channel"),
    many: w("聊天频道订阅", "Chat channel subscriptions"),
    path: "chat-channels",
    command: "chat-channel",
    feature: "alerts",
    rights: "KooMessage:alert",
    needs: { update: "KooMessage:chat:manage" },
    admin: true,
  },
  export: {
    one: label("neutral", "导出文件", "export"),
    many: w("下载中心", "Downloads"),
    path: "exports",
    command: "export",
    feature: "exports",
    rights: "KooMessage:export",
    needs: { list: null, create: null, update: null },
  },
  own_field: {
    one: label("neutral", "自定义字段", "custom field"),
    many: w("自定义字段", "Custom fields"),
    path: "own-fields",
    command: "field",
    feature: "own",
    rights: "KooMessage:ownField",
    changes: "manage",
    apart: true,
  },
  service_account: {
    one: label("neutral", "服务号", "service account"),
    many: w("服务号", "Service accounts"),
    path: "service-accounts",
    command: "account",
    feature: "accounts",
    rights: "KooMessageSA:serviceAccount",
    own: true,
  },
  account_part: {
    one: label("neutral", "服务号资料", "service account part"),
    many: w("资料、菜单与主页", "Profile, menus and home page"),
    path: "account-parts",
    command: "account-part",
    feature: "accounts",
    rights: "KooMessageSA:serviceAccount",
    reviewed: true,
  },
  port: {
    one: label("neutral", "通道号", "channel number"),
    many: w("通道号", "Channel numbers"),
    path: "ports",
    command: "port",
    feature: "accounts",
    rights: "KooMessageSA:port",
  },
  port_binding: {
    one: label("neutral", "通道号绑定", "channel number binding"),
    many: w("通道号绑定", "Channel number bindings"),
    path: "port-bindings",
    command: "binding",
    feature: "accounts",
    rights: "KooMessageSA:port",
    needs: { create: "KooMessageSA:port:update" },
  },
  shortcut: {
    one: label("neutral", "短消息快捷键", "SMS shortcut"),
    many: w("短消息快捷键", "SMS shortcuts"),
    path: "shortcuts",
    command: "shortcut",
    feature: "accounts",
    rights: "KooMessageSA:shortcut",
    reviewed: true,
  },
} as const satisfies Record<string, NounHead>;

export type Noun = keyof typeof NOUNS;

/** The nouns whose head says so. */
export function nounsThat(are: "reviewed" | "own"): Noun[] {
  return (Object.keys(NOUNS) as Noun[]).filter((noun) => headOf(noun)[are]);
}

/** The head of a declared noun. */
export function headOf(noun: Noun): NounHead {
  return NOUNS[noun];
}

/** Everything that rows of a noun are called, as a kind: `send`, `sends`, 发送任务, 群发. */
export function callsOfNoun(noun: Noun): string[] {
  const { one, many, command, list, also = [] } = headOf(noun);
  return [many.zh, many.en, noun, command, one.zh, one.en, ...(list === undefined ? [] : [list]), ...also];
}

/** Is it the name of a declared noun? */
export function isNoun(name: string): name is Noun {
  return Object.hasOwn(NOUNS, name);
}

/** The right that an operation on a noun needs; null where everybody may do it with their own. */
export function rightOf(noun: Noun, operation: Operation): string | null {
  const { rights, changes, needs } = headOf(noun);
  const own = needs?.[operation];
  if (own !== undefined) return own;
  return `${rights}:${operation === "list" ? operation : (changes ?? operation)}`;
}

/** A right to rows of a noun, and that to those of the basic edition among them. */
export const editionsOf = (noun: Noun, right: string): readonly string[] =>
  headOf(noun).basic ? [right, right.replace("KooMessage:", "KooMessageBasic:")] : [right];

/** The rights of which an operation on a noun needs one; none where everybody may do it. */
export function rightsOf(noun: Noun, operation: Operation): readonly string[] {
  const right = rightOf(noun, operation);
  return right === null ? [] : editionsOf(noun, right);
}

/** Are its rows bound to an enterprise? */
export function isBound(noun: Noun): boolean {
  const { reach } = headOf(noun);
  return reach !== "own" && reach !== "deployment";
}
