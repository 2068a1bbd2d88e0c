import assert from "node:assert/strict";
import test from "node:test";
import { isLate } from "./late.ts";

const AT = "2026-11-24T11:03:00Z";
const late = (state: Parameters<typeof isLate>[0]["state"], now: string, scheduled_at: string | null = AT) =>
  isLate({ state, scheduled_at }, Date.parse(now));

test("a scheduled send that nobody has let go is late from its time on", () => {
  assert.equal(late("in_review", "2026-11-24T11:02:59.999Z"), false);
  for (const state of ["draft", "in_review", "rejected"] as const) assert.equal(late(state, AT), true, state);
});

test("what was let go in time is never late, nor what has no time", () => {
  for (const state of ["expanding", "ready", "sending", "paused", "done", "cancelled"] as const)
    assert.equal(late(state, "2026-11-25T00:00:00Z"), false, state);
  assert.equal(late("in_review", "2026-11-25T00:00:00Z", null), false);
});

test("a plan that ends before its first time is late, as far as the database tells", () => {
  const plan = (state: Parameters<typeof isLate>[0]["state"], first_at: string | null) =>
    isLate({ state, scheduled_at: null, repeat_until: AT, first_at });
  assert.equal(plan("in_review", null), true);
  assert.equal(plan("in_review", "2026-11-23T11:03:00Z"), false);
  assert.equal(plan("recurring", null), false, "it is told of no plan that is approved");
  assert.equal(isLate({ state: "draft", scheduled_at: null, repeat_until: null, first_at: null }), false);
});
