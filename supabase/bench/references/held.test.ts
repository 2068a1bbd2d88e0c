/** A reference stands still: who changes one says so here, and measures what was compared with it again. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** Of each file the first sixteen digits of the hash of its text. */
const HELD: Readonly<Record<string, string>> = {
  "codes.ts": "6722b2ddc1140a2d",
  "numbers.ts": "e92c646841c16c0c",
  "posts.ts": "c9bea211b995477b",
  "updates.ts": "50a359c92a5fdf64",
};

test("no reference has changed since it was measured", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith(".test.ts"));
  const found = Object.fromEntries(
    files.sort().map((name) => {
      const text = readFileSync(join(import.meta.dirname, name), "utf8");
      return [name, createHash("sha256").update(text).digest("hex").slice(0, 16)];
    }),
  );
  assert.deepEqual(found, HELD, "measure again what was compared with it, then write its hash here");
});
