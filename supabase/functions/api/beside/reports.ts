/** Reports: sends, templates, resolutions and links by day, month or in total, as the panel draws them. Statistics of links are two of them. */
import { w } from "@tidings/shared/ground/locale.ts";
import { type Group, MOST_DAYS, PERIODS, type Period, type Report } from "@tidings/shared/reports/define.ts";
import { argumentsOf, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { REPORT_NAMES, type ReportName } from "@tidings/shared/reports/reports.ts";
import { fenOf, type Spending, spendingOf } from "@tidings/shared/reports/spending.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { log, wordsOf } from "../../_core/reply.ts";
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
    by: z.array(by).max(3).optional().meta({ "x-many": true }).describe("What lines are grouped by"),
    limit: z
      .string()
      .regex(/^[1-9]\d{0,2}$/)
      .optional()
      .describe("Number of lines; defaults to 500"),
  });
}

/** What lines cost: the amounts of the panel, in hundredths of the currency (PKG-2). */
const fen = z.int().nullable();
const spendingShape = z.object({
  currency: z
    .string()
    .nullable()
    .describe("ISO 4217; amounts are in hundredths of it. Null with by_network and unavailable"),
  total_fen: fen,
  before_fen: fen.describe("The same for the previous period of equal length"),
  unknown: z
    .enum(["no_price", "by_network", "unavailable"])
    .nullable()
    .describe(
      "Why total_fen is null: no_price, no unit price was set at approval; by_network, costs can't be split by network; unavailable, costs couldn't be read, so ask again later",
    ),
});

function answerOf({ groups, measures, priced }: Report): z.ZodObject {
  const figures = Object.fromEntries(
    Object.entries(measures).map(([name, { label }]) => [name, z.number().describe(label.en)]),
  );
  const keys = Object.values(groups).flatMap(columnsOf);
  const of = Object.fromEntries(
    keys.map((name) => [name, z.union([z.string(), z.number()]).nullable().optional()]),
  );
  return z.object({
    lines: z.array(
      z.object({
        period: z.string().describe("Empty for a total"),
        ...of,
        ...figures,
        ...(priced && { spent_fen: fen.describe("What the line cost; null: not known") }),
      }),
    ),
    ...(priced && { spending: spendingShape }),
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

/** What is asked, as panel and chat ask it. */
const askedOf = (name: ReportName, { by, period, filters }: Report, query: Asked["query"]): ReportQuery => ({
  ...{ report: name, first: String(query.first), last: String(query.last) },
  period: (query.period as Period | undefined) ?? period,
  by: (query.by as readonly string[] | undefined) ?? by,
  filters: Object.fromEntries(
    Object.values(filters).flatMap(({ option }) =>
      query[option] === undefined ? [] : [[option, String(query[option])]],
    ),
  ),
});

/** The costs of a report, and what they add to a line. */
async function costs(asked: ReportQuery, { caller, env }: Asked) {
  const found = spendingOf(asked);
  const none = (unknown: "by_network" | "unavailable") => ({
    spending: { currency: null, total_fen: null, before_fen: null, unknown },
    of: () => null,
  });
  if (found === null) return none("by_network");
  let spending: Spending;
  try {
    spending = (await actAs(caller, env, "spending", found)) as Spending;
  } catch (error) {
    // Figures are told without: costs take longer to add up.
    log("api", "no costs", { report: asked.report, error: wordsOf(error) });
    return none("unavailable");
  }
  const { currency, total_fen, before_fen } = spending;
  const unknown = total_fen === null ? "no_price" : null;
  return { spending: { currency, total_fen, before_fen, unknown }, of: fenOf(asked, spending) };
}

async function read(name: ReportName, report: Report, asked: Asked): Promise<Answer> {
  const { caller, env, query } = asked;
  const of = askedOf(name, report, query);
  const [said, cost] = await Promise.all([
    actAs(caller, env, "report", { ...argumentsOf(of), most: Number(query.limit ?? 500) }) as Promise<Said>,
    report.priced ? costs(of, asked) : null,
  ]);
  const figures = new Set(Object.keys(report.measures));
  const columns = new Set(["period", ...Object.values(report.groups).flatMap(columnsOf)]);
  const line = (row: object) => told(figures, row, (column) => columns.has(column));
  return {
    body: {
      lines: said.lines.map((row) => ({ ...line(row), ...(cost && { spent_fen: cost.of({ ...row }) }) })),
      ...(cost && { spending: cost.spending }),
      more: said.more,
      total: told(figures, said.total, () => false),
      before: told(figures, said.before, () => false),
      days: said.days.map((row) => told(figures, row, (column) => column === "day")),
    },
  };
}

/** One of each. */
export const REPORT_ROUTES: readonly Route[] = REPORT_NAMES.map(
  (name) => [name, reportOf(name)] as const,
).map(([name, report]) => ({
  ...{ method: "get", path: `/reports/${name.replaceAll("_", "-")}`, dialect: "own", group: GROUP },
  summary: report.title,
  description: report.note,
  query: queryOf(report),
  answers: { 200: answerOf(report) },
  run: (asked) => read(name, report, asked),
}));
