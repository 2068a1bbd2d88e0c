import assert from "node:assert/strict";
import test from "node:test";
import { corrected, correctionsOf } from "./corrections.ts";
import { eventDays, eventsOf, vendorEvents } from "./days.ts";

const row = (day: string, vendor: "huawei" | "oppo" | null, resolutions: number, humans = 0) => ({
  day,
  vendor,
  resolutions,
  humans,
  bots: 0,
  refused: 1,
});
const ROWS = [row("2026-11-03", "oppo", 5), row("2026-11-01", "huawei", 2), row("2026-11-01", null, 0, 4)];

test("days between two events stand in the chart as nothing", () => {
  assert.deepEqual(
    eventDays(ROWS).map(({ day, events }) => [day, events.resolutions, events.humans]),
    [
      ["2026-11-01", 2, 4],
      ["2026-11-02", 0, 0],
      ["2026-11-03", 5, 0],
    ],
  );
  assert.deepEqual(eventDays([]), []);
});

test("by vendor the busiest comes first, and browsers are no vendor", () => {
  assert.deepEqual(vendorEvents(ROWS), [
    { vendor: "oppo", resolutions: 5, refused: 1 },
    { vendor: "huawei", resolutions: 2, refused: 1 },
  ]);
  assert.deepEqual(eventsOf(ROWS), { resolutions: 7, humans: 4, bots: 0, refused: 3 });
});

test("a correction that is taken back is none", () => {
  const one = corrected({}, 3, "amount", "50", "");
  const two = corrected(one, 3, null, "李四", "");
  assert.deepEqual(correctionsOf(two), [{ ordinal: 3, cust_flag: "李四", params: { amount: "50" } }]);
  const back = corrected(corrected(two, 3, null, "", ""), 3, "amount", "", "");
  assert.deepEqual(correctionsOf(back), []);
  assert.deepEqual(correctionsOf(one), [{ ordinal: 3, params: { amount: "50" } }]);
});
