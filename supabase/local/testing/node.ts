/** Tests of Node: a process for each file, or one for all of them. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { type Figures, nodeFigures, wrong } from "./figures.ts";
import { run, testEnv } from "./run.ts";
import { type FileRun, find, LIMIT, type Step, type StepResult, summed, timed, within } from "./step.ts";

/** A single test that hangs is failed after this long, in milliseconds. */
const HANGS = 150_000;

/** An environment of its own, asked for just before a file needs it. */
export type Lane = () => Promise<Record<string, string>>;

/**
 * `lanes`: each takes the next file when it has ended one, the longest first. `fresh`: makes a lane that no file has seen, and takes it away
 * again; without it any lane is as good as new. `inOne`: all files in one process, for those that change nothing outside of themselves.
 */
export type NodeOptions = {
  lanes?: readonly Lane[];
  fresh?: () => Promise<{ env: Record<string, string>; stop(): Promise<void> }>;
  inOne?: boolean;
  limitMs?: number;
  retried?: boolean;
};

const reasonOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Files in one process of their own. A second one for each file, as Node would start, costs a tenth of a second of processor. */
async function take(
  files: readonly string[],
  env: Record<string, string>,
  limitMs: number,
): Promise<Figures> {
  const flags = ["--test", "--test-reporter=spec", `--test-timeout=${HANGS}`, "--test-isolation=none"];
  const { code, output } = await run(process.execPath, [...flags, ...files], limitMs, testEnv(env));
  return nodeFigures(output, code);
}

/** One lane's share of the files. When its environment does not come about, the lane has failed. */
async function runLane(lane: Lane, queue: string[], endMs: number): Promise<StepResult> {
  const runs: FileRun[] = [];
  let lost: Figures = { passed: 0, failed: 0, output: "" };
  try {
    const env = await lane();
    for (let file = queue.shift(); file; file = queue.shift()) {
      const files = [file];
      runs.push(
        await timed(file, () => take(files, env, within(Math.min(LIMIT.file, endMs - performance.now())))),
      );
    }
  } catch (error) {
    lost = wrong(`${reasonOf(error)}\n`);
  }
  return summed([{ ...lost, runs: [] }, ...runs.map((one) => ({ ...one, runs: [one] }))]);
}

/** Tests of Node. */
export function nodeTests(name: string, patterns: string[], options: NodeOptions = {}): Step {
  const { inOne = false, limitMs = LIMIT.unit, retried = false } = options;
  const none: Lane = async () => ({});
  const { lanes = [none, none], fresh } = options;
  const lanesOnce = async () => ({ env: await (lanes[0] ?? none)(), stop: async () => undefined });
  return {
    name,
    files: find(patterns),
    retried,
    async run(files) {
      if (files.length === 0) return { ...wrong(`There is no test in ${patterns.join(", ")}.`), runs: [] };
      if (inOne) return { ...(await take(files, {}, within(limitMs))), runs: [] };
      const queue = longestFirst(files);
      const end = performance.now() + within(limitMs);
      // Fewer files than lanes need no more lanes: each begins with a copy or a server of its own.
      const needed = lanes.slice(0, files.length);
      const result = summed(await Promise.all(needed.map((lane) => runLane(lane, queue, end))));
      const missed = queue.map((file) => `${file} was not run.\n`).join("");
      return { ...result, failed: result.failed + queue.length, output: result.output + missed };
    },
    alone: (file) =>
      timed(file, async () => {
        try {
          const place = await (fresh ?? lanesOnce)();
          const figures = await take([file], place.env, within(LIMIT.file));
          await place.stop();
          return figures;
        } catch (error) {
          return wrong(`${reasonOf(error)}\n`);
        }
      }),
  };
}

/** Files that take longer than their bytes say, the longest first: each took more than 50 s of a run of two busy cores. */
export const LONG: readonly string[] = [
  "e2e/journeys/panel_layouts.test.ts",
  "e2e/journeys/chat_once.test.ts",
  "e2e/journeys/slack.test.ts",
  "e2e/journeys/chat_crowd.test.ts",
  "e2e/journeys/panel_sms.test.ts",
  "supabase/tests/deploy/deploy.test.ts",
  "supabase/tests/functions/api_fuzz.test.ts",
  "supabase/tests/functions/upgrade.test.ts",
  "supabase/tests/people/simulator.test.ts",
  "supabase/tests/verbs/transitions.test.ts",
  "supabase/tests/verbs/after_the_look.test.ts",
  "supabase/tests/functions/keys.test.ts",
  "supabase/tests/functions/hosted_limits.test.ts",
  "supabase/local/start.test.ts",
  "supabase/local/law/guide.test.ts",
];

/** Those, then the others: a file with more bytes mostly takes longer. Begun first, it is not what the end waits for. */
export function longestFirst(files: readonly string[]): string[] {
  const place = (file: string) => (LONG.includes(file) ? LONG.indexOf(file) : LONG.length);
  return files
    .map((file) => ({ file, place: place(file), bytes: statSync(join(ROOT, file)).size }))
    .sort((one, other) => one.place - other.place || other.bytes - one.bytes)
    .map(({ file }) => file);
}
