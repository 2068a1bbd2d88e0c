/** The terminal as a person runs it: one process a command. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { place } from "../screens/panel.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Printed {
  readonly code: number | null;
  /** What was printed, on both streams. */
  readonly text: string;
  /** What a pipe gets of it. */
  readonly out: string;
}

/** The environment of a terminal at the running copy, which keeps what it keeps in a folder of its own. */
export function terminalSettings(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TIDINGS_|SUPABASE_|NODE_TEST)/.test(name));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    SUPABASE_URL: place().api,
    SUPABASE_PUBLISHABLE_KEY: place().key,
    TIDINGS_HOME: home,
    TIDINGS_LANG: "en",
  };
}

/** A command as `script` runs it: at a terminal so many columns wide, where it prints its colours. Linux and macOS have a `script` each. */
function atTerminal(command: readonly string[], columns: number): [program: string, words: string[]] {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  const line = `stty cols ${columns} && exec ${quoted}`;
  const words =
    process.platform === "linux" ? ["-qec", line, "/dev/null"] : ["-q", "/dev/null", "sh", "-c", line];
  return ["script", words];
}

/** Runs `tidings <words>` and hands in `typed`; where it takes its settings from, `own` says. With `columns` it prints to a terminal. */
export async function typedThere(
  words: readonly string[],
  own: Readonly<Record<string, string>>,
  typed?: string,
  columns?: number,
): Promise<Printed> {
  const command = [process.execPath, join(ROOT, "bot/src/surfaces/terminal/main.ts"), ...words];
  const [program = "", ...rest] = command;
  const [run, given] = columns === undefined ? [program, rest] : atTerminal(command, columns);
  const child = spawn(run, given, {
    cwd: ROOT,
    env: { ...own },
    stdio: [typed === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  let [text, out] = ["", ""];
  child.stdout?.on("data", (chunk) => (out += chunk));
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  child.stdin?.end(typed);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text, out };
}
