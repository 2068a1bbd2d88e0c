/** `npm test`: every check and test of the project, in order, with the sum alone on the last line. docs/tests.md says what may be asked of it. */
import { chosen, requestOf, type TestRequest } from "./testing/asked.ts";
import { BadRequest } from "./testing/bad_request.ts";
import { Copies } from "./testing/copies.ts";
import { failuresInShort } from "./testing/figures.ts";
import { type FailedFile, MOST_FLAKY, repeated, retriable, tryAgain } from "./testing/flaky.ts";
import { installPostgres } from "./testing/other_postgres.ts";
import { takeRoom } from "./testing/room.ts";
import { endAll } from "./testing/run.ts";
import { type FileRun, type Step, summed } from "./testing/step.ts";
import { stepsOf } from "./testing/steps.ts";
import { type PreparedDatabase, prepareDatabase } from "./testing/test_database.ts";
import { clockAt } from "./testing/today.ts";

const tell = (line: string) => console.log(line);
const room = await takeRoom();
const copies = new Copies(room.folder);
let database: Promise<PreparedDatabase> | undefined;

/** The prepared database, made when it is first asked for. */
async function prepared(): Promise<PreparedDatabase> {
  database ??= prepareDatabase();
  return database;
}

/** Ends and removes whatever the steps have shared. */
async function clear(): Promise<void> {
  // Where it was not made, the step that asked for it has told why.
  const made = await database?.catch(() => undefined);
  await Promise.all([copies.clear(), made?.remove()]);
  await room.leave();
}

type Chosen = { step: Step; files: readonly string[] };

/** Those of a line that take longest, so that anyone who waits for them knows where to look. */
const slowest = (runs: readonly FileRun[]): string =>
  runs
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, 5)
    .map(({ file, seconds }) => `${file} ${Math.round(seconds)}`)
    .join(", ");

/** Runs the steps of a line at once and tells how they went; the full output only of what failed. */
async function take(
  line: readonly Chosen[],
): Promise<{ passed: number; failed: number; again: FailedFile[]; short: string[] }> {
  tell(`▸ ${line.map(({ step }) => step.name).join("; ")}`);
  const began = Date.now();
  const results = await Promise.all(line.map(({ step, files }) => step.run(files)));
  const { passed, failed, output, runs } = summed(results);
  if (failed > 0) {
    tell(output.trimEnd());
    tell(await copies.logs());
  }
  tell(`  ${passed} passed, ${failed} failed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (runs.length > 1) tell(`  longest, in seconds: ${slowest(runs)}`);
  const again = line.flatMap(({ step }, index) => retriable(step, results[index]?.runs ?? []));
  return { passed, failed, again, short: failuresInShort(output) };
}

/** Everything that is asked for, once. Answers the sum. */
async function plainRun(lines: readonly Chosen[][]): Promise<{ passed: number; failed: number }> {
  const total = { passed: 0, failed: 0 };
  const again: FailedFile[] = [];
  const short: string[] = [];
  for (const line of lines) {
    const ended = await take(line);
    total.passed += ended.passed;
    total.failed += ended.failed;
    again.push(...ended.again);
    short.push(...ended.short);
  }
  // Once more at the end: between the reports and it stand the logs of all copies.
  if (short.length > 0) tell(`What failed, in short:\n${short.join("\n")}`);
  // Where something else has failed, a second try changes nothing.
  const doubted = again.reduce((sum, { first }) => sum + first.failed, 0);
  if (doubted === 0 || doubted < total.failed) return total;
  const { passed, failed, flaky } = await tryAgain(again, tell);
  if (flaky.length > 0) tell(`Passed at a second try (at most ${MOST_FLAKY} may): ${flaky.join(", ")}`);
  return { passed: total.passed + passed, failed: total.failed + failed };
}

async function main(request: TestRequest): Promise<void> {
  const { words, repeat, today, postgres } = request;
  // The clock of all that this process starts.
  if (today) Object.assign(process.env, clockAt(today));
  // Of all databases that it starts.
  if (postgres) process.env.TIDINGS_POSTGRES = await installPostgres(postgres);
  const lines = stepsOf(copies, prepared).map((line) =>
    line.flatMap((step) => {
      const files = chosen(step, request);
      return files ? [{ step, files }] : [];
    }),
  );
  const asked = lines.filter((line) => line.length > 0);
  if (asked.length === 0) tell(`No step and no file has any of these in its name: ${words.join(", ")}`);
  const alone = asked.flat().flatMap(({ step, files }) => files.map((file) => ({ step, file })));
  const total = repeat > 0 ? await repeated(alone, request, tell) : await plainRun(asked);
  await clear();
  tell(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, async () => {
    endAll();
    await clear();
    process.exit(130);
  });
}

try {
  await main(requestOf(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof BadRequest)) throw error;
  console.error(error.message);
  await clear();
  process.exitCode = 2;
}
