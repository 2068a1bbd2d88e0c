/** The Supabase CLI, as types and tests call it. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./env.ts";

/** The address with TLS off: the server listens on loopback only, and the CLI would print a warning about it. */
export const plain = (url: string): string => `${url}?sslmode=disable`;

/** The Supabase CLI on a database of this machine; no account, no Docker, nothing sent home. Answers its output. */
export async function supabaseCli(args: string[], workdir = ROOT): Promise<string> {
  const env = { ...process.env, SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NO_COLOR: "1" };
  const command = join(ROOT, "node_modules/.bin/supabase");
  const { stdout } = await promisify(execFile)(command, [...args, "--workdir", workdir], {
    env,
    maxBuffer: 64_000_000,
  });
  return stdout;
}
