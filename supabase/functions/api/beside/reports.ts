/** Reports: sends, templates, resolutions and links by day, month or in total, as the panel draws them. Statistics of links are two of them. */
import { w } from "@tidings/shared/ground/locale.ts";
import { type Group, MOST_DAYS, PERIODS, type Report } from "@tidings/shared/reports/define.ts";
import { REPORTS } from "@tidings/shared/reports/reports.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import type { Answer, Asked, Route } from "../route.ts";

const GROUP = w("报表", "Reports");
const day = z.iso.date();
const text = z.string().min(1).max(253);

/** The columns that a line has for a group: its key, and the names beside it. */
const columnsOf = ({ key, named }: Group) => [key, ...(named?.columns ?? [])];

/** What its address asks. */
function queryOf({ groups, filters, period }: Report): z.ZodObject {
  const by = z.enum(Object.keys(groups) as [string, ...string[]]);
  const chosen = Object.entries(filters).map(([, { option, label, values }]) => [
    option,
    (values ? z.enum(Object.keys(values)) : text).optional().describe(label.en),
  ]);
  return z.strictObject({
    ...Object.fromEntries(chosen),
    first: day.describe("The first day, in the enterprise's time zone"),
    last: day.describe(`The last day; at most ${MOST_DAYS} days`),
    period: z.enum(PERIODS).optional().describe(`Defaults to ${period}`),
    by: z.array(by).max(3).optional().meta({ many: true }).describe("What lines are grouped by"),
    limit: z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .optional()
      .describe("Number of lines; defaults to 500"),
  });
}

function answerOf({ groups, measures }: Report): z.ZodObject {
  const figures = Object.fromEntries(
    Object.entries(measures).map(([name, { label }]) => [name, z.number().describe(label.en)]),
  );
  const keys = Object.values(groups).flatMap(columnsOf);
  const of = Object.fromEntries(
    keys.map((name) => [name, z.union([z.string(), z.number()]).nullable().optional()]),
  );
  return z.object({
    lines: z.array(z.object({ period: z.string().describe("Empty for a total"), ...of, ...figures })),
    more: z.boolean().describe("More lines are available"),
    total: z.object(figures),
    before: z.object(figures).describe("The same for the previous period of equal length"),
    days: z.array(z.object({ day, ...figures })).describe("Days in both periods that have figures"),
  });
}

/** The figures of a line as numbers: the database writes large ones as texts. */
const told = (names: ReadonlySet<string>, row: object, keep: (name: string) => boolean) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      names.has(name) ? [[name, Number(value)]] : keep(name) ? [[name, value]] : [],
    ),
  );

type Said = { lines: object[]; more: boolean; total: object; before: object; days: object[] };

async function read(name: string, report: Report, { caller, env, query }: Asked): Promise<Answer> {
  const filters = Object.entries(report.filters).flatMap(([column, { option, op }]) =>
    query[option] === undefined ? [] : [{ column, op, value: query[option] }],
  );
  const said = (await actAs(caller, env, "report", {
    ...{ report: name, first: query.first, last: query.last, filters },
    period: query.period ?? report.period,
    by: query.by ?? report.by,
    most: Number(query.limit ?? 500),
  })) as Said;
  const figures = new Set(Object.keys(report.measures));
  const columns = new Set(["period", ...Object.values(report.groups).flatMap(columnsOf)]);
  const line = (row: object) => told(figures, row, (column) => columns.has(column));
  return {
    body: {
      lines: said.lines.map(line),
      more: said.more,
      total: told(figures, said.total, () => false),
      before: told(figures, said.before, () => false),
      days: said.days.map((row) => told(figures, row, (column) => column === "day")),
    },
  };
}

/** One of each. */
export const REPORT_ROUTES: readonly Route[] = Object.entries<Report>(REPORTS).map(([name, report]) => ({
  ...{ method: "get", path: `/reports/${name.replaceAll("_", "-")}`, dialect: "own", group: GROUP },
  summary: report.title,
  description: report.note,
  query: queryOf(report),
  answers: { 200: answerOf(report) },
  run: (asked) => read(name, report, asked),
}));
