import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { SERVICE_WORDS } from "@tidings/shared/people/action_words.ts";
import { type Feature, NOUNS } from "@tidings/shared/resource/nouns.ts";

/** Words for the first word of commands like `approval-rule add`, which Discord shows as a group of its own. */
export const GROUP_WORDS: Readonly<Record<string, { readonly title: Words; readonly description: Words }>> = {
  audit: {
    title: w("核验", "Audit"),
    description: w("核对额度，核验审计日志", "Checks the quota and the audit log"),
  },
  send: {
    title: w("发送任务", "Sends"),
    description: w("基于已有的发送任务新建任务", "New sends from existing ones"),
  },
  optout: {
    title: w("退订", "Opt-outs"),
    description: w("退订名单", "Opt-out list"),
  },
  "approval-rule": {
    title: w("规则", "Approval rule"),
    description: w("审批规则", "Approval rules"),
  },
  order: {
    title: w("订购", "Order"),
    description: w("订购套餐包，取消或确认订单", "Places, cancels or confirms an order of packages"),
  },
  channel: {
    title: w("通道管理", "Channel"),
    description: w("暂停、恢复通道，或限速", "Pauses, resumes or slows a channel"),
  },
  import: {
    title: w("迁入账号", "Import"),
    description: w("从其他服务的账号迁入", "Imports from another service's account"),
  },
  "vendor-key": {
    title: w("厂商密钥", "Vendor key"),
    description: w("登记或停用厂商密钥", "Adds or retires a vendor's key"),
  },
  "vendor-range": {
    title: w("厂商地址段", "Vendor address range"),
    description: w("登记或移除厂商地址段", "Adds or removes a vendor address range"),
  },
};

/** What `help` begins with: the features in a dozen topics, each called as no command is. */
export interface Topic {
  readonly name: string;
  readonly words: Words;
  readonly features: readonly Feature[];
}

export const TOPICS: readonly Topic[] = [
  {
    name: "sending",
    words: w("群发与号码", "Sending and numbers"),
    features: ["sends", "numbers", "optouts"],
  },
  { name: "reviewing", words: w("审批", "Approvals"), features: ["reviews", "approval-rules"] },
  { name: "content", words: w("卡片内容", "Card content"), features: ["templates", "basic", "own"] },
  { name: "sms", words: w("短消息", "SMS"), features: ["sms"] },
  { name: "linking", words: w("短链与解析", "Links"), features: ["links", "devices"] },
  { name: "figures", words: w("报表与导出", "Reports and exports"), features: ["reports", "exports"] },
  { name: "money", words: w("额度与订购", "Quota and orders"), features: ["quotas"] },
  {
    name: "registering",
    words: w("服务号与备案", "Service accounts and filings"),
    features: ["accounts", "filings"],
  },
  { name: "on-call", words: w("通知与值守", "Notifications and on-call"), features: ["alerts", "assistant"] },
  { name: "people", words: w("成员与登录", "Members and sign-in"), features: ["people", "keys"] },
  {
    name: "gateways",
    words: w("通道与迁入", "Channels and imports"),
    features: ["channels", "callbacks", "moving"],
  },
  { name: "deployment", words: w("部署", "Deployment"), features: ["platform", "vendors"] },
];

/** What the commands of a feature are about: the headings of `help`. */
export const FEATURE_WORDS: Readonly<Record<Feature, Words>> = {
  platform: w("部署", "Deployment"),
  people: w("您与企业", "You and your enterprise"),
  keys: w("访问密钥", "Access keys"),
  reviews: w("审核", "Reviews"),
  templates: w("模板", "Templates"),
  basic: SERVICE_WORDS.KooMessageBasic,
  filings: w("企业备案", "Filings"),
  sms: w("短消息配置", "SMS"),
  sends: w("发送", "Sends"),
  numbers: w("号码", "Numbers"),
  links: w("短链", "Links"),
  reports: w("报表", "Reports"),
  exports: w("导出", "Exports"),
  quotas: w("额度", "Quota"),
  devices: w("机型", "Devices"),
  optouts: w("退订", "Opt-outs"),
  "approval-rules": w("审批规则", "Approval rules"),
  channels: w("通道", "Channels"),
  callbacks: NOUNS.callback.many,
  moving: w("迁入", "Importing"),
  alerts: w("消息订阅", "Alerts"),
  accounts: w("服务号", "Service accounts"),
  own: w("自定义字段", "Custom fields"),
  assistant: w("助手", "Assistant"),
  vendors: w("厂商（平台）", "Vendors (deployment)"),
};
