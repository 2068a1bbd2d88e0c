import assert from "node:assert/strict";
import test from "node:test";
import { isFollower } from "./following.ts";

test("what is shown and has no pace of its own follows its page; the bell and what is off the page do not", () => {
  const query = (meta: object | undefined, active: boolean) => ({
    meta: meta as Record<string, unknown> | undefined,
    isActive: () => active,
  });
  assert.equal(isFollower(query({ follows: true }, true)), true);
  assert.equal(isFollower(query({ follows: true }, false)), false);
  assert.equal(isFollower(query({ follows: false }, true)), false);
  assert.equal(isFollower(query(undefined, true)), false);
});
