import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

/** A seed whose first kills reach everyone, at random and before and after a commit. */
const SEED = "1082";
/** Nothing is judged by the clock; it is only given up when it hangs, which a busy machine must not look like. */
const MINUTES = 15;
const HANGS = { timeout: (MINUTES + 1) * 60_000 };

test(
  "after eight kills every number is in one place, nobody was written to twice, and nothing was given again blindly",
  HANGS,
  async () => {
    const script = join(import.meta.dirname, "main.ts");
    const plan = `--kills 8 --channel plain --numbers 300 --leases folded --minutes ${MINUTES}`;
    const args = `--seed ${SEED} ${plan}`.split(" ");
    const { code, said } = await new Promise<{ code: number; said: string }>((done) => {
      const options = { env: process.env, maxBuffer: 1 << 24 };
      const child = execFile(process.execPath, [script, ...args], options, (_error, out, complaints) => {
        done({ code: child.exitCode ?? -1, said: `${out}\n${complaints}` });
      });
    });
    assert.equal(code, 0, said);
    assert.match(said, /PASSED: 8 kills/);
  },
);
