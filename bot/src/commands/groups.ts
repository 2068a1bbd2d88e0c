import { type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";

/** Words for the first word of commands like `approval-rule add`, which Discord shows as a group of its own. */
export const GROUP_WORDS: Readonly<Record<string, { readonly title: Words; readonly description: Words }>> = {
  audit: {
    title: w("核验", "Audit"),
    description: w("核对额度，核验审计日志", "Proves the books and the audit log"),
  },
  optout: {
    title: w("退订", "Opt-outs"),
    description: w("退订名单", "The opt-out list"),
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
    description: w("从其他服务的账号迁入", "Moves in from an account elsewhere"),
  },
  "vendor-key": {
    title: w("厂商密钥", "Vendor key"),
    description: w("登记或停用厂商密钥", "Adds or retires a vendor's key"),
  },
  "vendor-range": {
    title: w("厂商地址段", "Vendor range"),
    description: w("登记或移除厂商地址段", "Adds or removes a vendor's addresses"),
  },
};

/** What the commands of a feature are about: the headings of `help`. */
export const FEATURE_WORDS: Readonly<Record<Feature, Words>> = {
  platform: w("部署", "Deployment"),
  people: w("您与企业", "You and your enterprise"),
  reviews: w("审核", "Reviews"),
  templates: w("模板", "Templates"),
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
  moving: w("迁入", "Moving in"),
  alerts: w("消息订阅", "Alerts"),
  accounts: w("服务号", "Service accounts"),
  own: w("自定义字段", "Own fields"),
  assistant: w("助手", "Assistant"),
  vendors: w("厂商（平台）", "Vendors (deployment)"),
};
