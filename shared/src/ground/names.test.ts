import assert from "node:assert/strict";
import test from "node:test";
import { isCleanName, isCleanText, nullPlace } from "./names.ts";
import { NAME_VECTORS, TEXT_VECTORS } from "./names_vectors.ts";

test("a name has no line breaks, no control characters and nothing invisible; all else may stand in it", () => {
  for (const [name, clean] of NAME_VECTORS) assert.equal(isCleanName(name), clean, JSON.stringify(name));
});

test("a text may have line ends and tabs, and else what a name may have", () => {
  for (const [text, clean] of TEXT_VECTORS) assert.equal(isCleanText(text), clean, JSON.stringify(text));
});

test("a null character is found wherever it stands", () => {
  assert.equal(nullPlace({ input: { params: [{ name: "a" }, { name: "a\0" }] } }), "input.params[1].name");
  assert.equal(nullPlace({ input: { params: [null, 7, "a"] } }), null);
});
