import assert from "node:assert/strict";
import { test } from "node:test";
import { killsOf, VICTIMS, weatherOf, workOf } from "./plan.ts";

test("the same seed plans the same kills, faults and data; another one others", () => {
  const plan = (seed: number) =>
    JSON.stringify([killsOf(seed, "plain", 60), weatherOf(seed, "plain", 3), workOf(seed, "plain", 1, 50)]);
  assert.equal(plan(5), plan(5));
  assert.notEqual(plan(5), plan(6));
});

test("a round kills everybody at random, and before and after each of their commits", () => {
  const kills = killsOf(1, "plain", 100);
  for (const victim of VICTIMS) {
    for (const instant of ["at random", "before", "after"] as const) {
      assert.ok(
        kills.some((kill) => kill.victim === victim && kill.instant === instant),
        `${victim} ${instant}`,
      );
    }
  }
});
