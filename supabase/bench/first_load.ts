/** `first-load`: what a browser fetches before the overview stands, against a bare Refine page with one list. Bytes, not seconds. */
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Rollup } from "vite";
import { build } from "vite";
import { ROOT } from "../local/env.ts";
import type { Benchmark } from "./contest.ts";

type Output = Rollup.RollupOutput["output"];

/**
 * The sizes, after brotli, of the scripts and style sheets that `pages` need: their chunks and what those import, by name.
 * Fonts are no part: they are fetched only where a device has no Chinese ones.
 *
 * @param pages the ends of the paths of the modules that are loaded: the entry, and what it loads lazily for the first page
 */
function loaded(output: Output, pages: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  const size = (content: string | Uint8Array) => brotliCompressSync(content).length;
  const take = (name: string) => {
    const file = output.find(({ fileName }) => fileName === name);
    if (!file || sizes.has(name)) return;
    sizes.set(name, size(file.type === "chunk" ? file.code : file.source));
    if (file.type !== "chunk") return;
    const { importedCss } = (file as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata ?? {};
    for (const next of [...file.imports, ...(importedCss ?? [])]) take(next);
  };
  for (const page of pages) {
    const chunk = output.find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(page));
    if (!chunk) throw new Error(`No chunk of the build begins with ${page}.`);
    take(chunk.fileName);
  }
  return sizes;
}

async function built(root: string): Promise<Output> {
  const made = await build({ root, logLevel: "error", build: { write: false, target: "es2022" } });
  if (!("output" in made)) throw new Error("The build has more than one output.");
  return made.output as unknown as Output;
}

/** The bytes that `pages` of a build need, with a line for each of its largest files. */
async function bytesOf(root: string, pages: readonly string[]): Promise<number> {
  const sizes = [...loaded(await built(root), pages)].sort(([, one], [, other]) => other - one);
  for (const [name, size] of sizes.slice(0, 12)) console.log(`         ${String(size).padStart(7)}  ${name}`);
  return sizes.reduce((sum, [, size]) => sum + size, 0);
}

const OVERVIEW = ["/admin/index.html", "/src/overview/overview.tsx"];

export const FIRST_LOAD: Benchmark = {
  name: "first-load",
  says: "bytes (brotli) before the overview stands: a bare Refine and antd page with one list ÷ ours",
  ask: 0.83,
  floor: 0.5,
  async prepare() {
    const [ours, bare] = [
      await bytesOf(join(ROOT, "admin"), OVERVIEW),
      await bytesOf(join(ROOT, "supabase/bench/bare/panel"), ["/panel/index.html"]),
    ];
    return {
      // A build has the same bytes each time: what is told as seconds is megabytes.
      rows: 1,
      ours: async () => ours / 1e6,
      reference: async () => bare / 1e6,
      async close() {},
    };
  },
};
