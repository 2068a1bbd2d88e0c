import assert from "node:assert/strict";
import test from "node:test";
import { LOUD_KINDS, placeOf } from "./row.ts";

test("an alert leads to its thing; one without a page leads nowhere", () => {
  assert.equal(placeOf({ thing: "send", thing_id: "7" }), "/sends/7");
  assert.equal(placeOf({ thing: "channel", thing_id: "7" }), "/channels");
  assert.equal(placeOf({ thing: "quota", thing_id: null }), "/quota");
  assert.equal(placeOf({ thing: "send", thing_id: null }), null);
  assert.equal(placeOf({ thing: "moon", thing_id: "7" }), null);
});

test("the bell leaves waiting reviews to their list and counts all else", () => {
  assert.ok(!LOUD_KINDS.includes("review_waiting"));
  assert.ok(LOUD_KINDS.includes("break_glass"));
});
