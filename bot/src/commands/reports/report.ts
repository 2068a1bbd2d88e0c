import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer, Table } from "../../answer.ts";
import { csvFile } from "../../csv.ts";
import { answerOf } from "../../database.ts";
import { count, percent } from "../../figures.ts";
import { chartPicture, MOST_NAMES } from "../../pictures/chart.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { rowsHere } from "../../rows.ts";
import { dayText } from "../../times.ts";

const SAYS = {
  title: { zh: "近 {days} 天发送报表", en: "Sends of the last {days} {days:day|days}" },
  none: { zh: "这段时间没有发送。", en: "Nothing was sent in this time." },
  day: { zh: "日期", en: "Day" },
  send: { zh: "发送任务", en: "Send" },
  template: { zh: "模板", en: "Template" },
  submission_count: { zh: "提交", en: "Submitted" },
  send_count: { zh: "受理", en: "Accepted" },
  delivered: { zh: "送达", en: "Delivered" },
  failed: { zh: "失败", en: "Failed" },
  expired: { zh: "过期", en: "Expired" },
  timed_out: { zh: "超时", en: "Timed out" },
  unknown: { zh: "未知", en: "Unknown" },
  resolved: { zh: "解析", en: "Opened" },
  rate: { zh: "送达率", en: "Rate" },
} as const satisfies Record<string, Words>;

const FIGURES = [
  "submission_count",
  "send_count",
  "delivered",
  "failed",
  "expired",
  "timed_out",
  "unknown",
  "resolved",
] as const;
type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;
interface Row extends Figures {
  readonly day: string;
  readonly send_name: string;
  readonly batch_no: string;
  readonly template_name: string;
}

/** Sends can share a name (a resend has that of its original), so the batch number is added. */
const sendOf = (row: Row) => `${row.send_name} (${row.batch_no})`;

const NOTHING = Object.fromEntries(FIGURES.map((name) => [name, 0])) as Figures;

function plus(a: Figures, b: Figures): Figures {
  return Object.fromEntries(FIGURES.map((name) => [name, Number(a[name]) + Number(b[name])])) as Figures;
}

/** Sums of rows by a key, in the order of first appearance. */
function summed(
  rows: readonly Row[],
  key: (row: Row) => string,
  keys: readonly string[] = [],
): Map<string, Figures> {
  const sums = new Map(keys.map((each) => [each, NOTHING]));
  for (const row of rows) sums.set(key(row), plus(sums.get(key(row)) ?? NOTHING, row));
  return sums;
}

function tableOf(context: Context, first: Words, sums: ReadonlyMap<string, Figures>, name: string): Table {
  const { locale } = context;
  const titles = [first, ...FIGURES.map((figure) => SAYS[figure]), SAYS.rate];
  return {
    name,
    columns: titles.map((words, index) => ({
      title: say(words, locale),
      align: index === 0 ? "left" : "right",
    })),
    rows: [...sums].map(([key, figures]) => [
      key,
      ...FIGURES.map((figure) => count(figures[figure])),
      percent(figures.delivered, figures.send_count),
    ]),
  };
}

/** Days in their order, or the largest sends or templates. */
function picture(
  context: Context,
  by: "days" | "names",
  groups: ReadonlyMap<string, Figures>,
  title: string,
): Promise<Answer["picture"]> {
  const { locale } = context;
  const shown =
    by === "days"
      ? [...groups]
      : [...groups].sort(([, a], [, b]) => b.send_count - a.send_count).slice(0, MOST_NAMES);
  const values = (pick: (figures: Figures) => number) => shown.map(([, figures]) => pick(figures));
  return chartPicture(
    {
      title,
      of: by,
      categories: shown.map(([name]) => name),
      series: [
        {
          name: say(SAYS.delivered, locale),
          values: values((each) => each.delivered),
          colour: "#2e9e4f",
          stack: "sent",
        },
        {
          name: say(SAYS.failed, locale),
          values: values((each) => each.failed + each.expired + each.timed_out + each.unknown),
          colour: "#e8352e",
          stack: "sent",
        },
        { name: say(SAYS.resolved, locale), values: values((each) => each.resolved), colour: "#0a59f7" },
      ],
    },
    "report",
  );
}

const PAGE = 1_000; // PostgREST's max_rows

/** All rows of a report view from `day` on, by pages. */
async function rowsSince(context: Context, view: "report_days" | "send_report", day: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; ; from += PAGE) {
    const sorted = rowsHere(context, view).gte("day", day).order("day");
    const ordered = view === "send_report" ? sorted.order("send_id") : sorted;
    const page = await answerOf<Row[]>(ordered.range(from, from + PAGE - 1));
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

export const report = defineCommand({
  name: "report",
  feature: "reports",
  words: {
    title: { zh: "报表", en: "Report" },
    description: {
      zh: "发送报表：表格、图和 CSV 文件",
      en: "The send report: a table, a chart and a CSV file",
    },
    options: { days: { zh: "天数", en: "Days" }, by: { zh: "按", en: "By" } },
    choices: { day: SAYS.day, send: SAYS.send, template: SAYS.template },
  },
  input: z.object({
    days: z.int().min(1).max(90).default(7),
    by: z.enum(["day", "send", "template"]).default("day"),
  }),
  positional: ["days", "by"],
  permission: "KooMessage:report:list",
  reads: true,
  audience: "chat_channel",
  async run(context, { days, by }): Promise<Answer> {
    const { locale, zone } = context;
    const now = new Date();
    const calendar = Array.from({ length: days }, (_, index) => dayText(now, zone, days - 1 - index));
    const rows = await rowsSince(context, "report_days", calendar[0] ?? "");
    const title = fillPlaces(say(SAYS.title, locale), { days });
    if (rows.length === 0) return { tone: "plain", title, text: say(SAYS.none, locale) };
    const byDay = summed(rows, (row) => row.day, calendar);
    const detail = by === "day" ? [] : await rowsSince(context, "send_report", calendar[0] ?? "");
    const groups =
      by === "day" ? byDay : summed(detail, (row) => (by === "send" ? sendOf(row) : row.template_name));
    const table = tableOf(context, SAYS[by], groups, `report-${by}-${days}d`);
    const drawn = await (by === "day"
      ? picture(context, "days", byDay, title)
      : picture(context, "names", groups, `${title} · ${say(SAYS[by], locale)}`));
    const total = [...byDay.values()].reduce(plus, NOTHING);
    return {
      tone: "plain",
      title,
      fields: FIGURES.filter((name) => total[name] > 0).map((name) => ({
        label: say(SAYS[name], locale),
        value: count(total[name]),
      })),
      table,
      ...(drawn ? { picture: drawn } : {}),
      file: csvFile(table),
    };
  },
});
