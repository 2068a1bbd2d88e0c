/**
 * The panel's process: builds it when something that goes into it has changed, and serves what was built, as
 * production does. With TIDINGS_PANEL=dev it is Vite's development server instead, which follows every edit.
 */
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, createServer, preview } from "vite";
import { z } from "zod";
import { ROOT } from "./env.ts";

const schema = z.object({
  TIDINGS_HOME: z.string().min(1),
  TIDINGS_PANEL: z.enum(["built", "dev"]),
});

/** Everything that goes into the panel, as one fingerprint: its sources, the words, the packages, what it is told. */
async function fingerprint(): Promise<string> {
  const sources = ["admin/**/*", "shared/src/**/*", "package-lock.json"];
  const files = globSync(sources, { cwd: ROOT, withFileTypes: true, exclude: ({ name }) => name === "dist" })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sum = createHash("sha256");
  for (const file of files) sum.update(file).update(await readFile(file));
  const told = Object.entries(process.env).filter(([name]) => name.startsWith("VITE_"));
  return sum.update(JSON.stringify(told.sort())).digest("hex");
}

/** Builds into `outDir` unless that is what it holds already. A build that was cut short has no stamp. */
async function buildOnce(outDir: string): Promise<void> {
  const stamp = join(outDir, ".built");
  const wanted = await fingerprint();
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  await build({ root: join(ROOT, "admin"), logLevel: "warn", build: { outDir, emptyOutDir: true } });
  await writeFile(stamp, wanted);
}

const env = schema.parse(process.env);
const root = join(ROOT, "admin");
if (env.TIDINGS_PANEL === "dev") {
  const server = await createServer({ root, clearScreen: false });
  await server.listen();
} else {
  const outDir = join(env.TIDINGS_HOME, "panel");
  await buildOnce(outDir);
  await preview({ root, build: { outDir } });
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
