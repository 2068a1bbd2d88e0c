import { CLICK_PLACE_WORDS, itemWords } from "../../accounts/clicks/words.ts";
import type { ExportedReport } from "../../exports/inputs.ts";
import type { Source } from "../../exports/source.ts";
import { type Words, w } from "../../ground/locale.ts";
import { NETWORK } from "../../numbers/networks.ts";
import { NETWORK_WORDS } from "../../numbers/words.ts";
import { CLICK_DETAIL, CLICK_REPORT } from "../../reports/accounts.ts";
import {
  GROUP_LINKS,
  LINK_KIND_WORDS,
  PERSONAL_LINKS,
  RESOLUTIONS,
  SENDS,
  TEMPLATES,
} from "../../reports/aim.ts";
import { nameOf, PERIOD, rateOf } from "../../reports/answer.ts";
import { BASIC_SENDS, BASIC_TEMPLATES } from "../../reports/basic.ts";
import type { Group, Report } from "../../reports/define.ts";
import { REPORT_NAMES, REPORTS } from "../../reports/reports.ts";
import { COST_UNKNOWN, SPENT } from "../../reports/spending.ts";
import type { Row } from "../../resource/define.ts";
import type { Field } from "../../resource/kinds.ts";
import type { ViewName } from "../../resource/view.ts";
import { VENDOR_WORDS } from "../../vendors/words.ts";

/** The reports as sources of exports (DLC-1): their rows by day. */

const text = (zh: string, en: string): Field<Row> => ({ kind: "text", label: w(zh, en) });
const choice = (label: Words, values: Readonly<Record<string, Words>>): Field<Row> => ({
  kind: "choice",
  label,
  values: Object.fromEntries(
    Object.entries(values).map(([value, said]) => [value, { tone: "neutral", ...said }]),
  ),
});
const DAY: Field<Row> = { kind: "day", label: w("日期", "Date") };
const TEMPLATE = text("模板", "Template");
const SIGNATURE = text("签名", "Signature");
const VENDOR = choice(w("厂商", "Vendor"), VENDOR_WORDS);
const REMARK = text("备注说明", "Remark");
const CLICKED = text("服务号或快捷键", "Service account or shortcut");
const KIND = choice(w("解析标识类型", "Link type"), LINK_KIND_WORDS);

const measures = (report: Report): Readonly<Record<string, Field<Row>>> =>
  Object.fromEntries(
    Object.entries(report.measures).map(([name, { label }]) => [name, { kind: "count", label }]),
  );

/** The rows of a report by day: their names, then their figures. */
function source(
  report: Report,
  view: ViewName,
  keys: readonly string[],
  names: Readonly<Record<string, Field<Row>>>,
): Source {
  const fields = { day: DAY, ...names, ...measures(report) };
  return {
    many: report.title,
    view,
    needs: report.exports,
    keys,
    order: ["day", "desc"],
    fields,
    filters: Object.keys(report.filters).filter((name) => !Object.hasOwn(fields, name)),
  };
}

const SEND_NAMES = {
  send_name: text("发送任务", "Send"),
  batch_no: text("任务编号", "Batch"),
  template_name: TEMPLATE,
  signature: SIGNATURE,
  network: choice(NETWORK, NETWORK_WORDS),
};

export const REPORT_SOURCES = {
  send_report: source(SENDS, "send_report", ["send_id", "network"], SEND_NAMES),
  basic_send_report: source(BASIC_SENDS, "basic_send_report", ["send_id", "network"], SEND_NAMES),
  basic_template_report: source(BASIC_TEMPLATES, "basic_template_report", ["line"], {
    template_name: TEMPLATE,
    signature: SIGNATURE,
    network: choice(NETWORK, NETWORK_WORDS),
  }),
  template_report: source(TEMPLATES, "template_report", ["line"], {
    template_name: TEMPLATE,
    kind: KIND,
    signature: SIGNATURE,
    vendor: VENDOR,
    network: choice(NETWORK, NETWORK_WORDS),
  }),
  resolution_report: source(RESOLUTIONS, "resolution_report_days", ["line"], {
    template_name: TEMPLATE,
    kind: KIND,
    vendor: VENDOR,
  }),
  link_report: source(GROUP_LINKS, "group_link_days", ["line"], {
    address: text("短链", "Short link"),
    task_name: text("任务名称", "Task name"),
    batch_no: text("任务编号", "Batch"),
    template_name: TEMPLATE,
    vendor: VENDOR,
  }),
  personal_link_report: source(PERSONAL_LINKS, "personal_task_days", ["line"], {
    task_name: text("任务名称", "Task name"),
    batch_no: text("任务编号", "Batch"),
    template_name: TEMPLATE,
    vendor: VENDOR,
  }),
  click_report: source(CLICK_REPORT, "click_report_days", ["line"], {
    name: CLICKED,
    remark: REMARK,
    vendor: VENDOR,
  }),
  click_detail: source(CLICK_DETAIL, "click_detail_days", ["line"], {
    name: CLICKED,
    place: choice(w("位置", "Location"), CLICK_PLACE_WORDS),
    item_name: {
      ...text("菜单名称", "Menu or button"),
      text: ({ item, item_name }) => itemWords(String(item), String(item_name)),
    },
    item: text("编号", "Number"),
    vendor: VENDOR,
  }),
} satisfies Readonly<Record<string, Source>>;

const names: Readonly<Record<string, Source>> = REPORT_SOURCES;

/** The columns of a group: its name, and what is beside it. */
function columnsOf(group: Group, days: Source): [string, Field<Row>][] {
  const fields: Source["fields"] = { remark: REMARK, ...days.fields };
  const [first, ...beside] = group.named?.columns ?? [group.key];
  const named: Field<Row> = { kind: "text", label: group.label, text: (row) => nameOf(group, row) };
  return [
    [first, named],
    ...beside.flatMap((column): [string, Field<Row>][] => {
      const field = fields[column];
      return field ? [[column, field]] : [];
    }),
  ];
}

/** A source of days as the report that is summed of them: by its type and groups. `vendor`: its lines are of one. */
export function reportLines(name: string, { by, period }: ExportedReport, vendor: boolean): Source {
  const report = REPORT_NAMES.find((each) => REPORTS[each].source === name);
  const days = names[name];
  if (report === undefined || days === undefined) throw new TypeError(`${name} has no report`);
  const { title, groups, rate, measures: figures }: Report = REPORTS[report];
  const rated = { report, by, filters: (vendor ? { vendor: "" } : {}) as Readonly<Record<string, string>> };
  const all: [string, Field<Row>][] = [
    ...(period === "total" ? [] : [["period", { kind: "text", label: PERIOD }] as [string, Field<Row>]]),
    ...by.flatMap((group) => (groups[group] ? columnsOf(groups[group], days) : [])),
    ...Object.entries(figures).map(([each, { label }]): [string, Field<Row>] => [
      each,
      { kind: "count", label },
    ]),
  ];
  const share: Field<Row> | null =
    rate === undefined || vendor || by.includes("vendor")
      ? null
      : { kind: "text", label: rate.label, text: (row) => rateOf(rated, row) ?? "" };
  return { ...days, many: title, fields: Object.fromEntries(share ? [...all, ["rate", share]] : all) };
}

const COST_NOTE = choice(w("费用说明", "Cost note"), COST_UNKNOWN);

/** Lines with what each cost, in this currency (PKG-2). */
export const pricedLines = (lines: Source, currency: string): Source => ({
  ...lines,
  currency,
  fields: {
    ...lines.fields,
    spent_fen: { kind: "money", label: SPENT, currency: "currency" },
    spent_why: COST_NOTE,
  },
});
