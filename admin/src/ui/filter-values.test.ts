import assert from "node:assert/strict";
import test from "node:test";
import type { FilterSpec } from "@tidings/shared/resource/address.ts";
import { filtersOf } from "./filter-values.ts";

const SPECS: readonly FilterSpec[] = [
  { name: "name", kind: "text" },
  { name: "state", kind: "choice" },
  { name: "vendor", kind: "has", column: "vendors" },
  { name: "created", kind: "time", column: "created_at" },
  { name: "day", kind: "day" },
];

test("what bob fills in becomes filters of the database", () => {
  const values = { name: "会员日", state: "draft", vendor: "huawei" };
  assert.deepEqual(filtersOf(SPECS, values, "Asia/Shanghai"), [
    { field: "name", operator: "contains", value: "会员日" },
    { field: "state", operator: "eq", value: "draft" },
    { field: "vendors", operator: "ina", value: ["huawei"] },
  ]);
});

test("a range of days includes its last day, by the enterprise's clock", () => {
  const range = "2024-11-23..2024-11-24";
  assert.deepEqual(filtersOf(SPECS, { created: range, day: range }, "Asia/Shanghai"), [
    { field: "created_at", operator: "gte", value: "2024-11-22T16:00:00.000Z" },
    { field: "created_at", operator: "lt", value: "2024-11-24T16:00:00.000Z" },
    { field: "day", operator: "gte", value: "2024-11-23" },
    { field: "day", operator: "lte", value: "2024-11-24" },
  ]);
});

test("of several states any is meant", () => {
  const specs = [{ name: "state", kind: "choice", several: true, column: "shown_state" }] as const;
  assert.deepEqual(filtersOf(specs, { state: "paused,done_some" }, "UTC"), [
    { field: "shown_state", operator: "in", value: ["paused", "done_some"] },
  ]);
});

test("what is no whole number is no filter of a number", () => {
  const specs = [{ name: "id", kind: "number" }] as const;
  assert.deepEqual(filtersOf(specs, { id: "12" }, "UTC"), [{ field: "id", operator: "eq", value: "12" }]);
  assert.deepEqual(filtersOf(specs, { id: "twelve" }, "UTC"), []);
});
