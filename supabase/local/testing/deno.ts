/** Tests of Deno. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { denoFigures, wrong } from "./figures.ts";
import { run } from "./run.ts";
import { find, LIMIT, type Step, timed, within } from "./step.ts";

const require = createRequire(import.meta.url);

/** Deno's own binary: the npm package's start-up script would cost a Node. */
export const DENO = join(dirname(require.resolve("deno/package.json")), "deno");
export const DENO_FLAGS = ["--node-modules-dir=manual", "--no-lock"];

/** Tests of Deno; `config` is the deno.json whose imports they use. */
export function denoTests(name: string, patterns: string[], config?: string): Step {
  const imports = config ? ["--config", config] : [];
  const take = async (files: readonly string[]) => {
    if (files.length === 0) return wrong(`There is no test in ${patterns.join(", ")}.`);
    const args = ["test", "--allow-all", "--no-prompt", "--no-check", ...DENO_FLAGS, ...imports, ...files];
    const { code, output } = await run(DENO, args, within(LIMIT.unit));
    return denoFigures(output, code);
  };
  return {
    name,
    files: find(patterns),
    retried: false,
    run: async (files) => ({ ...(await take(files)), runs: [] }),
    alone: (file) => timed(file, () => take([file])),
  };
}
