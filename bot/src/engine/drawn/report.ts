import { FIGURE_COLORS } from "@tidings/shared/ground/colors.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";
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
import {
  COST_UNAVAILABLE,
  COST_UNKNOWN,
  costsOf,
  SPENT,
  type Spending,
  spendingOf,
  toldCost,
} from "@tidings/shared/reports/spending.ts";
import { verb } from "../../data/database.ts";
import type { Action, Answer, Table } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { dayText } from "../../ground/times.ts";
import { type Chart, chartPicture, MOST_NAMES } from "../../pictures/chart.ts";
import { hinted } from "../../registry/hints.ts";
import type { Context } from "../../registry/registry.ts";

const SAYS = {
  title: w("近 {days} 天{report}", "{report}: last {days} days"),
  today: w("今日{report}", "{report}: today"),
  day: w("{first} {report}", "{report} of {first}"),
  span: w("{first} 至 {last} {report}", "{report}: {first} to {last}"),
  export: w("导出全部", "Export all"),
  none: w("这段时间没有记录。", "No records in this period."),
  more: w(
    "仅显示前 {count} 行；用 `export report` 导出全部。",
    "Only the first {count} rows are shown. `export report` exports all of them.",
  ),
  unknown: w("{figure}（{why}）", "{figure} ({why})"),
  against: w("{now}（上期 {before}，{change}）", "{now} (previously {before}, {change})"),
} as const satisfies Record<string, Words>;

/** Which days a report is of: until today by how many, else by their names. */
function titleOf({ zone, at }: Context, { first, last }: ReportQuery): Words {
  if (last === dayText(at, zone)) return first === last ? SAYS.today : SAYS.title;
  return first === last ? SAYS.day : SAYS.span;
}

/** The command that makes a file of what is shown; null for whoever may not. */
function exportOf({ me, locale }: Context, query: ReportQuery): Action | null {
  const { report, first, last, period, by, filters } = query;
  if (!me.permissions.includes(reportOf(report).exports)) return null;
  const [group = "vendor"] = by.filter((name) => name !== "vendor");
  const input = {
    ...{ of: report, from: first, to: last, period, by: by.length === 0 ? "day" : group },
    ...{ split: by.includes("vendor") && group !== "vendor", ...filters },
  };
  return { command: "export report", input, label: say(SAYS.export, locale) };
}

/**
 * A report as an answer: figures beside those of the time before, a table and a picture, of which the picture has the name `file`. All
 * reports are drawn by it. A file of one is a job of the download centre, also where a message shows a part of its lines.
 */
export async function reportAnswer(context: Context, query: ReportQuery, file: string): Promise<Answer> {
  const { locale, session } = context;
  const report = reportOf(query.report);
  const [answer, told] = await Promise.all([
    verb<ReportAnswer>(session, "report", argumentsOf(query)),
    spendingFor(context, query),
  ]);
  const spending = told === "unavailable" ? null : told;
  // A picture is passed on without the command that asked for it.
  const narrowed = narrowedTo(query, locale);
  const days = spanOf(query);
  const title = fillPlaces(say(titleOf(context, query), locale), {
    ...{ days, first: query.first, last: query.last },
    report: say(report.title, locale),
  }).concat(narrowed === "" ? "" : ` · ${narrowed}`);
  if (answer.lines.length === 0) return { tone: "plain", title, text: say(SAYS.none, locale) };
  const raw = tableOf(query, answer, locale);
  const cost = spending && costsOf(query, spending);
  const table: Table = {
    columns: [
      ...raw.heads,
      ...raw.figures,
      ...(raw.rate === null ? [] : [raw.rate]),
      ...(spending ? [say(SPENT, locale)] : []),
    ].map((head, index) => ({
      title: head,
      align: index < raw.heads.length ? "left" : "right",
    })),
    rows: raw.rows.map(({ names, figures, rate }, index) => [
      ...names,
      ...figures.map(count),
      ...(raw.rate === null ? [] : [rate ?? "—"]),
      ...(cost ? [cost(answer.lines[index] ?? {}, locale)] : []),
    ]),
  };
  const picture = await chartPicture(chartOf(context, query, answer, title), file);
  const exported = exportOf(context, query);
  const more = answer.more ? hinted(SAYS.more, context, { count: answer.lines.length }) : null;
  return {
    tone: "plain",
    title,
    ...(more === null ? {} : { text: more }),
    fields: [...fieldsOf(context, query, answer), ...(told ? [costField(context, told)] : [])],
    table,
    ...(picture ? { picture } : {}),
    ...(exported ? { actions: [exported] } : {}),
  };
}

/** What the lines cost; null: they have no cost. Figures are told also where that fails, which takes longer to add up. */
async function spendingFor(
  { session }: Context,
  query: ReportQuery,
): Promise<Spending | "unavailable" | null> {
  const costs = spendingOf(query);
  if (costs === null) return null;
  try {
    return await verb<Spending>(session, "spending", costs);
  } catch (error) {
    log.warn("report.spending", error, { report: query.report });
    return "unavailable";
  }
}

/** A figure beside that of the time before. */
function against(now: number, then: number, locale: Locale, text: (figure: number) => string): string {
  const change = changeOf(now, then);
  if (change === null) return text(now);
  const times = timesOf(now, then);
  return fillPlaces(say(SAYS.against, locale), {
    now: text(now),
    before: text(then),
    change: times === null ? `${change > 0 ? "+" : ""}${change} %` : `×${count(times)}`,
  });
}

/** What the lines cost in all, or why that is not known. */
function costField({ locale }: Context, spending: Spending | "unavailable") {
  const label = say(SPENT, locale);
  const unknown = (why: Words) =>
    fillPlaces(say(SAYS.unknown, locale), { figure: "—", why: say(why, locale) });
  if (spending === "unavailable") return { label, value: unknown(COST_UNAVAILABLE) };
  const money = (fen: number) => moneyText(fen, spending.currency, locale);
  const value = toldCost(spending.total_fen, spending.before_fen, {
    unknown: () => unknown(COST_UNKNOWN.no_price),
    alone: money,
    compared: (now, before) => against(now, before, locale, money),
  });
  return { label, value };
}

/** What is zero all through is left out. */
function fieldsOf({ locale }: Context, query: ReportQuery, { total, before }: ReportAnswer) {
  const report = reportOf(query.report);
  const fields = Object.entries(report.measures).flatMap(([measure, { label }]) => {
    const [now = 0, then = 0] = [total[measure], before[measure]];
    if (now === 0 && then === 0) return [];
    return [{ label: say(label, locale), value: against(now, then, locale, count) }];
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
      colour: FIGURE_COLORS[tone],
      ...(line ? {} : { stack: "all" }),
    })),
  };
}
