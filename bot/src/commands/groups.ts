import type { Words } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";

/** Words for the first word of commands like `approval-rule add`, which Discord shows as a group of its own. */
export const GROUP_WORDS: Readonly<Record<string, { readonly title: Words; readonly description: Words }>> = {
  audit: {
    title: { zh: "核验", en: "Audit" },
    description: { zh: "核对额度，核验审计日志", en: "Proves the books and the audit log" },
  },
  optout: {
    title: { zh: "退订", en: "Opt-outs" },
    description: { zh: "退订名单", en: "The opt-out list" },
  },
  "approval-rule": {
    title: { zh: "规则", en: "Approval rule" },
    description: { zh: "审批规则", en: "Approval rules" },
  },
  order: {
    title: { zh: "订购", en: "Order" },
    description: { zh: "订购套餐包，取消或确认订单", en: "Places, cancels or confirms an order of packages" },
  },
  channel: {
    title: { zh: "通道管理", en: "Channel" },
    description: { zh: "暂停、恢复通道，或限速", en: "Pauses, resumes or slows a channel" },
  },
  "vendor-key": {
    title: { zh: "厂商密钥", en: "Vendor key" },
    description: { zh: "登记或停用厂商密钥", en: "Adds or retires a vendor's key" },
  },
  "vendor-range": {
    title: { zh: "厂商地址段", en: "Vendor range" },
    description: { zh: "登记或移除厂商地址段", en: "Adds or removes a vendor's addresses" },
  },
};

/** What the commands of a feature are about: the headings of `help`. */
export const FEATURE_WORDS: Readonly<Record<Feature, Words>> = {
  platform: { zh: "部署", en: "Deployment" },
  people: { zh: "您与企业", en: "You and your enterprise" },
  reviews: { zh: "审核", en: "Reviews" },
  templates: { zh: "模板", en: "Templates" },
  filings: { zh: "企业备案", en: "Filings" },
  sms: { zh: "短消息配置", en: "SMS" },
  sends: { zh: "发送", en: "Sends" },
  numbers: { zh: "号码", en: "Numbers" },
  links: { zh: "短链", en: "Links" },
  reports: { zh: "报表", en: "Reports" },
  exports: { zh: "导出", en: "Exports" },
  quotas: { zh: "额度", en: "Quota" },
  devices: { zh: "机型", en: "Devices" },
  optouts: { zh: "退订", en: "Opt-outs" },
  "approval-rules": { zh: "审批规则", en: "Approval rules" },
  channels: { zh: "通道", en: "Channels" },
  alerts: { zh: "消息订阅", en: "Alerts" },
  accounts: { zh: "服务号", en: "Service accounts" },
  own: { zh: "自定义字段", en: "Own fields" },
  assistant: { zh: "助手", en: "Assistant" },
  vendors: { zh: "厂商（平台）", en: "Vendors (deployment)" },
};
