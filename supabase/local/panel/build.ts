/**
 * `node supabase/local/panel/build.ts <folder>`: builds the panel into a folder and compresses it, unless that is what the
 * folder holds already. It is a process of its own that ends: what Vite takes (950 MB) does not stay in memory.
 */
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ROOT } from "../env.ts";
import { readBuild, recordBuild } from "./built.ts";
import { compressAll } from "./compress.ts";

const SOURCES = [
  "admin/**/*",
  "shared/src/**/*",
  "package-lock.json",
  "supabase/local/panel/{build,built,compress,headers}.ts",
];

/** Everything that goes into a build, as one fingerprint. What the panel is told at run time is no part of it. */
async function fingerprint(): Promise<string> {
  const files = globSync(SOURCES, { cwd: ROOT, withFileTypes: true, exclude: ({ name }) => name === "dist" })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sum = createHash("sha256");
  for (const file of files)
    sum
      .update(file.slice(ROOT.length))
      .update("\0")
      .update(await readFile(file));
  return sum.digest("hex");
}

async function buildInto(outDir: string): Promise<void> {
  // Taken first: what is edited while the build runs must not pass for built.
  const wanted = await fingerprint();
  if ((await readBuild(outDir).catch(() => undefined))?.fingerprint === wanted) return;
  const { build } = await import("vite");
  await build({ root: join(ROOT, "admin"), logLevel: "warn", build: { outDir, emptyOutDir: true } });
  await compressAll(outDir);
  await recordBuild(outDir, wanted);
}

const [, , folder] = process.argv;
if (!folder) throw new Error("Name the folder to build into: node supabase/local/panel/build.ts <folder>");
await buildInto(resolve(folder));
