/** The real CLI of Supabase, pointed at a double. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Hosted } from "./double.ts";

/** What starts the CLI: the one of package.json, or that of another version (`TIDINGS_CLI=<path>`). */
function command(): { file: string; args: string[] } {
  if (process.env.TIDINGS_CLI) return { file: process.env.TIDINGS_CLI, args: [] };
  const root = dirname(createRequire(import.meta.url).resolve("supabase/package.json"));
  return { file: process.execPath, args: [join(root, "dist/supabase.js")] };
}

export type Ran = { code: number | null; output: string };

/** Runs it in the folder `cwd`, signed in to the double's account, and answers how it ended and what it printed. */
export async function cli(hosted: Hosted, cwd: string, ...words: string[]): Promise<Ran> {
  const { file, args } = command();
  const child = spawn(file, [...args, ...words, "--profile", hosted.profile], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      SUPABASE_ACCESS_TOKEN: hosted.token,
      SUPABASE_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, output };
}
