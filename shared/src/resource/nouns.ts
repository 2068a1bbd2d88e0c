import type { Words } from "../ground/locale.ts";
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
  | "assistant";

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
  /** Its commands stand with those of admins. */
  readonly admin?: true;
  /** In chat its answers are for whoever asked. */
  readonly personal?: true;
  /** Both. */
  readonly apart?: true;
  /** Earlier names of its commands, by their second word. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** What whoever runs the deployment may do, as `private.transitions` calls it. No policy gives it. */
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
    many: { zh: "模板管理", en: "Templates" },
    path: "templates",
    command: "template",
    feature: "templates",
    rights: "KooMessage:template",
  },
  send: {
    one: label("neutral", "发送任务", "send"),
    many: { zh: "发送任务", en: "Send tasks" },
    path: "sends",
    command: "send",
    list: "sends",
    feature: "sends",
    rights: "KooMessage:sendTask",
    needs: { update: "KooMessage:sendTask:create", review: "KooMessage:sendTask:approve" },
  },
  send_settings: {
    one: label("neutral", "发送设置", "send settings"),
    many: { zh: "发送设置", en: "Send settings" },
    path: "send-settings",
    command: "settings",
    feature: "sends",
    rights: "KooMessage:sendSetting",
    changes: "manage",
    admin: true,
    aliases: { edit: ["设置"] },
  },
  marketing_window: {
    one: label("neutral", "营销时段", "marketing window"),
    many: { zh: "营销时段", en: "Marketing window" },
    path: "marketing-window",
    command: "marketing-window",
    feature: "sends",
    ...OF_OWNERS,
  },
  operation_protection: {
    one: label("neutral", "操作保护", "operation protection"),
    many: { zh: "操作保护", en: "Operation protection" },
    path: "operation-protection",
    command: "operation-protection",
    feature: "people",
    personal: true,
    aliases: { edit: ["操作保护", "order protection"] },
    ...OF_OWNERS,
  },
  approver_mfa: {
    one: label("neutral", "审批人的两步验证", "second factor of approvers"),
    many: { zh: "审批人的两步验证", en: "Second factor of approvers" },
    path: "approver-mfa",
    command: "approver-mfa",
    feature: "people",
    personal: true,
    aliases: { edit: ["审批两步验证", "approver mfa"] },
    ...OF_OWNERS,
  },
  review_hours: {
    one: label("neutral", "审核升级", "escalation of reviews"),
    many: { zh: "审核升级", en: "Escalation of reviews" },
    path: "review-hours",
    command: "review-hours",
    feature: "reviews",
    personal: true,
    aliases: { edit: ["审核升级", "escalation"] },
    ...OF_OWNERS,
  },
  resolve_task: {
    one: label("neutral", "解析任务", "resolve task"),
    many: { zh: "解析任务管理", en: "Resolve tasks" },
    path: "resolve-tasks",
    command: "task",
    feature: "links",
    rights: "KooMessage:resolveTask",
  },
  link: {
    one: label("neutral", "短链", "link"),
    many: { zh: "解析任务明细", en: "Links of resolve tasks" },
    path: "resolve-tasks/details",
    command: "task-link",
    feature: "links",
    rights: "KooMessage:resolveTask",
  },
  domain: {
    one: label("neutral", "域名", "domain"),
    many: { zh: "域名管理", en: "Domains" },
    path: "domains",
    command: "domain",
    feature: "links",
    rights: "KooMessage:domain",
  },
  jump_batch: {
    one: label("neutral", "自定义跳转链接", "batch of jump links"),
    many: { zh: "自定义跳转链接", en: "Jump links" },
    path: "jumps",
    command: "jump",
    feature: "links",
    rights: "KooMessage:jump",
  },
  link_rules: {
    one: label("neutral", "短链规则", "rules of links"),
    many: { zh: "短链规则", en: "Link rules" },
    path: "link-rules",
    command: "link-rules",
    feature: "links",
    rights: "KooMessage:member",
    needs: { list: "KooMessage:member:manage" },
    changes: "manage",
  },
  filing: {
    one: label("neutral", "企业备案", "filing"),
    many: { zh: "企业备案", en: "Filings" },
    path: "filings",
    command: "filing",
    feature: "filings",
    rights: "KooMessage:filing",
    needs: { update: "KooMessage:filing:create" },
  },
  sms_app: {
    one: label("neutral", "短消息应用", "SMS application"),
    many: { zh: "短消息应用", en: "SMS applications" },
    path: "sms-apps",
    command: "sms-app",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
  },
  sms_signature: {
    one: label("neutral", "短消息签名", "signature"),
    many: { zh: "短消息签名", en: "Signatures" },
    path: "signatures",
    command: "signature",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
  },
  sms_template: {
    one: label("neutral", "短消息模板", "SMS template"),
    many: { zh: "短消息模板", en: "SMS templates" },
    path: "sms-templates",
    command: "sms-template",
    feature: "sms",
    rights: "KooMessage:sms",
    needs: { update: "KooMessage:sms:create" },
  },
  member: {
    one: label("neutral", "成员", "member"),
    many: { zh: "成员", en: "Members" },
    path: "members",
    command: "member",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  invitation: {
    one: label("neutral", "邀请", "invitation"),
    many: { zh: "邀请", en: "Invitations" },
    path: "invitations",
    command: "invitation",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  group: {
    one: label("neutral", "用户组", "group"),
    many: { zh: "用户组", en: "Groups" },
    path: "groups",
    command: "group",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  policy: {
    one: label("neutral", "策略", "policy"),
    many: { zh: "权限策略", en: "Policies" },
    path: "policies",
    command: "policy",
    feature: "people",
    rights: "KooMessage:member",
    changes: "manage",
    apart: true,
  },
  package: {
    one: label("neutral", "套餐包", "package"),
    many: { zh: "套餐用量", en: "Packages" },
    path: "quota",
    command: "package",
    feature: "quotas",
    rights: "KooMessage:quota",
  },
  order: {
    one: label("neutral", "订单", "order"),
    many: { zh: "订单", en: "Orders" },
    path: "orders",
    command: "order",
    feature: "quotas",
    rights: "KooMessage:quota",
    needs: { create: "KooMessage:quota:order", update: "KooMessage:quota:order" },
    reach: "platform",
  },
  offer: {
    one: label("neutral", "套餐报价", "offer"),
    many: { zh: "价目表", en: "Price list" },
    path: "offers",
    command: "offer",
    feature: "quotas",
    rights: PLATFORM,
    needs: { list: null, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
  },
  unit_price: {
    one: label("neutral", "按需单价", "price of a unit"),
    many: { zh: "按需单价", en: "Prices of units" },
    path: "unit-prices",
    command: "unit-price",
    feature: "quotas",
    rights: PLATFORM,
    needs: { list: null, create: PLATFORM },
    reach: "deployment",
  },
  ledger_entry: {
    one: label("neutral", "账本记录", "entry of the ledger"),
    many: { zh: "账本", en: "Ledger" },
    path: "ledger",
    command: "ledger",
    feature: "quotas",
    rights: "KooMessage:quota",
  },
  audit_entry: {
    one: label("neutral", "审计记录", "entry of the audit log"),
    many: { zh: "审计日志", en: "Audit log" },
    path: "audit",
    command: "audit",
    feature: "people",
    rights: "KooMessage:audit",
    apart: true,
  },
  chat_identity: {
    one: label("neutral", "聊天账号", "chat account"),
    many: { zh: "聊天账号", en: "Chat accounts" },
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
    many: { zh: "登录管理", en: "Sessions" },
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
    many: { zh: "号码文件", en: "Number files" },
    path: "numbers",
    command: "number",
    feature: "numbers",
    rights: "KooMessage:numberFile",
    changes: "create",
    aliases: { list: ["号码"] },
  },
  opt_out: {
    one: label("neutral", "退订号码", "opted-out number"),
    many: { zh: "退订名单", en: "Opt-out list" },
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
    many: { zh: "用户回复", en: "Replies" },
    path: "replies",
    command: "reply",
    feature: "sends",
    rights: "KooMessage:sendTask",
    apart: true,
  },
  receipt: {
    one: label("neutral", "未知回执", "unknown receipt"),
    many: { zh: "未知回执", en: "Unknown receipts" },
    path: "receipts",
    command: "receipt",
    feature: "sends",
    rights: "KooMessage:sendTask",
    apart: true,
  },
  approval_rule: {
    one: label("neutral", "审批规则", "approval rule"),
    many: { zh: "审批规则", en: "Approval rules" },
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
    many: { zh: "通道", en: "Channels" },
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
    many: { zh: "运营商", en: "Carriers" },
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
    many: { zh: "入驻企业", en: "Tenants" },
    path: "enterprises",
    command: "tenant",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  vendor_review: {
    one: label("neutral", "厂商审核登记", "decision of a vendor"),
    many: { zh: "厂商审核登记", en: "Vendor decisions" },
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
    many: { zh: "禁用词", en: "Banned words" },
    path: "banned-words",
    command: "banned-word",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  holiday: {
    one: label("neutral", "节假日", "holiday"),
    many: { zh: "节假日", en: "Holidays" },
    path: "holidays",
    command: "holiday",
    feature: "platform",
    rights: PLATFORM,
    needs: { list: PLATFORM, create: PLATFORM, update: PLATFORM },
    reach: "deployment",
    admin: true,
  },
  call_limit: {
    one: label("neutral", "频率上限", "limit of calls"),
    many: { zh: "频率上限", en: "Limits of calls" },
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
    many: { zh: "告警", en: "Alerts" },
    path: "alerts",
    command: "alert",
    feature: "alerts",
    rights: "KooMessage:alert",
    admin: true,
  },
  incident: {
    one: label("neutral", "事件", "incident"),
    many: { zh: "值守事件", en: "Incidents" },
    path: "incidents",
    command: "incident",
    feature: "alerts",
    rights: "KooMessage:alert",
  },
  erasure: {
    one: label("neutral", "号码抹除", "erasure"),
    many: { zh: "号码抹除", en: "Erasures" },
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
    many: { zh: "保留期限", en: "Retention" },
    path: "retention",
    command: "retention",
    feature: "numbers",
    rights: "KooMessage:retention",
    changes: "manage",
    admin: true,
  },
  robot: {
    one: label("neutral", "群机器人", "robot"),
    many: { zh: "群机器人", en: "Robots" },
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
    many: { zh: "聊天频道订阅", en: "Chat channels" },
    path: "chat-channels",
    command: "chat-channel",
    feature: "alerts",
    rights: "KooMessage:alert",
    needs: { update: "KooMessage:chat:manage" },
    admin: true,
  },
  export: {
    one: label("neutral", "导出文件", "export"),
    many: { zh: "下载中心", en: "Downloads" },
    path: "exports",
    command: "export",
    feature: "exports",
    rights: "KooMessage:export",
    needs: { list: null, create: null, update: null },
  },
  own_field: {
    one: label("neutral", "自定义字段", "own field"),
    many: { zh: "自定义字段", en: "Own fields" },
    path: "own-fields",
    command: "field",
    feature: "own",
    rights: "KooMessage:ownField",
    changes: "manage",
    apart: true,
  },
  service_account: {
    one: label("neutral", "服务号", "service account"),
    many: { zh: "服务号", en: "Service accounts" },
    path: "service-accounts",
    command: "account",
    feature: "accounts",
    rights: "KooMessageSA:serviceAccount",
  },
  account_part: {
    one: label("neutral", "服务号资料", "part of a service account"),
    many: { zh: "资料、菜单与主页", en: "Parts of accounts" },
    path: "account-parts",
    command: "account-part",
    feature: "accounts",
    rights: "KooMessageSA:serviceAccount",
  },
  port: {
    one: label("neutral", "通道号", "channel number"),
    many: { zh: "通道号", en: "Channel numbers" },
    path: "ports",
    command: "port",
    feature: "accounts",
    rights: "KooMessageSA:port",
  },
  port_binding: {
    one: label("neutral", "通道号绑定", "binding of a channel number"),
    many: { zh: "通道号绑定", en: "Bound numbers" },
    path: "port-bindings",
    command: "binding",
    feature: "accounts",
    rights: "KooMessageSA:port",
    needs: { create: "KooMessageSA:port:update" },
  },
  shortcut: {
    one: label("neutral", "短消息快捷键", "SMS shortcut"),
    many: { zh: "短消息快捷键", en: "SMS shortcuts" },
    path: "shortcuts",
    command: "shortcut",
    feature: "accounts",
    rights: "KooMessageSA:shortcut",
  },
} as const satisfies Record<string, NounHead>;

export type Noun = keyof typeof NOUNS;

/** The head of a declared noun. */
export function headOf(noun: Noun): NounHead {
  return NOUNS[noun];
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

/** Are its rows bound to an enterprise? */
export function isBound(noun: Noun): boolean {
  const { reach } = headOf(noun);
  return reach !== "own" && reach !== "deployment";
}
