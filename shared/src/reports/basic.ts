import { w } from "../ground/locale.ts";
import { FILTERS, GROUPS, MESSAGES, RATE, SENT } from "./aim.ts";
import type { Group, Report } from "./define.ts";

/** The reports of the basic edition (§10.2). */

const TEMPLATE: Group = { ...GROUPS.template, page: "basic-templates" };

/** 发送报表 */
export const BASIC_SENDS: Report = {
  title: w("基础版发送报表", "Basic edition send report"),
  note: w(
    "智能信息基础版按提交给运营商的日期统计（企业时区），与发送明细同源，数秒内更新。号码归属网络以回执为准，回执未注明的按号段估计。",
    "Basic edition messages are counted on the day they were sent to the carrier (enterprise time zone). The data is the same as in the message list and is updated within seconds. The network comes from the receipt, or is estimated by prefix if the receipt doesn't say.",
  ),
  path: "basic-sends",
  needs: "KooMessageBasic:report:list",
  exports: "KooMessageBasic:report:export",
  views: ["basic_template_report", "basic_send_report"],
  groups: {
    send: GROUPS.send,
    template: TEMPLATE,
    signature: GROUPS.signature,
    network: GROUPS.network,
  },
  by: [],
  period: "day",
  measures: SENT,
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
  unit: MESSAGES,
  source: "basic_send_report",
};

/** 模板报表 */
export const BASIC_TEMPLATES: Report = {
  title: w("基础版模板报表", "Basic edition template report"),
  note: w(
    "智能信息基础版各模板的发送结果，可按签名与号码归属网络拆分。",
    "Send results of each basic edition template, which you can split by signature and network.",
  ),
  path: "basic-templates",
  needs: "KooMessageBasic:report:list",
  exports: "KooMessageBasic:report:export",
  views: ["basic_template_report"],
  groups: { template: TEMPLATE, signature: GROUPS.signature, network: GROUPS.network },
  by: ["template"],
  period: "total",
  measures: SENT,
  rate: RATE,
  filters: {
    template_name: FILTERS.template_name,
    template_id: FILTERS.template_id,
    signature: FILTERS.signature,
    network: FILTERS.network,
  },
  unit: MESSAGES,
  source: "basic_template_report",
};
