/** `npm test`: every check and test of the project, in order, with the sum alone on the last line. */
import { join } from "node:path";
import { ROOT } from "./env.ts";
import { takeRoom } from "./testing/room.ts";
import { endAll } from "./testing/run.ts";
import { findPlace, type Stack, startStack } from "./testing/stack.ts";
import {
  bin,
  browserLimit,
  check,
  denoCheck,
  denoTests,
  nodeTests,
  type Step,
  type StepResult,
  together,
} from "./testing/steps.ts";
import { type PreparedDatabase, prepareDatabase } from "./testing/test_database.ts";

const room = await takeRoom();

/** Journeys and screens wait more than they work: three copies at once keep two cores busy. */
const COPIES = 3;
const copies: Promise<Stack>[] = [];
let database: Promise<PreparedDatabase> | undefined;

/** The first running copy, which builds the panel for all of them. */
async function firstCopyEnv(): Promise<Record<string, string>> {
  const [first = startStack()] = copies;
  if (copies.length === 0) copies.push(first);
  return (await first).env;
}

/** A further running copy, which takes the panel that the first has built; with the demo's sixty days for whatever looks at full pages. */
async function copyEnv(demo: "past" | "bare"): Promise<Record<string, string>> {
  const copy = findPlace(await copies[0], demo).then(startStack);
  copies.push(copy);
  return (await copy).env;
}

/** What of these has come about. The step that asked for the others has told why they have not. */
const madeOf = async <T>(asked: readonly Promise<T>[]): Promise<T[]> =>
  (await Promise.allSettled(asked)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));

/** The prepared database, which tests start a server on a copy of. */
async function databaseEnv(): Promise<Record<string, string>> {
  database ??= prepareDatabase();
  return (await database).env;
}

/** A running server with the prepared database in it, which each law test copies. */
async function serverEnv(): Promise<Record<string, string>> {
  database ??= prepareDatabase();
  return (await database).startServer();
}

/** Ends and removes whatever the steps have shared. */
async function clear(): Promise<void> {
  const databases = await madeOf(database ? [database] : []);
  await Promise.all([
    ...(await madeOf(copies)).map((copy) => copy.stop()),
    ...databases.map((prepared) => prepared.remove()),
  ]);
  await room.leave();
}

const houses = ["shared", "bot", "admin", "supabase", "e2e"];
const inOne = { inOne: true };
const onDatabase = { lanes: [databaseEnv] };
/** A file at a time: sealing and rolling up wait for every transaction of a server. */
const onServers = { lanes: [serverEnv, serverEnv], atOnce: 1, inOne: true };
const onFullCopy = { lanes: [() => copyEnv("past")], atOnce: 1, limitMs: browserLimit };
const onFirstCopy = { lanes: [firstCopyEnv], atOnce: 1 };
const onCopies = {
  lanes: [firstCopyEnv, ...Array.from({ length: COPIES - 1 }, () => () => copyEnv("bare"))],
  atOnce: 1,
  limitMs: browserLimit,
};

/** Those of one line leave each other time, and run at once. */
const steps: Step[][] = [
  [
    check("format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]),
    check("types", bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]),
    denoCheck("types of the functions"),
    check("arrows", bin("depcruise"), ["--config", ".dependency-cruiser.cjs", ...houses]),
  ],
  [
    nodeTests("words and panel", ["shared/src/**/*.test.ts", "admin/src/**/*.test.{ts,tsx}"], inOne),
    nodeTests("bot", ["bot/src/**/*.test.ts"], inOne),
  ],
  [nodeTests("local stack", ["supabase/local/**/*.test.ts"])],
  // The soak waits two thirds of its time for what it has killed.
  [
    nodeTests("law", ["supabase/tests/**/*.test.ts"], onServers),
    nodeTests("soak", ["supabase/soak/**/*.test.ts"], onDatabase),
  ],
  [
    denoTests("words under Deno", ["shared/src/**/*.test.ts"]),
    denoTests("functions", ["supabase/functions/**/*.test.ts"], "supabase/functions/link/deno.json"),
    check("types of the database", process.execPath, [join(ROOT, "supabase/local/types.ts"), "--check"]),
    nodeTests("benchmarks", ["supabase/bench/**/*.test.ts"], onDatabase),
    nodeTests("doubles", ["e2e/doubles/**/*.test.ts"]),
  ],
  // Chromium is unpacked here once, before several journeys would unpack it into the same place.
  [check("browser for the journeys and screens", process.execPath, [join(ROOT, "e2e/screens/browser.ts")])],
  // Two hundred clicks at one instant, each to be acknowledged within the 3 s of the platforms: nothing else may take the cores meanwhile.
  [nodeTests("a crowd in chat", ["e2e/journeys/chat_crowd.test.ts"], onFirstCopy)],
  [
    nodeTests(
      "journeys and screens",
      ["e2e/journeys/**/!(chat_crowd).test.ts", "e2e/screens/!(pages).test.ts"],
      onCopies,
    ),
    nodeTests("pages with sixty days in them", ["e2e/screens/pages.test.ts"], onFullCopy),
  ],
];

/** Runs steps at once and tells how they went; the full output only of what failed. */
async function take(some: readonly Step[]): Promise<StepResult> {
  const step = together(...some);
  const began = Date.now();
  console.log(`▸ ${step.name}`);
  const found = await step.run();
  if (found.failed > 0) {
    console.log(found.output.trimEnd());
    for (const copy of await madeOf(copies)) console.log(await copy.logs());
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
const isAsked = ({ name }: Step) => only.length === 0 || only.some((word) => name.includes(word));
for (const line of steps) {
  const asked = line.filter(isAsked);
  if (asked.length === 0) continue;
  const { passed, failed } = await take(asked);
  total.passed += passed;
  total.failed += failed;
}
await clear();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
