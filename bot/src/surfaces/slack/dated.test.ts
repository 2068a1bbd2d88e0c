import assert from "node:assert/strict";
import test from "node:test";
import { isAhead } from "./dated.ts";

test("a request that is dated more than five minutes ahead is ahead; others, and what is no number, are for Bolt to judge", () => {
  const now = 1_795_000_000;
  for (const [stamp, ahead] of [
    [`${now + 360}`, true],
    [`${now + 301}`, true],
    [`${now + 300}`, false],
    [`${now - 360}`, false],
    ["soon", false],
    [undefined, false],
    ["1e400", true],
  ] as const)
    assert.equal(isAhead(stamp, now), ahead, String(stamp));
});
