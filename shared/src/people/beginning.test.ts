import assert from "node:assert/strict";
import { test } from "node:test";
import { type Beginning, hasSteps } from "./beginning.ts";

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
