import assert from "node:assert/strict";
import { test } from "node:test";
import { networkOf } from "./networks.ts";

test("a number is in the network of its prefix, but for one in fifty, the same in every run", () => {
  const numbers = Array.from({ length: 20_000 }, (_, n) => 8613900000000 + n * 37);
  const moved = numbers.filter((number) => networkOf(number) !== "mobile");
  assert.ok(moved.length > 300 && moved.length < 500, String(moved.length));
  assert.deepEqual(
    moved,
    numbers.filter((number) => networkOf(number) !== "mobile"),
  );
  assert.deepEqual(new Set(moved.map(networkOf)), new Set(["unicom", "telecom"]));
  assert.equal(networkOf(8613800000001), "mobile");
  assert.equal(networkOf(85291234567), null);
  assert.equal(networkOf(8615400000000), null);
});
