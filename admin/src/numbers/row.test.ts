import assert from "node:assert/strict";
import test from "node:test";
import { tellsRejects } from "./row.ts";

test("that no line was refused is said of a file that is ready, never of one that failed or is on its way", () => {
  const told = (state: "uploading" | "importing" | "ready" | "failed", invalid: number, duplicates = 0) =>
    tellsRejects({ state, invalid, duplicates });
  assert.deepEqual([told("ready", 0), told("failed", 0), told("importing", 0)], [true, false, false]);
  assert.deepEqual([told("ready", 1), told("failed", 3), told("importing", 0, 2)], [true, true, true]);
  assert.equal(told("uploading", 0), false);
});
