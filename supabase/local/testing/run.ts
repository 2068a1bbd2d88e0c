/** Running one program of a test step: its output kept, its whole family ended in time. */
import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../env.ts";
import { signalGroup } from "../processes.ts";

/** How a program ended: its exit code (null when it was killed) and everything it wrote. */
export type ProgramResult = { code: number | null; output: string };

const live = new Set<ChildProcess>();

/** What a person sets for the tests themselves: what they keep, which browser, CLI and Postgres they use, and how long some of them go on. */
const FOR_TESTS = "A_DAY|CHAT_KILLS|CHROMIUM|CLI|LOOKS|MOVES|POSTGRES|SCREENS|SEED";

/** The environment of the tests: this machine's, without what a person has set for their own copy or accounts. */
export function testEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const private_ = new RegExp(
    `^(TIDINGS_(?!(${FOR_TESTS})$)|SUPABASE_|SLACK_|DISCORD_|OPENAI_|VITE_|NODE_TEST_CONTEXT|NODE_OPTIONS|FORCE_COLOR)`,
  );
  const kept = Object.entries(process.env).filter(([name]) => !private_.test(name));
  return { ...Object.fromEntries(kept), CI: "true", NO_COLOR: "1", ...extra };
}

/** Runs a program to its end, or to `limitMs`, after which it is ended with all that it started. */
export function run(
  command: string,
  args: string[],
  limitMs: number,
  env = testEnv(),
): Promise<ProgramResult> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    live.add(child);
    let output = "";
    const limit = setTimeout(() => {
      output += `\nIt did not end within ${limitMs / 1000} s and was stopped.\n`;
      if (child.pid) signalGroup(child.pid, "SIGKILL");
    }, limitMs);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const finish = (code: number | null) => {
      clearTimeout(limit);
      live.delete(child);
      done({ code, output: stripVTControlCharacters(output) });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(null);
    });
    child.on("close", finish);
  });
}

/** Ends every program that still runs, with all that they started. */
export function endAll(): void {
  for (const child of live) if (child.pid) signalGroup(child.pid, "SIGKILL");
}
