import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_FLAKY, repeated, retriable, tryAgain } from "./flaky.ts";
import type { FileRun, Step } from "./step.ts";

const ran = (file: string, passed: number, failed: number): FileRun => ({
  file,
  passed,
  failed,
  seconds: 1,
  output: failed ? `${file} failed\n` : "",
});

/** A step whose files go as told, one time after the other. */
function stepOf(alone: Record<string, FileRun[]>, retried = true): Step {
  return {
    name: "stories",
    files: Object.keys(alone),
    retried,
    run: async () => ({ passed: 0, failed: 0, output: "", runs: [] }),
    alone: async (file) => alone[file]?.shift() ?? ran(file, 0, 1),
  };
}

const first = ran("a", 3, 1);

test("a file that passes alone after it failed is flaky, and its second figures count", async () => {
  const step = stepOf({ a: [ran("a", 4, 0)] });
  const change = await tryAgain(retriable(step, [first, ran("b", 2, 0)]), () => undefined);
  assert.deepEqual(change, { passed: 1, failed: -1, flaky: ["a"] });
});

test("a file that fails twice has failed, and its second report is told", async () => {
  const told: string[] = [];
  const step = stepOf({ a: [ran("a", 3, 1)] });
  const change = await tryAgain(retriable(step, [first]), (line) => told.push(line));
  assert.deepEqual(change, { passed: 0, failed: 0, flaky: [] });
  assert.ok(told.includes("a failed"));
});

test("with more files than may be flaky none is taken once more", async () => {
  const names = Array.from({ length: MOST_FLAKY + 1 }, (_, index) => `f${index}`);
  const step = stepOf(Object.fromEntries(names.map((name) => [name, [ran(name, 4, 0)]])));
  const failed = retriable(
    step,
    names.map((name) => ran(name, 3, 1)),
  );
  assert.deepEqual(await tryAgain(failed, () => undefined), { passed: 0, failed: 0, flaky: [] });
});

test("law, functions and units never repeat", () => {
  assert.deepEqual(retriable(stepOf({ a: [] }, false), [first]), []);
});

test("a repeated file has its rate, its failures their reports", async () => {
  const told: string[] = [];
  const step = stepOf({ a: [ran("a", 4, 0), ran("a", 3, 1), ran("a", 4, 0)] });
  const sum = await repeated([{ step, file: "a" }], { repeat: 3, busy: 0 }, (line) => told.push(line));
  assert.deepEqual(sum, { passed: 11, failed: 1 });
  assert.deepEqual(told, ["a, time 2 of 3:\na failed", "2 of 3 a"]);
});
