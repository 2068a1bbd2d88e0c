import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer, Table } from "../../answer.ts";
import { csvFile } from "../../csv.ts";
import { answerOf } from "../../database.ts";
import { count } from "../../figures.ts";
import { type Chart, chartPicture, MOST_NAMES } from "../../pictures/chart.ts";
import { type Context, defineCommand } from "../../registry.ts";
import { containing, namesLike } from "../../resources/find.ts";
import { rowsHere } from "../../rows.ts";
import { dayText } from "../../times.ts";

const SAYS = {
  title: { zh: "近 {days} 天解析报表", en: "Links of the last {days} {days:day|days}" },
  none: { zh: "这段时间没有生成或解析短链。", en: "No link was made or resolved in this time." },
  template: { zh: "模板", en: "Template" },
  group: { zh: "群发短链", en: "Group link" },
  day: { zh: "日期", en: "Day" },
  minted: { zh: "生成", en: "Made" },
  resolutions: { zh: "解析", en: "Resolved" },
  humans: { zh: "浏览器打开", en: "Opened in a browser" },
  bots: { zh: "链接预览", en: "Link previews" },
  refused: { zh: "已拒绝", en: "Refused" },
} as const satisfies Record<string, Words>;

const FIGURES = ["minted", "resolutions", "humans", "bots", "refused"] as const;
type Figure = (typeof FIGURES)[number];
type Figures = Readonly<Record<Figure, number>>;
type Row = Partial<Figures> & { readonly day: string } & Readonly<Record<string, unknown>>;

const NOTHING = Object.fromEntries(FIGURES.map((name) => [name, 0])) as Figures;

/** The two reports: their view, and the columns that name a row. The report of group links has no `minted`: each is minted once. */
const REPORTS = {
  template: { view: "template_resolution_days", name: "template_name", id: "template_id", figures: FIGURES },
  group: { view: "group_link_days", name: "task_name", id: "task_id", figures: FIGURES.slice(1) },
} as const;
type Report = (typeof REPORTS)[keyof typeof REPORTS];

export const linkStats = defineCommand({
  name: "link-stats",
  feature: "links",
  words: {
    title: { zh: "短链报表", en: "Link statistics" },
    description: {
      zh: "模板解析报表或群发短链报表：表格、图和 CSV 文件",
      en: "The report of templates or of group links: a table, a chart and a CSV file",
    },
    options: {
      by: { zh: "按", en: "By" },
      days: { zh: "天数", en: "Days" },
      name: { zh: "名称", en: "Name" },
      daily: { zh: "按日明细", en: "Day by day" },
    },
    choices: { template: SAYS.template, group: SAYS.group },
  },
  input: z.object({
    by: z.enum(["template", "group"]).default("template"),
    days: z.int().min(1).max(90).default(7),
    name: z.string().trim().max(64).optional(),
    daily: z.boolean().default(false),
  }),
  positional: ["by", "days", "name"],
  permission: "KooMessage:resolveTask:list",
  reads: true,
  audience: "chat_channel",
  suggests: { name: (context, typed) => namesLike(context, typed, ["template", "resolve_task"]) },
  async run(context, { by, days, name, daily }): Promise<Answer> {
    const { locale, zone } = context;
    const now = new Date();
    const calendar = Array.from({ length: days }, (_, index) => dayText(now, zone, days - 1 - index));
    const report = REPORTS[by];
    const rows = await rowsSince(context, report, calendar[0] ?? "", name);
    const title = `${fillPlaces(say(SAYS.title, locale), { days })} · ${say(SAYS[by], locale)}`;
    if (rows.length === 0) return { tone: "plain", title, text: say(SAYS.none, locale) };
    // Each report has a file name of its own, shared by its table and picture.
    const file = `link-stats-${by}${daily ? "-daily" : ""}-${days}d`;
    const table = tableOf(context, report, SAYS[by], file, rows, daily);
    const groups = new Map(daily ? calendar.map((day) => [day, NOTHING]) : []);
    for (const row of rows) {
      const key = daily ? row.day : String(row[report.name]);
      groups.set(key, plus(groups.get(key) ?? NOTHING, row));
    }
    const picture = await chartPicture(chartOf(context, daily ? "days" : "names", groups, title), file);
    const total = rows.reduce<Figures>(plus, NOTHING);
    return {
      tone: "plain",
      title,
      fields: report.figures.map((figure) => ({
        label: say(SAYS[figure], locale),
        value: count(total[figure]),
      })),
      table,
      ...(picture ? { picture } : {}),
      file: csvFile(table),
    };
  },
});

function plus(a: Figures, b: Partial<Figures>): Figures {
  return Object.fromEntries(FIGURES.map((name) => [name, a[name] + Number(b[name] ?? 0)])) as Figures;
}

const PAGE = 1_000; // PostgREST's max_rows

/** All rows of a report from `day` on, by pages. */
async function rowsSince(
  context: Context,
  { view, name, id }: Report,
  day: string,
  wanted: string | undefined,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; ; from += PAGE) {
    let query = rowsHere(context, view)
      .gte("day", day)
      .order("day")
      .order(id)
      .range(from, from + PAGE - 1);
    if (wanted !== undefined) query = query.ilike(name, containing(wanted));
    const page = await answerOf<Row[]>(query as never);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** A row for each template or link, the most resolved first; or with `daily` a row for each of its days. */
function tableOf(
  context: Context,
  report: Report,
  first: Words,
  name: string,
  rows: readonly Row[],
  daily: boolean,
): Table {
  const { locale } = context;
  const sums = new Map<string, { readonly heads: readonly string[]; readonly figures: Figures }>();
  for (const row of rows) {
    const heads = [String(row[report.name]), ...(daily ? [row.day] : [])];
    const key = [row[report.id], ...heads.slice(1)].join(" ");
    sums.set(key, { heads, figures: plus(sums.get(key)?.figures ?? NOTHING, row) });
  }
  const sorted = [...sums.values()];
  if (!daily) sorted.sort((a, b) => b.figures.resolutions - a.figures.resolutions);
  const titles = [first, ...(daily ? [SAYS.day] : []), ...report.figures.map((figure) => SAYS[figure])];
  return {
    name,
    columns: titles.map((words, index) => ({
      title: say(words, locale),
      align: index < titles.length - report.figures.length ? "left" : "right",
    })),
    rows: sorted.map(({ heads, figures }) => [
      ...heads,
      ...report.figures.map((figure) => count(figures[figure])),
    ]),
  };
}

/** Days in their order, or the templates or links that were resolved most. */
function chartOf(
  context: Context,
  of: "days" | "names",
  groups: ReadonlyMap<string, Figures>,
  title: string,
): Chart {
  const shown =
    of === "days"
      ? [...groups]
      : [...groups].sort(([, a], [, b]) => b.resolutions - a.resolutions).slice(0, MOST_NAMES);
  const series = (figure: Figure, colour: string) => ({
    name: say(SAYS[figure], context.locale),
    values: shown.map(([, figures]) => figures[figure]),
    colour,
    stack: "asked",
  });
  return {
    title,
    of,
    categories: shown.map(([name]) => name),
    series: [
      series("resolutions", "#2e9e4f"),
      series("humans", "#0a59f7"),
      series("bots", "#8a94a6"),
      series("refused", "#e8352e"),
    ],
  };
}
