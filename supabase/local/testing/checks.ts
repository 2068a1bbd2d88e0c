/** Steps that pass or fail as one. */
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../env.ts";
import { DENO, DENO_FLAGS } from "./deno.ts";
import { wrong } from "./figures.ts";
import { run } from "./run.ts";
import { find, LIMIT, type Step, type StepResult, within } from "./step.ts";

/** A step that answers its complaints, or nothing where all is well. */
const complaining = (name: string, complaints: () => Promise<string>): Step => ({
  name,
  files: [],
  retried: false,
  async run(): Promise<StepResult> {
    const output = await complaints();
    return { ...(output ? wrong(output) : { passed: 1, failed: 0, output }), runs: [] };
  },
});

/** A program that succeeds or fails as a whole. */
export const check = (name: string, command: string, args: string[]): Step =>
  complaining(name, async () => {
    const { code, output } = await run(command, args, within(LIMIT.check));
    return code === 0 ? "" : output || `${name} ended with ${code}.`;
  });

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
export const denoCheck = (name: string): Step =>
  complaining(name, async () => {
    const doors = find(["supabase/functions/[!_]*/index.ts"]);
    if (doors.length === 0) return "There is no edge function.";
    const alike = Map.groupBy(doors, (door) => readFileSync(configOf(door), "utf8"));
    const folder = await mkdtemp(join(tmpdir(), "tidings-deno-"));
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    let complaints = "";
    try {
      for (const some of alike.values()) {
        const config = await besideModules(folder, configOf(some[0] as string));
        const args = ["check", ...DENO_FLAGS, "--config", config, ...some];
        const { code, output } = await run(DENO, args, within(LIMIT.check));
        if (code !== 0) complaints += output;
      }
    } catch (error) {
      complaints += String(error);
    } finally {
      await rm(folder, { recursive: true });
    }
    return complaints;
  });
