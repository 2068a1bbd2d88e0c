/**
 * `node supabase/local/panel/build.ts <folder>`: builds the panel into a folder and compresses it, unless that is what the
 * folder holds already. It is a process of its own that ends: what Vite takes (950 MB) does not stay in memory.
 */
import { join, resolve } from "node:path";
import { ROOT } from "../env.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { readBuild, recordBuild } from "./built.ts";
import { compressAll } from "./compress.ts";

/** Everything that goes into a build. What the panel is told at run time is no part of it. */
const SOURCES = [
  "admin/**/*",
  "shared/src/**/*",
  "package-lock.json",
  "supabase/local/fingerprint.ts",
  "supabase/local/panel/{build,built,compress,headers}.ts",
];

async function buildInto(outDir: string): Promise<void> {
  // Taken first: what is edited while the build runs must not pass for built.
  const wanted = fingerprintOf(SOURCES);
  if ((await readBuild(outDir).catch(() => undefined))?.fingerprint === wanted) return;
  const { build } = await import("vite");
  await build({ root: join(ROOT, "admin"), logLevel: "warn", build: { outDir, emptyOutDir: true } });
  await compressAll(outDir);
  await recordBuild(outDir, wanted);
}

const [, , folder] = process.argv;
if (!folder) throw new Error("Name the folder to build into: node supabase/local/panel/build.ts <folder>");
await buildInto(resolve(folder));
