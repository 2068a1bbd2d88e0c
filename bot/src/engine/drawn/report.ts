import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  changeOf,
  type Line,
  nameIn,
  narrowedTo,
  overTime,
  type ReportAnswer,
  rateOfSum,
  tableOf,
  timesOf,
} from "@tidings/shared/reports/answer.ts";
import { argumentsOf, type ReportQuery, reportOf, spanOf } from "@tidings/shared/reports/query.ts";
import { verb } from "../../data/database.ts";
import type { Answer, Table } from "../../ground/answer.ts";
import { csvFile } from "../../ground/csv.ts";
import { count } from "../../ground/figures.ts";
import { CHART_COLOURS, type Chart, chartPicture, MOST_NAMES } from "../../pictures/chart.ts";
import { hinted } from "../../registry/hints.ts";
import type { Context } from "../../registry/registry.ts";

const SAYS = {
  title: w("近 {days} 天{report}", "{report} of the last {days} days"),
  today: w("今日{report}", "{report} of today"),
  none: w("这段时间没有记录。", "Nothing happened in this time."),
  more: w(
    "仅显示前 {count} 行；用 `export add` 导出全部。",
    "Only the first {count} lines are shown; `export add` has all.",
  ),
  against: w("{now}（上期 {before}，{change}）", "{now} ({before} before, {change})"),
} as const satisfies Record<string, Words>;

/** A report as an answer: figures beside those of the time before, a table, a picture and a file. All reports are drawn by it. */
export async function reportAnswer(context: Context, query: ReportQuery, file: string): Promise<Answer> {
  const { locale, session } = context;
  const report = reportOf(query.report);
  const answer = await verb<ReportAnswer>(session, "report", argumentsOf(query));
  // A picture is passed on without the command that asked for it.
  const narrowed = narrowedTo(query, locale);
  const days = spanOf(query);
  const title = fillPlaces(say(days === 1 ? SAYS.today : SAYS.title, locale), {
    days,
    report: say(report.title, locale),
  }).concat(narrowed === "" ? "" : ` · ${narrowed}`);
  if (answer.lines.length === 0) return { tone: "plain", title, text: say(SAYS.none, locale) };
  const raw = tableOf(query, answer, locale);
  const table: Table = {
    name: file,
    columns: [...raw.heads, ...raw.figures, ...(raw.rate === null ? [] : [raw.rate])].map((head, index) => ({
      title: head,
      align: index < raw.heads.length ? "left" : "right",
    })),
    rows: raw.rows.map(({ names, figures, rate }) => [
      ...names,
      ...figures.map(count),
      ...(raw.rate === null ? [] : [rate ?? "—"]),
    ]),
  };
  const picture = await chartPicture(chartOf(context, query, answer, title), file);
  const more = answer.more ? hinted(SAYS.more, context, { count: answer.lines.length }) : null;
  return {
    tone: "plain",
    title,
    ...(more === null ? {} : { text: more }),
    fields: fieldsOf(context, query, answer),
    table,
    ...(picture ? { picture } : {}),
    file: csvFile(table),
  };
}

/** What is zero all through is left out. */
function fieldsOf({ locale }: Context, query: ReportQuery, { total, before }: ReportAnswer) {
  const report = reportOf(query.report);
  const fields = Object.entries(report.measures).flatMap(([measure, { label }]) => {
    const [now = 0, then = 0] = [total[measure], before[measure]];
    if (now === 0 && then === 0) return [];
    const change = changeOf(now, then);
    const times = timesOf(now, then);
    const places = {
      now: count(now),
      before: count(then),
      change: times === null ? `${(change ?? 0) > 0 ? "+" : ""}${change}%` : `×${count(times)}`,
    };
    return [
      {
        label: say(label, locale),
        value: change === null ? count(now) : fillPlaces(say(SAYS.against, locale), places),
      },
    ];
  });
  const rate = rateOfSum(query, total);
  return rate && report.rate ? [...fields, { label: say(report.rate.label, locale), value: rate }] : fields;
}

/** Lines of a whole time are drawn by their names, the largest first; everything else over time. */
function chartOf({ locale }: Context, query: ReportQuery, answer: ReportAnswer, title: string): Chart {
  const { groups, measures, unit } = reportOf(query.report);
  const drawn = Object.entries(measures).filter(([, { tone }]) => tone !== undefined);
  const named = query.period === "total" && query.by.length > 0;
  const time = overTime(query, answer);
  const lines = answer.lines.slice(0, MOST_NAMES);
  const nameOf = (line: Line) =>
    query.by
      .flatMap((name) => groups[name] ?? [])
      .map((group) => nameIn(group, line, locale))
      .join(" · ");
  return {
    title,
    unit: say(unit, locale),
    of: named ? "names" : "days",
    categories: named ? lines.map(nameOf) : time.axis,
    series: drawn.map(([name, { label, tone = "neutral", line }]) => ({
      name: say(label, locale),
      values: named ? lines.map((one) => Number(one[name])) : time.of(name),
      colour: CHART_COLOURS[tone],
      ...(line ? {} : { stack: "all" }),
    })),
  };
}
