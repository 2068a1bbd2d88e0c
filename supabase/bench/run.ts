/** Runs one benchmark, as main.ts starts it: in a process group of its own, which is stopped by SIGINT. */
import { parseArgs } from "node:util";
import { BENCHMARKS } from "./benchmarks.ts";
import { hold } from "./contest.ts";

const stop = new AbortController();
process.on("SIGINT", () => stop.abort(new Error("The benchmark was stopped.")));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string" }, rounds: { type: "string", default: "3" } },
});
const benchmark = BENCHMARKS.find(({ name }) => name === positionals[0]);
if (!benchmark) throw new RangeError(`There is no benchmark ${positionals[0]}.`);
const rows = values.rows === undefined ? undefined : Number(values.rows);
if (rows !== undefined && !(Number.isInteger(rows) && rows > 0))
  throw new RangeError("--rows takes a whole number");
try {
  const result = await hold(benchmark, Number(values.rounds), rows, stop.signal);
  console.log(JSON.stringify(result));
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.error("The benchmark was stopped.");
  process.exit(1);
}
