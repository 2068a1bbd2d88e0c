import assert from "node:assert/strict";
import test from "node:test";
import { deliveredShare, twoWeeks, type WeekLine } from "./week.ts";

const line = (day: string, submission_count: number, delivered: number): WeekLine => ({
  ...{ day, submission_count, delivered, send_count: 0, failed: 0, expired: 0, timed_out: 0 },
  ...{ unknown: 0, resolutions: 0 },
});

test("the week ends on its last day, and the one before it has as many days", () => {
  const lines = [
    line("2026-11-16", 50, 0),
    line("2026-11-17", 10, 5),
    line("2026-11-23", 10, 10),
    line("2026-11-24", 100, 97),
    line("2026-11-30", 100, 100),
  ];
  const { week, before } = twoWeeks("2026-11-30", lines);
  assert.deepEqual([week.length, before.length], [2, 2]);
  assert.deepEqual(
    [deliveredShare(week), deliveredShare(before), deliveredShare([])],
    ["98.5", "75.0", null],
  );
});
