/** Processes: whether one is alive and is the one we started, and how to end it with everything it has started. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { bornOf } from "../../shared/src/node/born.mjs";

export { bornOf };

/** A process as it is remembered on disk. `born` tells it from a later process with the same number. */
export type Known = { name: string; pid: number; born: string; signal: NodeJS.Signals };

/** Whether a remembered process still runs, and is the same one. */
export function lives(known: Pick<Known, "pid" | "born">): boolean {
  return bornOf(known.pid) === known.born;
}

/** Sends a signal to a process and all that it started (each of ours leads its own group). */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A living process: its number, the one that started it, and its group. */
type Row = { pid: number; parent: number; group: number };

/** Every living process of this machine, from /proc on Linux and from `ps` elsewhere. Zombies are left out. */
function processes(): Row[] {
  if (process.platform !== "linux") {
    const table = execFileSync("ps", ["-axo", "pid=,ppid=,pgid=,stat="], { encoding: "utf8" });
    return [...table.matchAll(/(\d+)\s+(\d+)\s+(\d+)\s+[^Z\s]/g)].map(([, pid, parent, group]) => {
      return { pid: Number(pid), parent: Number(parent), group: Number(group) };
    });
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        if (state === "Z" || state === "X") return [];
        return [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
      } catch {
        // It ended between the listing and the reading.
        return [];
      }
    });
}

function descendants(pid: number, all: readonly Row[]): number[] {
  return all.filter(({ parent }) => parent === pid).flatMap((row) => [row.pid, ...descendants(row.pid, all)]);
}

/** All living processes that a process has started, directly or through others. */
export function familyOf(pid: number): number[] {
  return descendants(pid, processes());
}

/** Sends SIGKILL to one process; one that is gone already is no error. */
export function kill9(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Kills a group and everything its members have started, and resolves when all of it is gone. The group alone is
 * not enough: each backend of Postgres leads a group of its own, and one that is busy survives its postmaster.
 */
export async function killGroup(leader: number): Promise<void> {
  for (;;) {
    const all = processes();
    const members = all.filter(({ group }) => group === leader).map(({ pid }) => pid);
    const doomed = new Set([...members, ...members.flatMap((pid) => descendants(pid, all))]);
    if (doomed.size === 0) return;
    for (const pid of doomed) kill9(pid);
    while ([...doomed].some((pid) => bornOf(pid) !== undefined)) await pause(10);
  }
}

/** Ends a process that is ours: asks with its own signal, and after `patienceMs` insists. Resolves when it is gone. */
export async function end(known: Known, patienceMs = 5_000): Promise<void> {
  if (!lives(known)) return;
  signalGroup(known.pid, known.signal);
  const deadline = Date.now() + patienceMs;
  while (lives(known) && Date.now() < deadline) await pause(25);
  await killGroup(known.pid);
}
