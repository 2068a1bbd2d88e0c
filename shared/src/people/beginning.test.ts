import assert from "node:assert/strict";
import { test } from "node:test";
import { type Beginning, beginningPath, hasSteps } from "./beginning.ts";

const of = (may: boolean): Beginning => ({
  sent: false,
  steps: [
    { step: "enterprise", state: "done", needs: null, may: true, who: [] },
    { step: "filing", state: "open", needs: "KooMessage:filing:create", may, who: ["Alice"] },
  ],
});

test("who may do none of the steps has none: what anybody may do is no step of theirs", () => {
  assert.deepEqual([hasSteps(of(true)), hasSteps(of(false))], [true, false]);
});

test("a filing that is to do or was sent back leads to its form; what waits, and any other step sent back, to where it is seen", () => {
  for (const state of ["open", "returned"] as const)
    assert.equal(beginningPath({ step: "filing", state }), "/filings/for/send_task");
  assert.equal(beginningPath({ step: "filing", state: "waiting" }), "/filings");
  assert.equal(beginningPath({ step: "template", state: "returned" }), "/templates");
});
