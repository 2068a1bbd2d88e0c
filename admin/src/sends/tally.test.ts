import assert from "node:assert/strict";
import test from "node:test";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { TALLY_PLACES, TALLY_WORDS, tallyAddsUp } from "@tidings/shared/sends/words.ts";
import { equationOf, plannedTally, progressOf, reachedOf, type Tally } from "./tally.ts";

const NONE: Tally = {
  intended: 0,
  invalid: 0,
  duplicates: 0,
  pending: 0,
  handed: 0,
  delivered: 0,
  failed: 0,
  expired: 0,
  timed_out: 0,
  unknown: 0,
  opted_out: 0,
  capped: 0,
  cancelled: 0,
};

test("every place a number can be in is a term of the equation, once", () => {
  assert.deepEqual([...TALLY_PLACES, "intended"].sort(), Object.keys(TALLY_WORDS).sort());
});

test("the equation shows bob that no number is lost", () => {
  const tally = {
    ...NONE,
    intended: 100,
    invalid: 3,
    duplicates: 2,
    delivered: 80,
    failed: 5,
    handed: 4,
    pending: 6,
  };
  const { terms, sum, holds } = equationOf(tally);
  assert.equal(sum, 100);
  assert.equal(holds, true);
  assert.equal(holds, tallyAddsUp(tally));
  assert.equal(terms.find((term) => term.place === "delivered")?.value, 80);
});

test("a tally that does not add up is shown as such, not smoothed over", () => {
  assert.equal(equationOf({ ...NONE, intended: 100, delivered: 99 }).holds, false);
});

test("progress counts what can be sent: invalid and duplicate lines are no work", () => {
  assert.equal(
    progressOf({ ...NONE, intended: 10, invalid: 1, duplicates: 1, delivered: 4, pending: 4 }),
    0.5,
  );
  assert.equal(progressOf({ ...NONE, intended: 10, invalid: 5, duplicates: 5 }), 1);
  assert.equal(progressOf({ ...NONE, intended: 4, delivered: 2, failed: 1, cancelled: 1 }), 1);
});

test("before the approval the plan adds up as well: what can be sent is still to be sent", () => {
  const planned = plannedTally({ ...NONE, intended: 10, invalid: 1, duplicates: 1 }, 8);
  assert.equal(planned.pending, 8);
  assert.equal(equationOf(planned).holds, true);
  const counted = { ...NONE, intended: 10, delivered: 10 };
  assert.equal(plannedTally(counted, 8), counted);
});

const SEND = { ...NONE, state: "sending", accepted: 1000, dispatch_limit: 1000 } as unknown as SendCard;
const reached = (more: object) => {
  const { delivered, failed, open, waits, cancelled, trial } = reachedOf({ ...SEND, ...more } as SendCard);
  return { delivered, failed, open, waits, cancelled, trial };
};

test("a list shows what failed and what was cancelled beside what was delivered, and no full bar for either", () => {
  assert.deepEqual(reached({ state: "done", delivered: 930, failed: 60, expired: 10 }), {
    ...{ delivered: 930, failed: 70, open: 0, waits: 0, cancelled: 0, trial: false },
  });
  assert.deepEqual(reached({ state: "cancelled", dispatch_limit: 50, delivered: 40, cancelled: 960 }), {
    ...{ delivered: 40, failed: 0, open: 0, waits: 0, cancelled: 960, trial: false },
  });
});

test("a trial of 50 with 45 delivered is told of 50, not of 1,000", () => {
  const held = {
    state: "trial_hold",
    dispatch_limit: 50,
    delivered: 45,
    failed: 4,
    timed_out: 1,
    pending: 950,
  };
  assert.deepEqual(reached(held), { delivered: 45, failed: 4, open: 1, waits: 0, cancelled: 0, trial: true });
  assert.equal(reached({ ...held, state: "sending", opted_out: 20, delivered: 25, pending: 950 }).waits, 20);
  const begun = { dispatch_limit: 50, delivered: 10, handed: 20, pending: 970 };
  assert.deepEqual(reached(begun), {
    ...{ delivered: 10, failed: 0, open: 20, waits: 20, cancelled: 0, trial: true },
  });
});
