/** The kinds of test step: a check that passes or fails as one, tests of Node, tests of Deno. */
import { globSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../env.ts";
import { run, testEnv } from "./run.ts";

const require = createRequire(import.meta.url);

/** What a step found. `output` is shown only when something failed. */
export type StepResult = { passed: number; failed: number; output: string };

/** A step of `npm test`. `run` never throws. */
export type Step = { name: string; run(): Promise<StepResult> };

/** A step may take this long, in milliseconds, before it is stopped and counts as failed. */
const LIMIT = { check: 300_000, unit: 1_200_000, browser: 1_900_000 };
/** All steps together have this long, in milliseconds: a quiet machine of two cores needs under half of it, a busy one may need it all. */
const BUDGET = 3_000_000;

/** A step's limit, or what is left of the budget where that is less. */
const within = (limitMs: number) => Math.max(5_000, Math.min(limitMs, BUDGET - performance.now()));
/** A single test that hangs is failed after this long, in milliseconds. */
const HANGS = 150_000;

/** Deno's own binary: the npm package's start-up script would cost a Node. */
const DENO = join(dirname(require.resolve("deno/package.json")), "deno");
const DENO_FLAGS = ["--node-modules-dir=manual", "--no-lock"];

/** A program of node_modules. */
export const bin = (name: string) => join(ROOT, "node_modules/.bin", name);
const find = (patterns: string[]) =>
  globSync(patterns, { cwd: ROOT, exclude: (path) => path.includes("node_modules") }).sort();
const wrong = (output: string): StepResult => ({ passed: 0, failed: 1, output });

/** A program that succeeds or fails as a whole. */
export function check(name: string, command: string, args: string[]): Step {
  return {
    name,
    async run() {
      const { code, output } = await run(command, args, within(LIMIT.check));
      return code === 0 ? { passed: 1, failed: 0, output: "" } : wrong(output);
    },
  };
}

/** The figures under a report of `node --test`. Skipped, cancelled and promised tests count as failed: none may be. */
export function nodeFigures(output: string, code: number | null): StepResult {
  const figure = (what: string) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  const passed = figure("pass");
  const failed = ["fail", "cancelled", "skipped", "todo"].reduce((sum, what) => sum + figure(what), 0);
  if (failed === 0 && (code !== 0 || passed === 0)) return { passed, failed: 1, output };
  return { passed, failed, output: failed > 0 ? failuresOf(output) : "" };
}

/** The part of a spec report that tells of failures; all of it when there is no such part. */
function failuresOf(output: string): string {
  const at = output.indexOf("✖ failing tests:");
  return at < 0 ? output : output.slice(at);
}

/** `inOne`: all files in one process, for those that change nothing outside of themselves. Most of what a small file costs is its process. */
type NodeOptions = {
  lanes?: (() => Promise<Record<string, string>>)[];
  atOnce?: number;
  inOne?: boolean;
  limitMs?: number;
};

/**
 * Tests of Node. Each lane is an environment of its own, asked for just before; when it throws, the step has failed. One lane
 * runs all files, `atOnce` together; of several each takes the next file when it has ended one, the longest first.
 */
export function nodeTests(name: string, patterns: string[], options: NodeOptions = {}): Step {
  const { lanes = [async () => ({})], atOnce = 2, inOne = false, limitMs = LIMIT.unit } = options;
  return {
    name,
    async run() {
      const files = find(patterns);
      if (files.length === 0) return wrong(`There is no test in ${patterns.join(", ")}.`);
      const flags = [
        "--test",
        "--test-reporter=spec",
        `--test-concurrency=${atOnce}`,
        `--test-timeout=${HANGS}`,
        ...(inOne ? ["--test-isolation=none"] : []),
      ];
      const queue = lanes.length === 1 ? [files] : longestFirst(files).map((file) => [file]);
      const end = performance.now() + within(limitMs);
      const results = lanes.map(async (env) => {
        let sum: StepResult = { passed: 0, failed: 0, output: "" };
        try {
          const own = testEnv(await env());
          for (let next = queue.shift(); next; next = queue.shift()) {
            const args = [...flags, ...next];
            const { code, output } = await run(process.execPath, args, within(end - performance.now()), own);
            sum = added(sum, nodeFigures(output, code));
          }
          return sum;
        } catch (error) {
          return added(sum, wrong(error instanceof Error ? error.message : String(error)));
        }
      });
      return (await Promise.all(results)).reduce(added);
    },
  };
}

/** Steps that leave each other time run at once, as one. */
export function together(...steps: readonly Step[]): Step {
  return {
    name: steps.map(({ name }) => name).join("; "),
    run: async () => (await Promise.all(steps.map((step) => step.run()))).reduce(added),
  };
}

const added = (one: StepResult, other: StepResult): StepResult => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  output: one.output + other.output,
});

/** A file with more lines mostly takes longer; begun first, it is not what the end waits for. */
const longestFirst = (files: readonly string[]) =>
  files
    .map((file) => ({ file, bytes: statSync(join(ROOT, file)).size }))
    .sort((one, other) => other.bytes - one.bytes)
    .map(({ file }) => file);

/** The longest step, which needs the running stack. */
export const browserLimit = LIMIT.browser;

/** The figures under a report of `deno test`. */
export function denoFigures(output: string, code: number | null): StepResult {
  const [, passed = "0", failed = "0"] =
    /(\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/.exec(output) ?? [];
  const [, left = "0"] = /\| (\d+) ignored/.exec(output) ?? [];
  const bad = Number(failed) + Number(left);
  if (bad === 0 && (code !== 0 || Number(passed) === 0)) return { passed: Number(passed), failed: 1, output };
  return { passed: Number(passed), failed: bad, output: bad > 0 ? output : "" };
}

/** Tests of Deno; `config` is the deno.json whose imports they use. */
export function denoTests(name: string, patterns: string[], config?: string): Step {
  return {
    name,
    async run() {
      const files = find(patterns);
      if (files.length === 0) return wrong(`There is no test in ${patterns.join(", ")}.`);
      const imports = config ? ["--config", config] : [];
      const args = ["test", "--allow-all", "--no-prompt", "--no-check", ...DENO_FLAGS, ...imports, ...files];
      const { code, output } = await run(DENO, args, within(LIMIT.unit));
      return denoFigures(output, code);
    },
  };
}

/** The deno.json of the function whose `index.ts` is `door`. */
const configOf = (door: string) => join(ROOT, dirname(door), "deno.json");

/**
 * A deno.json like the function's own, in a folder with our node_modules: Deno looks for the types of `node:` only
 * beside the configuration, while it finds every package that is imported by walking up from the importing file.
 */
async function besideModules(folder: string, own: string): Promise<string> {
  const { imports = {}, ...rest } = JSON.parse(await readFile(own, "utf8")) as {
    imports?: Record<string, string>;
  };
  const absolute = (target: string) =>
    target.startsWith(".") ? pathToFileURL(join(dirname(own), target)).href : target;
  const moved = Object.fromEntries(Object.entries(imports).map(([name, target]) => [name, absolute(target)]));
  const config = join(folder, "deno.json");
  await writeFile(config, JSON.stringify({ ...rest, imports: moved }));
  return config;
}

/** The types of every edge function, as Deno sees them, each with its own imports. Those with the same imports are read in one run: each run costs the types of all packages. */
export function denoCheck(name: string): Step {
  return {
    name,
    async run() {
      const doors = find(["supabase/functions/[!_]*/index.ts"]);
      if (doors.length === 0) return wrong("There is no edge function.");
      const alike = Map.groupBy(doors, (door) => readFileSync(configOf(door), "utf8"));
      const folder = await mkdtemp(join(tmpdir(), "tidings-deno-"));
      await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
      let output = "";
      try {
        for (const some of alike.values()) {
          const config = await besideModules(folder, configOf(some[0] as string));
          const ended = await run(
            DENO,
            ["check", ...DENO_FLAGS, "--config", config, ...some],
            within(LIMIT.check),
          );
          if (ended.code !== 0) output += ended.output;
        }
      } catch (error) {
        output += String(error);
      } finally {
        await rm(folder, { recursive: true });
      }
      return output ? wrong(output) : { passed: 1, failed: 0, output };
    },
  };
}
