import assert from "node:assert/strict";
import test from "node:test";
import { isCron, nextTimes } from "./cron.ts";

const SHANGHAI = "Asia/Shanghai";
const after = new Date("2026-11-24T12:00:00+08:00"); // a Tuesday

function times(cron: string, count = 3, zone = SHANGHAI): string[] {
  return nextTimes(cron, after, zone, count).map((at) => at.toISOString());
}

test("every day at ten is tomorrow at ten, when ten has passed today", () => {
  assert.deepEqual(times("0 10 * * *", 2), ["2026-11-25T02:00:00.000Z", "2026-11-26T02:00:00.000Z"]);
});

test("a weekday and a day of the month are either of them enough, as cron has it", () => {
  assert.deepEqual(times("0 10 26 * 1"), [
    "2026-11-26T02:00:00.000Z",
    "2026-11-30T02:00:00.000Z",
    "2026-12-07T02:00:00.000Z",
  ]);
});

test("0 and 7 are both Sunday; lists, ranges and steps are read", () => {
  assert.deepEqual(times("0 10 * * 7", 1), times("0 10 * * 0", 1));
  assert.deepEqual(times("30 8-20/6 * * 2,4", 3), [
    "2026-11-24T06:30:00.000Z",
    "2026-11-24T12:30:00.000Z",
    "2026-11-26T00:30:00.000Z",
  ]);
});

test("the 31st leaves out the months that have none, and 29 February waits for its year", () => {
  assert.deepEqual(times("0 9 31 * *", 2), ["2026-12-31T01:00:00.000Z", "2027-01-31T01:00:00.000Z"]);
  assert.deepEqual(times("0 9 29 2 *", 1), ["2028-02-29T01:00:00.000Z"]);
});

test("what never comes has no times, and what cannot be read is said to be none", () => {
  assert.deepEqual(times("0 9 30 2 *"), []);
  for (const wrong of [
    "",
    "0 10 * *",
    "60 10 * * *",
    "0 24 * * *",
    "x 10 * * *",
    "0 10 0 * *",
    "*-5 1 * * *",
  ])
    assert.equal(isCron(wrong), false, wrong);
});

test("the enterprise's clock counts, also where it changes in spring", () => {
  const spring = new Date("2027-03-27T12:00:00Z");
  assert.deepEqual(
    nextTimes("0 10 * * *", spring, "Europe/Berlin", 2).map((at) => at.toISOString()),
    ["2027-03-28T08:00:00.000Z", "2027-03-29T08:00:00.000Z"],
  );
});

test("where the clocks are put forward, an hour that is left out adds no second time", () => {
  const spring = new Date("2027-03-28T00:00:00Z");
  assert.deepEqual(
    nextTimes("30 * * * *", spring, "Europe/Berlin", 3).map((at) => at.toISOString()),
    ["2027-03-28T00:30:00.000Z", "2027-03-28T01:30:00.000Z", "2027-03-28T02:30:00.000Z"],
  );
});
