import assert from "node:assert/strict";
import test from "node:test";
import { percentText } from "../ground/percent.ts";
import { outcomeOf } from "./trial.ts";

test("a trial of 50 with 45 delivered has a rate of 90 %, whatever waits behind it", () => {
  const counts = { delivered: 45, failed: 3, expired: 1, timed_out: 0, unknown: 0, handed: 1, pending: 950 };
  const { sent, delivered, failed, open } = outcomeOf(counts);
  assert.deepEqual([sent, delivered, failed, open], [50, 45, 4, 1]);
  assert.equal(percentText(delivered, sent), "90.0");
});
