import assert from "node:assert/strict";
import test from "node:test";
import { daysOf, type ReportRow, rollUp, sumOf, ZERO } from "./roll-up.ts";

function row(day: string, send: string, delivered: number, failed = 0): ReportRow {
  return {
    ...ZERO,
    day,
    send_id: send,
    send_name: `send ${send}`,
    batch_no: send,
    template_id: "t",
    template_name: "会员日",
    submission_count: delivered + failed,
    send_count: delivered + failed,
    delivered,
    failed,
  };
}

const ROWS = [row("2024-11-30", "a", 5, 1), row("2024-12-01", "a", 2), row("2024-12-01", "b", 3)];

test("the same rows add up by day, by month and in all", () => {
  assert.deepEqual(
    rollUp(ROWS, "day", false).map((line) => [line.period, line.delivered]),
    [
      ["2024-12-01", 5],
      ["2024-11-30", 5],
    ],
  );
  assert.deepEqual(
    rollUp(ROWS, "month", false).map((line) => [line.period, line.delivered, line.failed]),
    [
      ["2024-12", 5, 0],
      ["2024-11", 5, 1],
    ],
  );
  assert.deepEqual(
    rollUp(ROWS, "total", true).map((line) => [line.send_name, line.delivered]),
    [
      ["send b", 3],
      ["send a", 7],
    ],
  );
});

test("however it is cut, the sum of a report is the sum of its rows", () => {
  const all = sumOf(ROWS);
  for (const period of ["day", "month", "total"] as const) {
    for (const bySend of [true, false]) assert.deepEqual(sumOf(rollUp(ROWS, period, bySend)), all);
  }
});

test("a day on which nothing was sent stands in the chart as nothing", () => {
  assert.deepEqual(
    daysOf(ROWS, "2024-11-29", "2024-12-02").map(({ day, counts }) => [day, counts.delivered]),
    [
      ["2024-11-29", 0],
      ["2024-11-30", 5],
      ["2024-12-01", 5],
      ["2024-12-02", 0],
    ],
  );
});

test("counts that arrive as text, as big integers do, are added and not joined", () => {
  assert.equal(
    sumOf([
      { ...ZERO, resolved: "5" as unknown as number },
      { ...ZERO, resolved: 2 },
    ]).resolved,
    7,
  );
});
