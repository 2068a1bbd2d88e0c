/**
 * Runs a benchmark so that no process outlives it. The benchmark and all that it starts are one process group, which the
 * reaper of supabase/local knows: it ends the group if this process is killed by SIGKILL.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bornOf, end, type Known, killGroup } from "../local/processes.ts";
import { keepReaper, remember } from "../local/supervisor.ts";

/** The exit code of a benchmark that was stopped, as shells have it for SIGINT. */
const STOPPED = 130;
/** How often it is looked whether the parent still lives, in milliseconds. */
const LOOK = 300;

/** Runs a script of Node under guard; answers its exit code once nothing of it runs any more. */
export async function runGuarded(script: string, args: string[]): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), "tidings-bench-"));
  mkdirSync(join(home, "run"));
  const releaseReaper = keepReaper(home);
  const child = spawn(process.execPath, [script, ...args], {
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exit = once(child, "exit");
  const pid = child.pid ?? 0;
  const known: Known = { name: "benchmark", pid, born: bornOf(pid) ?? "", signal: "SIGINT" };
  remember(home, [known]);

  let stopped = false;
  const stop = () => {
    stopped = true;
    void end(known);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // A parent that was killed cannot pass a signal on: another parent is the sign of its end.
  const parent = process.ppid;
  const look = setInterval(() => process.ppid !== parent && stop(), LOOK);

  const [code] = (await exit) as [number | null];
  clearInterval(look);
  await killGroup(pid);
  releaseReaper();
  await rm(home, { recursive: true, force: true });
  return stopped ? STOPPED : (code ?? 1);
}
