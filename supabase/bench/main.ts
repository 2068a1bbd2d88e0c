/** `npm run bench -- <name> [--rows N] [--rounds N]`: one benchmark; the last line is JSON with the ratio. */
import { parseArgs } from "node:util";
import { CLAIM } from "./claim.ts";
import { type Benchmark, hold } from "./contest.ts";
import { DISPATCH } from "./dispatch.ts";
import { EXPAND } from "./expand.ts";
import { IMPORT } from "./import.ts";
import { LINKS_COLD, LINKS_HOT, LINKS_ONE } from "./links.ts";
import { MINT, MINT_FULL } from "./mint.ts";
import { RECEIPTS } from "./receipts.ts";
import { REPORT } from "./report.ts";

const BENCHMARKS: readonly Benchmark[] = [
  IMPORT,
  EXPAND,
  CLAIM,
  DISPATCH,
  RECEIPTS,
  REPORT,
  LINKS_HOT,
  LINKS_COLD,
  LINKS_ONE,
  MINT,
  MINT_FULL,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string" }, rounds: { type: "string", default: "3" } },
});
const benchmark = BENCHMARKS.find(({ name }) => name === positionals[0]);
if (!benchmark) {
  console.error(`Say which: npm run bench -- <name> [--rows N] [--rounds N]\n`);
  for (const { name, says } of BENCHMARKS) console.error(`  ${name.padEnd(10)} ${says}`);
  process.exitCode = 1;
} else {
  const rows = values.rows === undefined ? undefined : Number(values.rows);
  if (rows !== undefined && !(Number.isInteger(rows) && rows > 0))
    throw new RangeError("--rows takes a whole number");
  const result = await hold(benchmark, Number(values.rounds), rows);
  console.log(JSON.stringify(result));
}
