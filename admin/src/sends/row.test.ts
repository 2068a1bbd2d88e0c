import assert from "node:assert/strict";
import test from "node:test";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { pollOf } from "./row.ts";

test("a send is read as often as it moves, and no more once it is over and nothing of it is on its way", () => {
  assert.ok(
    pollOf({ state: "sending", handed: 5, charged: null }) <
      pollOf({ state: "draft", handed: 0, charged: null }),
  );
  assert.ok(pollOf({ state: "cancelled", handed: 3, charged: null }) > 0, "its receipts still come");
  assert.equal(pollOf({ state: "cancelled", handed: 0, charged: null }), 0);
  assert.equal(pollOf({ state: "done", handed: 0, charged: null }), 0);
  const charged = { open: 3 } as SendCard["charged"];
  assert.ok(pollOf({ state: "done", handed: 0, charged }) > 0, "three cards can still be opened, and cost");
  assert.ok(pollOf({ state: "rejected", handed: 0, charged: null }) > 0, "somebody may submit it again");
});
