import assert from "node:assert/strict";
import test from "node:test";
import { isCleanName } from "./names.ts";
import { NAME_VECTORS } from "./names_vectors.ts";

test("a name has no line breaks, no control characters and nothing invisible; all else may stand in it", () => {
  for (const [name, clean] of NAME_VECTORS) assert.equal(isCleanName(name), clean, JSON.stringify(name));
});
