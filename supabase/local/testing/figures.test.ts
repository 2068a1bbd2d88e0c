import assert from "node:assert/strict";
import { test } from "node:test";
import { denoFigures, failuresInShort, nodeFigures } from "./figures.ts";
import { testEnv } from "./run.ts";

const node = (figures: Record<string, number>) => {
  const zero = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  return Object.entries({ ...zero, ...figures })
    .map(([name, count]) => `ℹ ${name} ${count}`)
    .join("\n");
};
const short = ({ passed, failed }: { passed: number; failed: number }) => [passed, failed];

test("what Node reports is counted", () => {
  assert.deepEqual(short(nodeFigures(node({ pass: 7 }), 0)), [7, 0]);
  assert.deepEqual(short(nodeFigures(node({ pass: 6, fail: 1 }), 1)), [6, 1]);
});

test("a skipped, promised or cancelled test counts as failed", () => {
  assert.deepEqual(short(nodeFigures(node({ pass: 1, skipped: 1, todo: 1, cancelled: 1 }), 0)), [1, 3]);
  assert.deepEqual(short(denoFigures("ok | 3 passed | 0 failed | 1 ignored (1s)", 0)), [3, 1]);
});

test("a run that died without figures, or found nothing, counts as failed", () => {
  assert.deepEqual(short(nodeFigures("Killed", null)), [0, 1]);
  assert.deepEqual(short(nodeFigures(node({}), 0)), [0, 1]);
  assert.deepEqual(short(denoFigures("error: no such file", 1)), [0, 1]);
  assert.deepEqual(short(denoFigures("ok | 0 passed | 0 failed (0ms)", 0)), [0, 1]);
});

test("what Deno reports is counted, steps apart", () => {
  assert.deepEqual(short(denoFigures("ok | 12 passed (3 steps) | 0 failed (2s)", 0)), [12, 0]);
  assert.deepEqual(short(denoFigures("FAILED | 11 passed | 1 failed (2s)", 1)), [11, 1]);
});

test("what somebody has set for their own copy does not reach the tests; what they set for the tests does", () => {
  const set = { TIDINGS_HOME: "/mine", SLACK_BOT_TOKEN: "xoxb-mine", TIDINGS_A_DAY: "1" };
  Object.assign(process.env, set);
  try {
    const { TIDINGS_HOME, SLACK_BOT_TOKEN, TIDINGS_A_DAY } = testEnv({ TIDINGS_API_PORT: "1" });
    assert.deepEqual([TIDINGS_HOME, SLACK_BOT_TOKEN, TIDINGS_A_DAY], [undefined, undefined, "1"]);
    assert.equal(testEnv({ TIDINGS_HOME: "/theirs" }).TIDINGS_HOME, "/theirs");
  } finally {
    for (const name of Object.keys(set)) delete process.env[name];
  }
});

test("a failed test is told in short: where, its name, its reason, and no calls", () => {
  const report = `✖ failing tests:

test at e2e/one.test.ts:1:2345
✖ it is three (12.5ms)
  AssertionError [ERR_ASSERTION]: 2 is not 3
      at TestContext.<anonymous> (e2e/one.test.ts:9:8)
      at node:internal/test

test at e2e/two.test.ts:1:99
✖ it ends (150000ms)
  'test timed out after 150000ms'
`;
  assert.deepEqual(failuresInShort(report), [
    "test at e2e/one.test.ts:1:2345\n✖ it is three (12.5ms)\n  AssertionError [ERR_ASSERTION]: 2 is not 3",
    "test at e2e/two.test.ts:1:99\n✖ it ends (150000ms)\n  'test timed out after 150000ms'",
  ]);
  assert.deepEqual(failuresInShort("all is well"), []);
});
