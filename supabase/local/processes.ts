/** Knowing processes: whether one lives, whether it is the one we started, and how to end it with its children. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A process as it is remembered on disk. `born` tells it from a later process with the same number. */
export type Known = { name: string; pid: number; born: string; signal: NodeJS.Signals };

/**
 * When a process was started, as an opaque text; undefined when there is none (or only its corpse). Reads /proc
 * on Linux, whose slim images have no `ps`, and asks `ps` elsewhere.
 */
export function bornOf(pid: number): string | undefined {
  try {
    if (process.platform !== "linux") {
      return (
        execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
          encoding: "utf8",
          stdio: "pipe",
        }).trim() || undefined
      );
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19]}`;
  } catch {
    // No such process: that is the answer, not a failure.
    return undefined;
  }
}

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

/** Ends a process that is ours: asks with its own signal, and after `patienceMs` insists. Resolves when it is gone. */
export async function end(known: Known, patienceMs = 5_000): Promise<void> {
  if (!lives(known)) return;
  signalGroup(known.pid, known.signal);
  const deadline = Date.now() + patienceMs;
  while (lives(known) && Date.now() < deadline) await pause(25);
  signalGroup(known.pid, "SIGKILL");
  while (lives(known)) await pause(25);
}
