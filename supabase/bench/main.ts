/** `npm run bench -- <name> [--rows N] [--rounds N]`: one benchmark; the last line is JSON with the ratio. */
import { join } from "node:path";
import { BENCHMARKS } from "./benchmarks.ts";
import { runGuarded } from "./guard.ts";

// What a run writes is for this user alone.
process.umask(0o077);

const args = process.argv.slice(2);
if (BENCHMARKS.some(({ name }) => args.includes(name))) {
  process.exitCode = await runGuarded(join(import.meta.dirname, "run.ts"), args);
} else {
  console.error(`Say which: npm run bench -- <name> [--rows N] [--rounds N]\n`);
  for (const { name, says } of BENCHMARKS) console.error(`  ${name.padEnd(10)} ${says}`);
  process.exitCode = 1;
}
