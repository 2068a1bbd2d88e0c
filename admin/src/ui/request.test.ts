import assert from "node:assert/strict";
import test from "node:test";
import { newRequestId, requestKeeper } from "./request.ts";

test("a click whose answer was lost is repeated under the same request id", () => {
  const keeper = requestKeeper();
  const first = keeper.idFor({ send: "a" });
  assert.equal(keeper.idFor({ send: "a" }), first);
});

test("another intent, or the next one after the answer, has an id of its own", () => {
  const keeper = requestKeeper();
  const first = keeper.idFor({ send: "a", reason: "x" });
  assert.notEqual(keeper.idFor({ send: "a", reason: "y" }), first);
  const second = keeper.idFor({ send: "a", reason: "y" });
  keeper.settle();
  assert.notEqual(keeper.idFor({ send: "a", reason: "y" }), second);
});

test("request ids are UUIDs of version 4, also where the browser hides randomUUID", () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newRequestId(), form);
  const hidden = Object.getOwnPropertyDescriptor(Crypto.prototype, "randomUUID");
  assert.ok(hidden);
  Object.defineProperty(Crypto.prototype, "randomUUID", { value: undefined, configurable: true });
  try {
    assert.match(newRequestId(), form);
  } finally {
    Object.defineProperty(Crypto.prototype, "randomUUID", hidden);
  }
});
