/** Whether a process is the one that was remembered. Plain JavaScript without packages, because it is asked before anything is installed. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process was started, as an opaque text; undefined when there is none (or only its corpse). Reads /proc
 * on Linux, whose slim images have no `ps`, and asks `ps` elsewhere.
 */
export function bornOf(pid) {
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
