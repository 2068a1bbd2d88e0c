import assert from "node:assert/strict";
import test from "node:test";
import { pollOf } from "./row.ts";

test("a send is read as often as it moves, and no more once it is over and nothing of it is on its way", () => {
  assert.ok(pollOf({ state: "sending", handed: 5 }) < pollOf({ state: "draft", handed: 0 }));
  assert.ok(pollOf({ state: "cancelled", handed: 3 }) > 0, "its receipts still come");
  assert.equal(pollOf({ state: "cancelled", handed: 0 }), 0);
  assert.equal(pollOf({ state: "done", handed: 0 }), 0);
  assert.ok(pollOf({ state: "rejected", handed: 0 }) > 0, "somebody may submit it again");
});
