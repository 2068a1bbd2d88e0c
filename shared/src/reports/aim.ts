import { w } from "../ground/locale.ts";
import { NETWORK } from "../numbers/networks.ts";
import { NETWORK_WORDS } from "../numbers/words.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import type { Group, Measure, Report, ReportFilter } from "./define.ts";

/** The reports of AIM (§10.1), and what those of the basic edition share with them. */

/** 模板解析标识类型: whose links a card was shown behind. */
export const LINK_KIND_WORDS = {
  send: w("发送任务（个性化短链）", "Sends (personal links)"),
  personal: w("解析任务·个性化", "Personal links"),
  group: w("解析任务·群发", "Group links"),
};

const TEMPLATE = w("模板", "Template");
const SIGNATURE = w("签名", "Signature");
const VENDOR = w("厂商", "Vendor");
const KIND = w("解析标识类型", "Link type");

export const GROUPS = {
  send: {
    label: w("发送任务", "Send"),
    key: "send_id",
    named: { view: "send_names", columns: ["send_name", "batch_no", "template_name"] },
    page: "sends",
  },
  template: {
    label: TEMPLATE,
    key: "template_id",
    named: { view: "template_names", columns: ["template_name"] },
    page: "templates",
  },
  kind: { label: KIND, key: "kind", values: LINK_KIND_WORDS },
  signature: { label: SIGNATURE, key: "signature" },
  vendor: { label: VENDOR, key: "vendor", values: VENDOR_WORDS },
  network: { label: NETWORK, key: "network", values: NETWORK_WORDS },
} satisfies Record<string, Group>;

export const FILTERS = {
  send_name: { label: w("任务名称", "Send name"), op: "part", option: "name" },
  send_id: { label: w("任务 ID", "Send ID"), op: "is", id: true, option: "send" },
  template_name: { label: w("模板名称", "Template name"), op: "part", option: "template" },
  template_id: { label: w("模板 ID", "Template ID"), op: "is", id: true, option: "template_id" },
  signature: { label: SIGNATURE, op: "part", option: "signature" },
  vendor: { label: VENDOR, op: "is", values: VENDOR_WORDS, option: "vendor" },
  network: { label: NETWORK, op: "is", values: NETWORK_WORDS, option: "network" },
  kind: { label: KIND, op: "is", values: LINK_KIND_WORDS, option: "kind" },
} satisfies Record<string, ReportFilter>;

/** The figures of messages, with the results that they count. */
export const SENT = {
  submission_count: { label: w("提交", "Submitted") },
  send_count: { label: w("受理", "Accepted") },
  delivered: { label: w("送达", "Delivered"), tone: "good", result: "delivered" },
  failed: { label: w("失败", "Failed"), tone: "bad", result: "failed" },
  expired: { label: w("过期", "Expired"), tone: "late", result: "expired" },
  timed_out: { label: w("回执超时", "Timed out"), tone: "slow", result: "timed_out" },
  unknown: { label: w("未知", "Unknown"), tone: "unclear", result: "unknown" },
} satisfies Record<string, Measure>;

const SHOWN: Measure = { label: w("解析", "Resolutions"), tone: "seen", line: true };

/** Bars of the requests for links, which add up to all requests. */
const ASKED = {
  resolutions: { label: w("解析", "Resolutions"), tone: "good" },
  humans: { label: w("浏览器打开", "Browser views"), tone: "seen" },
  bots: { label: w("链接预览", "Link previews"), tone: "neutral" },
  refused: { label: w("已拒绝", "Rejected"), tone: "bad" },
} satisfies Record<string, Measure>;

/** On the day on which they were asked for. */
const MINTED: Measure = { label: w("生成", "Created") };

export const RATE = { label: w("送达率", "Delivery rate"), part: "delivered", of: "submission_count" };

export const MESSAGES = w("条", "Messages");
const MESSAGES_SHOWN = w("条（解析按次）", "Messages and resolutions");
const REQUESTS = w("次", "Requests");

const DAYS_OF_EVENTS = w(
  "按事件发生日期统计（企业时区），每隔数秒更新。",
  "Counted by the day of the event (enterprise time zone) and updated every few seconds.",
);

/** 发送报表 */
export const SENDS: Report = {
  title: w("发送报表", "Send report"),
  note: w(
    "消息按提交给运营商的日期统计（企业时区），解析按发生日期统计。数据与发送明细同源，数秒内更新。号码归属网络以回执为准，回执未注明的按号段估计。",
    "Messages are counted on the day they were sent to the carrier (enterprise time zone), and resolutions on the day they happened. The data is the same as in the message list and is updated within seconds. The network comes from the receipt, or is estimated by prefix if the receipt doesn't say.",
  ),
  path: "",
  needs: "KooMessage:report:list",
  exports: "KooMessage:report:export",
  views: ["send_report_days", "send_report"],
  groups: {
    send: GROUPS.send,
    template: GROUPS.template,
    signature: GROUPS.signature,
    network: GROUPS.network,
  },
  by: [],
  period: "day",
  measures: { ...SENT, resolutions: SHOWN },
  rate: RATE,
  priced: true,
  filters: {
    send_name: FILTERS.send_name,
    send_id: FILTERS.send_id,
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    signature: FILTERS.signature,
    network: FILTERS.network,
  },
  unit: MESSAGES_SHOWN,
  source: "send_report",
};

/** 模板报表 */
export const TEMPLATES: Report = {
  title: w("模板报表", "Template report"),
  note: w(
    "模板的发送与解析，可按解析标识类型与厂商拆分。厂商以回执和解析请求为准；尚无回执的消息和多数失败的消息没有厂商信息，因此不按厂商计算送达率。",
    "Sends and resolutions of templates, by link type and vendor. The vendor comes from receipts and resolution requests. Messages without a receipt and most failed ones have no vendor, so there's no delivery rate by vendor.",
  ),
  path: "templates",
  needs: "KooMessage:report:list",
  exports: "KooMessage:report:export",
  views: ["template_report"],
  groups: {
    template: GROUPS.template,
    kind: GROUPS.kind,
    signature: GROUPS.signature,
    vendor: GROUPS.vendor,
    network: GROUPS.network,
  },
  by: ["template"],
  period: "total",
  measures: { ...SENT, resolutions: SHOWN },
  rate: RATE,
  filters: {
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    signature: FILTERS.signature,
    vendor: FILTERS.vendor,
    network: FILTERS.network,
    kind: FILTERS.kind,
  },
  unit: MESSAGES_SHOWN,
  source: "template_report",
};

/** 模板解析实时报表 */
export const RESOLUTIONS: Report = {
  title: w("模板解析实时报表", "Live template resolutions"),
  note: DAYS_OF_EVENTS,
  path: "resolutions",
  needs: "KooMessage:report:list",
  exports: "KooMessage:report:export",
  views: ["resolution_report_days"],
  groups: { template: GROUPS.template, kind: GROUPS.kind, vendor: GROUPS.vendor },
  by: ["template"],
  period: "total",
  measures: { minted: MINTED, ...ASKED },
  filters: {
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    kind: FILTERS.kind,
    vendor: FILTERS.vendor,
  },
  unit: REQUESTS,
  source: "resolution_report",
};

/** 群发短链实时解析报表 */
export const GROUP_LINKS: Report = {
  title: w("群发短链实时解析报表", "Live group link resolutions"),
  note: DAYS_OF_EVENTS,
  path: "group-links",
  needs: "KooMessage:report:list",
  exports: "KooMessage:report:export",
  views: ["group_link_days"],
  groups: {
    link: {
      label: w("短链", "Short link"),
      key: "task_id",
      named: { view: "group_link_names", columns: ["address", "task_name", "batch_no", "template_name"] },
      page: "resolve-tasks",
    },
    template: GROUPS.template,
    vendor: GROUPS.vendor,
  },
  by: ["link"],
  period: "total",
  measures: ASKED,
  filters: {
    address: { label: w("短链地址", "Short link URL"), op: "part", option: "link" },
    task_name: { label: w("任务名称", "Task name"), op: "part", option: "name" },
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    vendor: FILTERS.vendor,
  },
  unit: REQUESTS,
  source: "link_report",
};

/** 个性化短链实时解析报表: a resolve task's personal links, which the guide counts with their template alone. */
export const PERSONAL_LINKS: Report = {
  title: w("个性化短链实时解析报表", "Live personal link resolutions"),
  note: w(
    "按解析任务统计。生成数计入申请当天，其余计入事件发生当天（企业时区），每隔数秒更新。",
    "Figures are per link task. Created links are counted on the day they were requested, and everything else on the day it happened (enterprise time zone). Updated every few seconds.",
  ),
  path: "personal-links",
  needs: "KooMessage:report:list",
  exports: "KooMessage:report:export",
  views: ["personal_task_days"],
  groups: {
    task: {
      label: w("解析任务", "Link task"),
      key: "task_id",
      named: { view: "personal_task_names", columns: ["task_name", "batch_no", "template_name"] },
      page: "resolve-tasks",
    },
    template: GROUPS.template,
    vendor: GROUPS.vendor,
  },
  by: ["task"],
  period: "total",
  measures: { minted: MINTED, ...ASKED },
  filters: {
    task_name: { label: w("任务名称", "Task name"), op: "part", option: "name" },
    task_id: { label: w("任务 ID", "Task ID"), op: "is", id: true, option: "task" },
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    vendor: FILTERS.vendor,
  },
  unit: REQUESTS,
  source: "personal_link_report",
};
