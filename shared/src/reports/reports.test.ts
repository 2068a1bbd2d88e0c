import assert from "node:assert/strict";
import { test } from "node:test";
import { dayPlus } from "../ground/clock.ts";
import {
  changeOf,
  emptyAnswer,
  narrowedTo,
  overTime,
  type ReportAnswer,
  tableOf,
  timesOf,
} from "./answer.ts";
import {
  addressOf,
  argumentsOf,
  findsNothing,
  passedOver,
  queryFrom,
  type ReportQuery,
  reportOf,
  spanOf,
} from "./query.ts";
import { REPORT_NAMES } from "./reports.ts";

const read = (text: string, name: ReportQuery["report"] = "templates") =>
  queryFrom(name, new URLSearchParams(text), "2026-12-02");
const QUERY = read("from=2026-11-30&to=2026-12-01&period=month&by=template,vendor&vendor=oppo");

test("a day that no calendar has is passed over, as another text would be", () => {
  for (const to of ["2026-06-31", "2027-02-29", "2026-13-01", "soon"])
    assert.deepEqual(read(`to=${to}`), read(""), to);
  assert.deepEqual(passedOver(new URLSearchParams("to=2026-06-31"), read("to=2026-06-31")), ["to"]);
});

test("what is asked for stands in the address and is read back from it", () => {
  assert.deepEqual(read(new URLSearchParams(addressOf(QUERY)).toString()), QUERY);
  assert.deepEqual(argumentsOf(QUERY), {
    ...{
      report: "templates",
      first: "2026-11-30",
      last: "2026-12-01",
      period: "month",
      by: ["template", "vendor"],
    },
    filters: [{ column: "vendor", op: "is", value: "oppo" }],
  });
});

test("what makes no sense in an address is passed over", () => {
  const plain = read("from=x&to=2026-13-40&period=week&by=phone&vendor=nokia&phone=13800138000");
  assert.deepEqual(
    [plain.first, plain.last, plain.period, plain.by, plain.filters],
    ["2026-11-03", "2026-12-02", "total", [], {}],
  );
  assert.equal(spanOf(read("from=2020-01-01")), 30, "more than two years are not asked for");
  const over = (text: string) => passedOver(new URLSearchParams(text), read(text));
  assert.deepEqual(over("from=2020-01-01&template=%00&vendor=nobody&to=2026-12-01"), [
    "from",
    "template",
    "vendor",
  ]);
  assert.deepEqual(over("from=2026-11-30&to=2026-12-01&by=template,vendor&vendor=oppo&template=x&tab=y"), []);
  assert.deepEqual([findsNothing(read("template_id=abc")), findsNothing(QUERY)], [true, false]);
});

const line = (period: string, vendor: string | null, delivered: number) => {
  const zero = emptyAnswer(reportOf("templates")).total;
  return {
    ...zero,
    period,
    template_id: "t",
    template_name: "签收提醒",
    vendor,
    submission_count: 4,
    delivered,
  };
};
const ANSWER: ReportAnswer = {
  ...emptyAnswer(reportOf("templates")),
  lines: [line("2026-12", "oppo", 3), line("2026-11", null, 1)],
  days: [
    { day: "2026-11-29", delivered: 2 },
    { day: "2026-12-01", delivered: 3 },
  ],
};

test("lines are a table of names, raw figures and their share, in the reader's language", () => {
  const table = tableOf(QUERY, ANSWER, "en");
  assert.deepEqual(table.heads, ["Date", "Template", "Vendor"]);
  assert.deepEqual(
    table.rows.map(({ names, rate }) => [names, rate]),
    [
      // What failed seldom has a vendor: no share of a vendor's own.
      [["2026-12", "签收提醒", "OPPO"], null],
      [["2026-11", "签收提醒", "Unknown"], null],
    ],
  );
  const by = ["template"];
  assert.deepEqual(
    tableOf({ ...QUERY, by, filters: {} }, ANSWER, "en").rows.map(({ rate }) => rate),
    ["75.0 %", "25.0 %"],
  );
  assert.equal(tableOf({ ...QUERY, by, filters: { vendor: "oppo" } }, ANSWER, "en").rows[0]?.rate, null);
  assert.equal(table.rows[0]?.figures.length, table.figures.length);
});

test("a day without figures is 0, the time before has as many days, and many days are drawn by month", () => {
  const time = overTime(QUERY, ANSWER);
  assert.deepEqual(
    [time.axis, time.of("delivered")],
    [
      ["2026-11-30", "2026-12-01"],
      [0, 3],
    ],
  );
  assert.deepEqual(time.before("delivered"), [0, 2]);
  const year = overTime({ ...QUERY, first: "2026-01-01", last: "2026-12-31" }, ANSWER);
  assert.deepEqual([year.axis.length, year.of("delivered").slice(-2)], [12, [2, 3]]);
  assert.deepEqual([changeOf(30, 20), changeOf(1, 0), changeOf(0, 4)], [50, null, -100]);
  assert.deepEqual([timesOf(71_712, 49), timesOf(49, 5), timesOf(1, 0)], [1464, null, null]);
  assert.equal(dayPlus("2026-02-28", 1), "2026-03-01");
});

test("what a report is narrowed to is said in words, but for ids", () => {
  const filters = { template: "签收", vendor: "oppo", template_id: "5e000000-0000-4000-8000-000000000001" };
  assert.equal(narrowedTo({ ...QUERY, filters }, "en"), "Template name: 签收 · Vendor: OPPO");
  assert.equal(narrowedTo({ ...QUERY, filters: { vendor: "oppo" } }, "zh-CN"), "厂商：OPPO");
  assert.equal(narrowedTo({ ...QUERY, filters: {} }, "en"), "");
});

test("what each report is grouped and filtered by is declared once, under one name each", () => {
  for (const name of REPORT_NAMES) {
    const { groups, by, filters, measures, rate } = reportOf(name);
    const options = Object.values(filters).map(({ option }) => option);
    assert.equal(new Set(options).size, options.length, name);
    assert.ok(
      by.every((group) => Object.hasOwn(groups, group)),
      name,
    );
    assert.ok(!rate || (Object.hasOwn(measures, rate.part) && Object.hasOwn(measures, rate.of)), name);
    assert.ok(!options.some((option) => ["from", "to", "period", "by"].includes(option)), name);
  }
});
