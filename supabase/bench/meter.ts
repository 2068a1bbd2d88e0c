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

/** Memory of the largest process of a tree in MB: all that is resident, its own pages, and with its part of what several hold together. */
type Memory = { resident: number; own: number; shared: number };

const mega = (text: string, field: RegExp) => Number(field.exec(text)?.[1] ?? 0) / 1024;

function memoryOf(pid: number): Memory {
  const pids = pid === process.pid ? [pid] : [pid, ...childrenOf(pid)];
  const all = pids.map((one) => {
    const status = textOf(`/proc/${one}/status`);
    return {
      resident: mega(status, /VmRSS:\s+(\d+)/),
      own: mega(status, /RssAnon:\s+(\d+)/),
      shared: mega(textOf(`/proc/${one}/smaps_rollup`), /Pss:\s+(\d+)/),
    };
  });
  const most = (of: keyof Memory) => Math.max(0, ...all.map((one) => one[of]));
  return { resident: most("resident"), own: most("own"), shared: most("shared") };
}

/** How often memory is looked at: to sum up the pages of a process takes its kernel a millisecond. */
const MEMORY_MS = 2_000;

/** Follows the memory of processes by name until `end`, which answers the most that each had. */
export function watchMemory(processes: Record<string, number>): { end(): Record<string, Memory> } {
  const peak: Record<string, Memory> = {};
  const look = () => {
    for (const [name, pid] of Object.entries(processes)) {
      const now = memoryOf(pid);
      const { resident = 0, own = 0, shared = 0 } = peak[name] ?? {};
      peak[name] = {
        resident: Math.max(resident, now.resident),
        own: Math.max(own, now.own),
        shared: Math.max(shared, now.shared),
      };
    }
  };
  look();
  const timer = setInterval(look, MEMORY_MS);
  return {
    end() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** What a meter read: CPU seconds of all processes together, and each one's CPU and memory in words. */
type Reading = { cpu: number; text: string };

/** Processes by name; the first figure is that of the moment in which the meter is made. */
export function meter(processes: Record<string, number>): { end(): Reading } {
  if (process.platform !== "linux") return { end: () => ({ cpu: 0, text: "" }) };
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
      const took = Object.entries(processes).map(([name, pid]) => ({
        name,
        cpu: treeOf(pid).cpu - (begun.get(name)?.cpu ?? 0),
      }));
      return {
        cpu: took.reduce((sum, { cpu }) => sum + cpu, 0),
        text: took
          .map(({ name, cpu }) => `${name} ${cpu.toFixed(2)} s CPU, ${Math.round(peak.get(name) ?? 0)} MB`)
          .join("; "),
      };
    },
  };
}
