import assert from "node:assert/strict";
import test from "node:test";
import { LOUD_KINDS, placeOf } from "./row.ts";

test("an alert leads to its resource; one without a page leads nowhere", () => {
  assert.equal(placeOf({ resource: "send", resource_id: "7" }), "/sends/7");
  assert.equal(placeOf({ resource: "channel", resource_id: "7" }), "/channels");
  assert.equal(placeOf({ resource: "quota", resource_id: null }), "/quota");
  assert.equal(placeOf({ resource: "send", resource_id: null }), null);
  assert.equal(placeOf({ resource: "moon", resource_id: "7" }), null);
});

test("the bell leaves waiting reviews to their list and counts all else", () => {
  assert.ok(!LOUD_KINDS.includes("review_waiting"));
  assert.ok(LOUD_KINDS.includes("break_glass"));
});
