import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../env.ts";
import { LONG, longestFirst } from "./node.ts";
import { find } from "./step.ts";

test("files that are known to take long are there, and begin first; the others follow by their bytes", () => {
  for (const file of LONG) assert.ok(existsSync(join(ROOT, file)), file);
  const files = find(["supabase/{local,tests}/**/*.test.ts"]);
  const ordered = longestFirst(files);
  assert.deepEqual(ordered.toSorted(), files);
  const known = LONG.filter((file) => files.includes(file));
  assert.deepEqual(ordered.slice(0, known.length), known);
});
