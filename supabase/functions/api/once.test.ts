import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../_core/reply.ts";
import { keyOf, requestsOf } from "./once.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
const said = (key?: string) => new Headers(key === undefined ? {} : { "idempotency-key": key });
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("a key is taken with and without the quotes of the draft", () => {
  assert.equal(keyOf(said("abc-1"), { once: "may" }), "abc-1");
  assert.equal(keyOf(said('"abc-1"'), { once: "may" }), "abc-1");
  assert.equal(keyOf(said(), { once: "may" }), null);
  assert.equal(keyOf(said("abc"), {}), null, "what only reads takes none");
});

test("what sends has its signature for a key where it names none, which nobody can write as a key", () => {
  const own = keyOf(said(), { once: "signed" }, "f0");
  assert.ok(own);
  assert.equal(keyOf(said("abc"), { once: "signed" }, "f0"), "abc");
  assert.throws(() => keyOf(said(own), { once: "signed" }), refused("idempotency_key_invalid"));
  assert.equal(keyOf(said(), { once: "may" }, "f0"), null, "the same again within a second may be meant");
  assert.equal(keyOf(said(), {}, "f0"), null, "what only reads takes none");
  assert.throws(() => keyOf(said(), { once: "must" }, "f0"), refused("idempotency_key_required"));
});

test("what is no key is refused, and none where one has to be", () => {
  for (const key of ['""', "a b", "x".repeat(256)])
    assert.throws(() => keyOf(said(key), { once: "may" }), refused("idempotency_key_invalid"));
  assert.throws(() => keyOf(said(), { once: "must" }), refused("idempotency_key_required"));
});

test("the same key makes the same request of each step, and no two steps share one", () => {
  const [one, again, other] = [requestsOf("k"), requestsOf("k"), requestsOf("l")];
  assert.match(one(), UUID);
  assert.equal(one("a"), again("a"));
  assert.equal(new Set([one(), one("a"), one("b"), other(), other("a")]).size, 5);
  const free = requestsOf(null);
  assert.notEqual(free(), free());
});
