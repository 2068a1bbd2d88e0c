import { CLICK_PLACE_WORDS } from "@tidings/shared/accounts/clicks/words.ts";
import { dayPlus, isDay } from "@tidings/shared/ground/clock.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { NETWORK, NETWORKS } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import { LINK_KIND_WORDS } from "@tidings/shared/reports/aim.ts";
import { MOST_DAYS, PERIOD_WORDS, PERIODS } from "@tidings/shared/reports/define.ts";
import { findsNothing, type ReportQuery, reportOf, spanOf } from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, REPORTS, type ReportName } from "@tidings/shared/reports/reports.ts";
import { VENDOR_WORDS, VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { findOne, namesLike } from "../../engine/find.ts";
import type { Resource } from "../../ground/answer.ts";
import { DAY_WORDS, dayOption, typedDays } from "../../ground/days.ts";
import { atOption, UserError } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import type { Context, Suggest } from "../../registry/registry.ts";

/** What is asked of a report in chat, by the options of `report` and of `export report`. */

const GROUPS = [
  ...["day", "send", "template", "signature", "kind", "vendor", "network", "link", "task"],
  ...["account", "shortcut", "place", "item"],
] as const;
/** Filters by a row: what is typed is its name, its number or the beginning of its id. */
const ROWS = {
  send: "send",
  template_id: "template",
  task: "resolve_task",
  account: "service_account",
  shortcut: "shortcut",
} as const satisfies Record<string, Resource>;
const FILTERS = [
  ...["name", "template", "signature", "vendor", "network", "kind", "link", "place", "item"],
  ...(Object.keys(ROWS) as (keyof typeof ROWS)[]),
] as const;

const SAYS = {
  nothing: w(
    "没有同时支持这些分组和筛选条件的报表，请去掉其中一项。",
    "No report supports all of these groups and filters. Remove one of them.",
  ),
  month: w(
    "请按 2026-10 的格式填写月份，或写 last（上月）、this（本月）。",
    "Enter a month such as 2026-10, or “last” or “this”.",
  ),
  ahead: w("该时间段尚未开始。", "That period hasn't started yet."),
  long: w("一次最多查询 {most} 天。", "You can query at most {most} days at a time."),
} as const satisfies Record<string, Words>;

const typed = z.string().trim().min(1).max(100).optional();
const ROW: Words = w("名称或编号", "Name or ID");
const GROUP_LABELS = {
  day: w("日期", "Date"),
  send: w("发送任务", "Send"),
  template: w("模板", "Template"),
  signature: w("签名", "Signature"),
  kind: w("解析标识类型", "Link type"),
  vendor: w("厂商", "Vendor"),
  network: NETWORK,
  link: w("群发短链", "Group link"),
  task: w("解析任务", "Link task"),
  account: w("服务号", "Service account"),
  shortcut: w("短消息快捷键", "SMS shortcut"),
  place: w("点击位置", "Click position"),
  item: w("菜单名称", "Menu or button"),
} as const satisfies Record<(typeof GROUPS)[number], Words>;
const named = ({ zh, en }: Words): Words => ({
  zh: `${zh}：${ROW.zh}`,
  en: `${en}: ${ROW.en.toLowerCase()}`,
});

export const REPORT_OPTIONS = {
  days: w("天数", "Days"),
  by: w("统计方式", "Group by"),
  from: DAY_WORDS.from,
  to: DAY_WORDS.to,
  month: w("月份（2026-10、上月）", "Month (2026-10 or “last”)"),
  period: w("报表类型", "Type"),
  of: w("报表", "Which report"),
  split: w("按厂商拆分", "Split by vendor"),
  name: w("任务名称；点击报表则填服务号全称", "Send name; in click reports, the full account name"),
  template: w("模板名称", "Template"),
  signature: GROUP_LABELS.signature,
  vendor: GROUP_LABELS.vendor,
  network: GROUP_LABELS.network,
  kind: GROUP_LABELS.kind,
  link: w("短链地址", "Link"),
  place: GROUP_LABELS.place,
  item: w("菜单全称", "Full menu name"),
  send: named(GROUP_LABELS.send),
  template_id: named(GROUP_LABELS.template),
  task: named(GROUP_LABELS.task),
  account: named(GROUP_LABELS.account),
  shortcut: named(GROUP_LABELS.shortcut),
} as const satisfies Record<string, Words>;

export const REPORT_CHOICES: Readonly<Record<string, Words>> = {
  ...GROUP_LABELS,
  month: PERIOD_WORDS.month,
  total: PERIOD_WORDS.total,
  ...Object.fromEntries(REPORT_NAMES.map((name) => [name, REPORTS[name].title])),
  ...VENDOR_WORDS,
  ...NETWORK_WORDS,
  ...CLICK_PLACE_WORDS,
  personal: LINK_KIND_WORDS.personal,
  group: LINK_KIND_WORDS.group,
};

export const REPORT_SHAPE = {
  days: z.int().min(1).max(MOST_DAYS).optional(),
  by: z.enum(GROUPS).default("day"),
  from: dayOption,
  to: dayOption,
  month: z.string().trim().min(1).max(20).optional(),
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
  send: typed,
  template_id: typed,
  task: typed,
  account: typed,
  shortcut: typed,
};
type Asked = z.infer<z.ZodObject<typeof REPORT_SHAPE>>;

export const REPORT_SUGGESTS: Readonly<Record<keyof typeof ROWS, Suggest>> = {
  send: (context, text) => namesLike(context, text, [ROWS.send]),
  template_id: (context, text) => namesLike(context, text, [ROWS.template_id]),
  task: (context, text) => namesLike(context, text, [ROWS.task]),
  account: (context, text) => namesLike(context, text, [ROWS.account]),
  shortcut: (context, text) => namesLike(context, text, [ROWS.shortcut]),
};

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

/** What a month is called beside its number; of a month, how many before this one. */
const MONTHS: Readonly<Record<string, number>> = {
  ...{ this: 0, "this month": 0, 本月: 0, 这个月: 0 },
  ...{ last: 1, "last month": 1, 上月: 1, 上个月: 1 },
};

/** The first and the last day of a month, the last at most today. @throws UserError at the option */
function monthDays({ locale }: Context, text: string, today: string): [first: string, last: string] {
  const before = MONTHS[text.toLowerCase()];
  const [year = 0, month = 0] = today.split("-").map(Number);
  const first =
    before === undefined
      ? `${text.replace("/", "-")}-01`
      : new Date(Date.UTC(year, month - 1 - before, 1)).toISOString().slice(0, 10);
  if (!isDay(first)) throw new UserError(say(SAYS.month, locale), "month");
  if (first > today) throw new UserError(say(SAYS.ahead, locale), "month");
  const next = `${dayPlus(first, 31).slice(0, 7)}-01`;
  const last = dayPlus(next, -1);
  return [first, last < today ? last : today];
}

/** The days that are asked for: a month, a range, or so many until today; without any the last seven. */
function daysOf(context: Context, { days, from, to, month }: Asked): Pick<ReportQuery, "first" | "last"> {
  const { locale } = context;
  const today = dayText(context.at, context.zone);
  if (month !== undefined) {
    const [first, last] = monthDays(context, month, today);
    return { first, last };
  }
  const [begins, ends = today] = typedDays(locale, [from, to]);
  const first = begins ?? dayPlus(ends, 1 - (days ?? 7));
  if (first > ends) throw new UserError(say(SAYS.ahead, locale), "from");
  if (spanOf({ first, last: ends }) > MOST_DAYS)
    throw new UserError(say(SAYS.long, locale).replace("{most}", String(MOST_DAYS)), "from");
  return { first, last: ends };
}

/** The id of a row that is named; a whole id is taken as it is, as its row may be gone and its figures are not. */
const idOf = (context: Context, option: keyof typeof ROWS, text: string): Promise<string> =>
  atOption(option, async () =>
    isId(text) ? text.toLowerCase() : (await findOne(context, text, [ROWS[option]], [], false)).id,
  );

const isRow = (name: string): name is keyof typeof ROWS => Object.hasOwn(ROWS, name);

/** What was typed as the query of a report. @throws UserError where no report knows all of it */
export async function queryOf(context: Context, asked: Asked): Promise<ReportQuery> {
  const { by, period, of, split } = asked;
  const groups = [...new Set([...(by === "day" ? [] : [by]), ...(split ? ["vendor"] : [])])];
  const given = FILTERS.flatMap((name) => {
    const value = asked[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const name = reportFor(
    context,
    of,
    groups,
    given.map(([filter]) => filter),
  );
  if (name === undefined) throw new UserError(say(SAYS.nothing, context.locale));
  const filters = await Promise.all(
    given.map(async ([filter, value]) => [
      filter,
      isRow(filter) ? await idOf(context, filter, value) : value,
    ]),
  );
  const query: ReportQuery = {
    report: name,
    ...daysOf(context, asked),
    period: period ?? (groups.length === 0 ? "day" : "total"),
    by: groups,
    filters: Object.fromEntries(filters),
  };
  if (findsNothing(query)) throw new UserError(say(SAYS.nothing, context.locale));
  return query;
}
