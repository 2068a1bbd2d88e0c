/** The Supabase CLI, as types, deployments and tests call it. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./env.ts";

/** The address with TLS off: the server listens on loopback only, and the CLI would print a warning about it. */
export const plain = (url: string): string => `${url}?sslmode=disable`;

/** The CLI ended with an error. The message is what it said, without its notes. */
export class CliFailed extends Error {}

const NOTE =
  /^(WARN|Target:|Warning:|Confirmed by --yes|Try rerunning the command with --debug|Uploading asset|Deploying Function|Bundling Function)/;

/** A line of what it said: where it is an answer for programs, the words of its error. */
function wordsOf(line: string): string {
  if (!line.startsWith("{")) return line;
  try {
    return (JSON.parse(line) as { error?: { message?: string } }).error?.message ?? line;
  } catch {
    return line;
  }
}

/**
 * The pinned Supabase CLI; no Docker, nothing sent home. Answers its output. `env` is set beside our own environment: secrets
 * go there, since every user of a machine sees the words of a command.
 * @throws CliFailed with what the CLI said
 */
export async function supabaseCli(
  args: string[],
  workdir = ROOT,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const quiet = { SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SUPABASE_NO_UPDATE_NOTIFIER: "1" };
  const command = join(ROOT, "node_modules/.bin/supabase");
  try {
    const { stdout } = await promisify(execFile)(command, [...args, "--workdir", workdir], {
      env: { ...process.env, ...quiet, NO_COLOR: "1", ...env },
      maxBuffer: 64_000_000,
    });
    return stdout;
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    const lines = `${stderr ?? ""}\n${stdout ?? ""}`.split("\n");
    const said = lines.filter((line) => line.trim() && !NOTE.test(line)).map(wordsOf);
    throw new CliFailed([...new Set(said)].join("\n") || String(error), { cause: error });
  }
}
