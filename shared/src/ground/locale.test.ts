import assert from "node:assert/strict";
import test from "node:test";
import { fillPlaces } from "./locale.ts";

test("a count and its word agree, and no reader sees a raw place", () => {
  const text = "{lines} {lines:line|lines}, {bad} bad, {gone}";
  assert.equal(fillPlaces(text, { lines: 1, bad: 0 }), "1 line, 0 bad, —");
  assert.equal(fillPlaces(text, { lines: "1", bad: 0 }), "1 line, 0 bad, —");
  assert.equal(fillPlaces(text, { lines: "1,001", bad: 2 }), "1,001 lines, 2 bad, —");
  const whole = "{count:The row was|All {count, number} rows were} sealed";
  assert.equal(fillPlaces(whole, { count: 1 }), "The row was sealed");
  assert.equal(fillPlaces(whole, { count: 1001 }), "All 1,001 rows were sealed");
});
