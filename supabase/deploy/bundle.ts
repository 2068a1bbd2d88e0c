/**
 * One self-contained file for each edge function, in a work folder for `supabase functions deploy --use-api`. Packages are inside, so that what is
 * uploaded runs where no registry answers, and is what was tested.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { ROOT } from "../local/env.ts";

/** A function as it is uploaded. `release` names its source: the first 12 hex digits of the SHA-256 of the file before the release is written in. */
export type Bundle = { name: string; bytes: number; release: string };

/** A section of a function in config.toml. */
const SECTION = /^\[functions\.([a-z-]+)\]$/gm;

/** What a package has by itself under Node, and a file of ours under Deno 2.1, which hosted projects run, has not. */
const GLOBALS_OF_NODE: Record<string, string | [string, string]> = {
  Buffer: ["node:buffer", "Buffer"],
  process: "node:process",
  setImmediate: ["node:timers", "setImmediate"],
  clearImmediate: ["node:timers", "clearImmediate"],
};

/** Deno knows Node's own modules by their whole names. */
const wholeNames: Plugin = {
  name: "whole-names",
  enforce: "pre",
  resolveId(source) {
    const name = source.replace(/^node:/, "");
    return builtinModules.includes(name) ? { id: `node:${name}`, external: true } : undefined;
  },
};

/** The text of a function and all it imports. Nothing in it depends on where this clone lies. */
async function textOf(name: string): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    envFile: false,
    logLevel: "error",
    plugins: [wholeNames],
    resolve: { alias: [{ find: /^@tidings\/shared\//, replacement: `${join(ROOT, "shared/src")}/` }] },
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, "supabase/functions", name, "index.ts"),
      write: false,
      target: "es2022",
      minify: false,
      rolldownOptions: {
        // Comments are for the source: a tenth of the file.
        // With Node's platform `node:module` is imported for a `require` that nothing calls.
        platform: "neutral",
        transform: { inject: GLOBALS_OF_NODE },
        output: { codeSplitting: false, comments: false },
        experimental: { attachDebugInfo: "none" },
      },
    },
  });
  const [chunk, ...others] = [result].flat().flatMap((one) => ("output" in one ? one.output : []));
  if (chunk?.type !== "chunk" || others.length > 0)
    throw new Error(`${name} became ${others.length + 1} files.`);
  const left = chunk.imports.filter((one) => !one.startsWith("node:"));
  if (left.length > 0) throw new Error(`${name} still imports ${left.join(", ")}.`);
  return chunk.code;
}

/**
 * Bundles every function that config.toml names into `<into>/supabase/functions/<name>/index.js`, beside the config.toml that tells the CLI
 * so. Each answer of a function names the release (`_core/reply.ts`).
 */
export async function bundleFunctions(into: string): Promise<Bundle[]> {
  const config = await readFile(join(ROOT, "supabase/config.toml"), "utf8");
  const names = Array.from(config.matchAll(SECTION), ([, name = ""]) => name);
  const bundles: Bundle[] = [];
  for (const name of names) {
    const code = await textOf(name);
    const release = createHash("sha256").update(code).digest("hex").slice(0, 12);
    const file = `globalThis.TIDINGS_RELEASE = "${release}";\n${code}`;
    const folder = join(into, "supabase/functions", name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "index.js"), file);
    bundles.push({ name, bytes: Buffer.byteLength(file), release });
  }
  const entries = config.replace(SECTION, '$&\nentrypoint = "./functions/$1/index.js"');
  await writeFile(join(into, "supabase/config.toml"), entries);
  return bundles;
}
