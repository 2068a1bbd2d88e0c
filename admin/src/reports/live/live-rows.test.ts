import assert from "node:assert/strict";
import test from "node:test";
import { countsOf, type LiveRow, rollLive, sumLive } from "./live-rows.ts";

function row(day: string, id: string, resolutions: number, vendor: LiveRow["vendor"] = null): LiveRow {
  return {
    day,
    id,
    name: `template ${id}`,
    detail: "",
    vendor,
    minted: 1,
    resolutions,
    humans: 2,
    bots: 0,
    refused: 1,
  };
}
const ROWS = [row("2026-10-31", "a", 5), row("2026-11-01", "a", 2), row("2026-11-01", "b", 7)];

test("a live report adds up by day, month and in all, the newest first and in it the most resolved", () => {
  const lines = (period: "day" | "month" | "total") =>
    rollLive(ROWS, period).map(({ period: name, id, resolutions }) => [name, id, resolutions]);
  assert.deepEqual(lines("day"), [
    ["2026-11-01", "b", 7],
    ["2026-11-01", "a", 2],
    ["2026-10-31", "a", 5],
  ]);
  assert.deepEqual(lines("month"), [
    ["2026-11", "b", 7],
    ["2026-11", "a", 2],
    ["2026-10", "a", 5],
  ]);
  assert.deepEqual(lines("total"), [
    ["", "a", 7],
    ["", "b", 7],
  ]);
});

test("however it is cut, the sum of a live report is the sum of its rows", () => {
  for (const period of ["day", "month", "total"] as const)
    assert.deepEqual(sumLive(rollLive(ROWS, period)), sumLive(ROWS));
});

test("split by vendor, each vendor has a line of its own, and only what vendors do is counted", () => {
  const split = [row("2026-11-01", "a", 2, "huawei"), row("2026-11-02", "a", 3, "oppo")];
  assert.deepEqual(
    rollLive(split, "total").map(({ vendor, resolutions }) => [vendor, resolutions]),
    [
      ["oppo", 3],
      ["huawei", 2],
    ],
  );
  assert.deepEqual(countsOf("templates", true), ["resolutions", "refused"]);
  assert.ok(!countsOf("group-links", false).includes("minted"));
});
