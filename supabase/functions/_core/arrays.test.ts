import assert from "node:assert/strict";
import { arrayOf } from "./arrays.ts";

const literal = (...values: (string | null)[]) => arrayOf(values, (value) => value);

Deno.test("values that need no quotes have none, and null is no text", () => {
  assert.equal(literal("1099511627777", "DELIVRD", null, "MK:0001"), "{1099511627777,DELIVRD,NULL,MK:0001}");
});

Deno.test("whatever a carrier writes stays one value of the array", () => {
  assert.equal(literal("NULL", "null", ""), '{"NULL","null",""}');
  assert.equal(literal('a"b\\c', "x,y", "{z}", " "), '{"a\\"b\\\\c","x,y","{z}"," "}');
});

Deno.test("equal neighbours and nulls between them keep their places", () => {
  assert.equal(literal("a", "a", null, null, "a"), "{a,a,NULL,NULL,a}");
});

Deno.test("a column without any value is an empty array", () => {
  assert.equal(literal(null, null), "{}");
  assert.equal(literal(), "{}");
});
