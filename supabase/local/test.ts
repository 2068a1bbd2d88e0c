/** `npm test`: every check and test of the project, in order, with the sum alone on the last line. */
import { join } from "node:path";
import { ROOT } from "./env.ts";
import { endAll } from "./testing/run.ts";
import { type Stack, startStack } from "./testing/stack.ts";
import {
  bin,
  browserLimit,
  check,
  denoCheck,
  denoTests,
  nodeTests,
  type Step,
  type StepResult,
} from "./testing/steps.ts";
import { type PreparedDatabase, prepareDatabase } from "./testing/test_database.ts";

let stack: Stack | undefined;
let database: PreparedDatabase | undefined;

/** The running copy, started by the first step that needs it. */
async function stackEnv(): Promise<Record<string, string>> {
  stack ??= await startStack();
  return stack.env;
}

/** The prepared database that each law test starts with a copy of. */
async function databaseEnv(): Promise<Record<string, string>> {
  database ??= await prepareDatabase();
  return database.env;
}

/** Ends and removes whatever the steps have shared. */
async function clear(): Promise<void> {
  await Promise.all([stack?.stop(), database?.remove()]);
}

const houses = ["shared", "bot", "admin", "supabase", "e2e"];
const onStack = { env: stackEnv, atOnce: 1, limitMs: browserLimit };

const steps: Step[] = [
  check("format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]),
  check("types", bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]),
  denoCheck("types of the functions"),
  check("arrows", bin("depcruise"), ["--config", ".dependency-cruiser.cjs", ...houses]),
  nodeTests("words, panel and bot", [
    "shared/src/**/*.test.ts",
    "admin/src/**/*.test.{ts,tsx}",
    "bot/src/**/*.test.ts",
  ]),
  denoTests("words under Deno", ["shared/src/**/*.test.ts"]),
  nodeTests("local stack", ["supabase/local/**/*.test.ts"]),
  nodeTests("law", ["supabase/tests/**/*.test.ts"], { env: databaseEnv }),
  check("types of the database", process.execPath, [join(ROOT, "supabase/local/types.ts"), "--check"]),
  denoTests("functions", ["supabase/functions/**/*.test.ts"], "supabase/functions/link/deno.json"),
  nodeTests("soak", ["supabase/soak/**/*.test.ts"], { env: databaseEnv }),
  nodeTests("benchmarks", ["supabase/bench/**/*.test.ts"], { env: databaseEnv }),
  nodeTests("doubles", ["e2e/doubles/**/*.test.ts"]),
  nodeTests("journeys and screens", ["e2e/journeys/**/*.test.ts", "e2e/screens/**/*.test.ts"], onStack),
];

/** Runs one step and tells how it went; the full output only of what failed. */
async function take(step: Step): Promise<StepResult> {
  const began = Date.now();
  console.log(`▸ ${step.name}`);
  const found = await step.run();
  if (found.failed > 0) {
    console.log(found.output.trimEnd());
    if (stack && step.name === steps.at(-1)?.name) console.log(await stack.logs());
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`  ${found.passed} passed, ${found.failed} failed (${seconds} s)`);
  return found;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, async () => {
    endAll();
    await clear();
    process.exit(130);
  });
}

const only = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const step of steps) {
  if (only.length > 0 && !only.some((word) => step.name.includes(word))) continue;
  const { passed, failed } = await take(step);
  total.passed += passed;
  total.failed += failed;
}
await clear();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
