import { CLICK_PLACE_WORDS } from "@tidings/shared/accounts/clicks/words.ts";
import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { NETWORK, NETWORKS } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import { LINK_KIND_WORDS } from "@tidings/shared/reports/aim.ts";
import { MOST_DAYS, PERIOD_WORDS, PERIODS } from "@tidings/shared/reports/define.ts";
import { findsNothing, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, REPORTS, type ReportName } from "@tidings/shared/reports/reports.ts";
import { VENDOR_WORDS, VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { reportAnswer } from "../../engine/drawn/report.ts";
import type { Answer } from "../../ground/answer.ts";
import { dayText } from "../../ground/times.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const GROUPS = [
  ...["day", "send", "template", "signature", "kind", "vendor", "network", "link", "task"],
  ...["account", "shortcut", "place", "item"],
] as const;
const FILTERS = [
  "name",
  "template",
  "signature",
  "vendor",
  "network",
  "kind",
  "link",
  "place",
  "item",
] as const;

const SAYS = {
  day: w("日期", "Day"),
  send: w("发送任务", "Send"),
  template: w("模板", "Template"),
  signature: w("签名", "Signature"),
  kind: w("解析标识类型", "Kind of link"),
  vendor: w("厂商", "Vendor"),
  network: NETWORK,
  link: w("群发短链", "Group link"),
  task: w("解析任务", "Resolve task"),
  account: w("服务号", "Service account"),
  shortcut: w("短消息快捷键", "SMS shortcut"),
  place: w("点击位置", "Where it was clicked"),
  item: w("菜单名称", "Menu or button"),
  nothing: w(
    "没有一张报表同时支持这些分组和筛选；请去掉其中之一。",
    "No report knows all of these groups and filters. Leave one of them out.",
  ),
} as const satisfies Record<string, Words>;

const typed = z.string().trim().min(1).max(100).optional();

/** The report that knows all that is asked for: the one that is named, else the first that the person may read. */
function reportFor(
  { me }: Context,
  of: ReportName | undefined,
  groups: readonly string[],
  filters: readonly string[],
): ReportName | undefined {
  return (of ? [of] : REPORT_NAMES).find((name) => {
    const report = reportOf(name);
    if (of === undefined && !me.permissions.includes(report.needs)) return false;
    const options = Object.values(report.filters).map(({ option }) => option);
    return (
      groups.every((group) => Object.hasOwn(report.groups, group)) &&
      filters.every((one) => options.includes(one))
    );
  });
}

/** RPT-1 and RPT-2 in chat: every report, by every group and filter, as figures, table, picture and file. */
export const report = defineCommand({
  name: "report",
  feature: "reports",
  words: {
    title: w("报表", "Report"),
    description: w(
      "发送、模板、模板解析、群发与个性化短链、服务号点击报表：表格、图和 CSV 文件",
      "Sends, templates, resolutions, group and personal links, clicks: a table, a chart and a CSV file",
    ),
    options: {
      days: w("天数", "Days"),
      by: w("按", "By"),
      period: w("报表类型", "Type"),
      of: w("报表", "Which report"),
      split: w("分厂商", "Split by vendor"),
      name: w("任务名称；点击报表为服务号全称", "Task; of clicks the whole name of the account"),
      template: w("模板名称", "Template"),
      signature: SAYS.signature,
      vendor: SAYS.vendor,
      network: SAYS.network,
      kind: SAYS.kind,
      link: w("短链链接", "Link"),
      place: SAYS.place,
      item: w("菜单全称", "Whole name of the menu or button"),
    },
    choices: {
      day: SAYS.day,
      send: SAYS.send,
      template: SAYS.template,
      signature: SAYS.signature,
      kind: SAYS.kind,
      vendor: SAYS.vendor,
      network: SAYS.network,
      link: SAYS.link,
      task: SAYS.task,
      account: SAYS.account,
      place: SAYS.place,
      item: SAYS.item,
      month: PERIOD_WORDS.month,
      total: PERIOD_WORDS.total,
      ...Object.fromEntries(REPORT_NAMES.map((name) => [name, REPORTS[name].title])),
      ...VENDOR_WORDS,
      ...NETWORK_WORDS,
      ...CLICK_PLACE_WORDS,
      personal: LINK_KIND_WORDS.personal,
      group: LINK_KIND_WORDS.group,
    },
  },
  input: z.object({
    days: z.int().min(1).max(MOST_DAYS).default(7),
    by: z.enum(GROUPS).default("day"),
    period: z.enum(PERIODS).optional(),
    of: z.enum(REPORT_NAMES).optional(),
    split: z.boolean().default(false),
    name: typed,
    template: typed,
    signature: typed,
    vendor: z.enum(VENDORS).optional(),
    network: z.enum(NETWORKS).optional(),
    kind: z.enum(["send", "personal", "group"]).optional(),
    link: typed,
    place: z.enum(["menu", "home", "shortcut"]).optional(),
    item: typed,
  }),
  positional: ["days", "by"],
  permission: ["KooMessage:report:list", "KooMessageSA:report:list"],
  reads: true,
  audience: "chat_channel",
  async run(context, { days, by, period, of, split, ...rest }): Promise<Answer> {
    const groups = [...new Set([...(by === "day" ? [] : [by]), ...(split ? ["vendor"] : [])])];
    const filters = Object.fromEntries(
      FILTERS.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]] as const])),
    );
    const name = reportFor(context, of, groups, Object.keys(filters));
    if (name === undefined) return { tone: "bad", text: say(SAYS.nothing, context.locale) };
    const last = dayText(context.at, context.zone);
    const query: ReportQuery = {
      report: name,
      first: dayPlus(last, 1 - days),
      last,
      period: period ?? (groups.length === 0 ? "day" : "total"),
      by: groups,
      filters,
    };
    if (findsNothing(query)) return { tone: "bad", text: say(SAYS.nothing, context.locale) };
    return reportAnswer(context, query, `report-${[name, ...groups, query.period].join("-")}-${days}d`);
  },
});
