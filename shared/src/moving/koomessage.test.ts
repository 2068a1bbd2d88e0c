import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf } from "./koomessage.ts";

test("the words of the service for a review are told apart, and what begins like one of them", () => {
  const words = {
    approved: [
      "REVIEW_PASSED",
      "Adopted",
      "REVIEW_PASSED：处理完毕",
      "审核通过",
      "Approved",
      "ACTIVE_NORMAL",
    ],
    rejected: ["REVIEW_NOT_PASS", "Reject", "审核不通过", "not approved"],
    reviewing: ["PENDING_REVIEW", "PROCESSING", "Reviews", "PENDING_ACTIVATE", "待审核"],
    off: ["Disabled", "停用"],
    other: ["TO_BE_ACTIVATED", "Draft copy", ""],
  };
  for (const [state, all] of Object.entries(words))
    for (const word of all) assert.equal(stateOf(word), state, word);
});
