/** CPU and memory of the processes that take part, from Linux' /proc; elsewhere nothing is measured and nothing is said. */
import { readFileSync } from "node:fs";

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const TICKS = 100;

type Tree = { cpu: number; memory: number };

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process has just ended
  }
}

/** Fields of /proc/<pid>/stat behind the name, which may hold spaces: [0] is the state. */
const statOf = (pid: number) => textOf(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];

const childrenOf = (pid: number) =>
  textOf(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean).map(Number);

/**
 * CPU seconds of a process and its children, ended ones too; memory in MB of the largest of them: its own pages, because
 * the buffers that Postgres' processes share are not each one's.
 */
function treeOf(pid: number): Tree {
  // The benchmark's own children are the others.
  const pids = pid === process.pid ? [pid] : [pid, ...childrenOf(pid)];
  let cpu = 0;
  let memory = 0;
  for (const one of pids) {
    const stat = statOf(one);
    const fields = one === pid && pid !== process.pid ? [11, 12, 13, 14] : [11, 12];
    for (const field of fields) cpu += Number(stat[field] ?? 0) / TICKS;
    const own = /RssAnon:\s+(\d+)/.exec(textOf(`/proc/${one}/status`))?.[1];
    memory = Math.max(memory, Number(own ?? 0) / 1024);
  }
  return { cpu, memory };
}

/** CPU seconds of a process so far. */
export const cpuOf = (pid: number): number => (process.platform === "linux" ? treeOf(pid).cpu : 0);

/** Processes by name; the first figure is that of the moment in which the meter is made. */
export function meter(processes: Record<string, number>): { end(): string } {
  if (process.platform !== "linux") return { end: () => "" };
  const begun = new Map(Object.entries(processes).map(([name, pid]) => [name, treeOf(pid)]));
  const peak = new Map<string, number>();
  const look = () => {
    for (const [name, pid] of Object.entries(processes))
      peak.set(name, Math.max(peak.get(name) ?? 0, treeOf(pid).memory));
  };
  const timer = setInterval(look, 250);
  return {
    end() {
      clearInterval(timer);
      look();
      return Object.entries(processes)
        .map(([name, pid]) => {
          const cpu = treeOf(pid).cpu - (begun.get(name)?.cpu ?? 0);
          return `${name} ${cpu.toFixed(2)} s CPU, ${Math.round(peak.get(name) ?? 0)} MB`;
        })
        .join("; ");
    },
  };
}
