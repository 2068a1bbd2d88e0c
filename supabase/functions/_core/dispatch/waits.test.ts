import assert from "node:assert/strict";
import { afterDoubt, backOff } from "./waits.ts";

Deno.test("waits double from 2 s to 2 minutes, and luck takes off up to a half", () => {
  assert.deepEqual(
    [1, 2, 3, 6, 7, 50].map((attempts) => backOff(attempts, 0)),
    [2, 4, 8, 64, 120, 120],
  );
  assert.equal(backOff(7, 1), 60);
  assert.equal(backOff(1, 1), 1);
});

Deno.test("a channel that must be asked is not asked before its answer is sure", () => {
  for (const attempts of [1, 5, 10]) {
    assert.ok(afterDoubt(attempts, false, 1) > 60);
    assert.equal(afterDoubt(attempts, true, 1), backOff(attempts, 1));
  }
});
