/** What a process has used, from outside: Linux' /proc. Elsewhere there is nothing to read, and no limit of it is kept. */
import { readFileSync } from "node:fs";

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const TICKS = 100;

export type Usage = { cpuSeconds: number; peakBytes: number };

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process has just ended, or this is no Linux
  }
};

/** CPU seconds so far (user and system), and the most memory that was resident at once. */
export function usageOf(pid: number): Usage {
  // Behind the name, which may hold spaces: [11] and [12] are utime and stime.
  const stat = textOf(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  const peak = /VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`))?.[1];
  return {
    cpuSeconds: (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) / TICKS,
    peakBytes: Number(peak ?? 0) * 1024,
  };
}
