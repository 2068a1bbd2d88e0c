/** What files say, as one short text: the same where nothing has changed, so that what was made of them need not be made again. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./env.ts";

/** The fingerprint of all files of the repository that match; those of a name in `but` aside, and what was built. */
export function fingerprintOf(patterns: readonly string[], but: readonly string[] = []): string {
  const left = new Set(["dist", ...but]);
  const files = globSync(patterns, { cwd: ROOT, withFileTypes: true, exclude: ({ name }) => left.has(name) })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sum = createHash("sha256");
  for (const file of files) sum.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file));
  return sum.digest("hex");
}
