import assert from "node:assert/strict";
import test from "node:test";
import { DECLARED } from "../declared.ts";
import { REVIEWED_NOUNS } from "./nouns.ts";

test("what is reviewed is what declarations say: a noun that is missing here could be assigned to nobody", () => {
  const declared = Object.values(DECLARED).flatMap(({ noun, reviewed }) => (reviewed ? [noun] : []));
  assert.deepEqual([...REVIEWED_NOUNS].sort(), declared.sort());
});
