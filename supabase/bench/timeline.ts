/** Where time goes between named moments: seconds on the clock, CPU of each process, and how idle the cores were. */
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { cpuOf } from "./meter.ts";

type Moment = {
  name: string;
  at: number;
  cpu: Record<string, number>;
  machine: { idle: number; all: number };
};

/** All cores since the machine started, in clock ticks; zero where there is no /proc. */
function machine(): { idle: number; all: number } {
  if (process.platform !== "linux") return { idle: 0, all: 0 };
  const fields =
    readFileSync("/proc/stat", "utf8").split("\n")[0]?.trim().split(/\s+/).slice(1, 9).map(Number) ?? [];
  return { idle: (fields[3] ?? 0) + (fields[4] ?? 0), all: fields.reduce((sum, one) => sum + one, 0) };
}

const percent = (share: number) => `${Math.round(100 * share)} %`.padStart(6);

/** Notes moments, each once, and prints what happened between them. */
export class Timeline {
  readonly #processes: Record<string, number>;
  readonly #moments: Moment[] = [];

  /** @param processes process ids by name; those of Postgres' and others' children count with them */
  constructor(processes: Record<string, number>) {
    this.#processes = processes;
    this.note("start");
  }

  /** A moment that is noted again keeps its first time. */
  note(name: string): void {
    if (this.#moments.some((moment) => moment.name === name)) return;
    const cpu = Object.fromEntries(Object.entries(this.#processes).map(([one, pid]) => [one, cpuOf(pid)]));
    this.#moments.push({ name, at: performance.now(), cpu, machine: machine() });
  }

  /** Seconds from one moment to another. @throws RangeError when one was not noted */
  between(from: string, to: string): number {
    return (this.#find(to).at - this.#find(from).at) / 1000;
  }

  /** CPU seconds of all processes together, from one moment to another. @throws RangeError when one was not noted */
  cpuBetween(from: string, to: string): number {
    const [a, b] = [this.#find(from), this.#find(to)];
    return Object.keys(this.#processes).reduce((sum, one) => sum + (b.cpu[one] ?? 0) - (a.cpu[one] ?? 0), 0);
  }

  /** A line for each stretch: its seconds, CPU seconds of each process, and shares of all cores: ours, others', idle. */
  table(stretches: readonly (readonly [name: string, from: string, to: string])[]): string {
    const first = this.#moments[0]?.at ?? 0;
    const names = Object.keys(this.#processes);
    const width = (name: string) => Math.max(7, name.length + 1);
    const head = [
      "".padEnd(30),
      "  from",
      "    to",
      ...names.map((name) => name.padStart(width(name))),
      "  ours",
      "others",
      "  idle",
    ];
    const lines = stretches.map(([name, from, to]) => {
      const [a, b] = [this.#find(from), this.#find(to)];
      const wall = ((b.at - a.at) / 1000) * cpus().length;
      const used = names.map((one) => (b.cpu[one] ?? 0) - (a.cpu[one] ?? 0));
      const ours = used.reduce((sum, one) => sum + one, 0) / wall;
      const idle = (b.machine.idle - a.machine.idle) / Math.max(1, b.machine.all - a.machine.all);
      const times = [a, b].map(({ at }) => ((at - first) / 1000).toFixed(2).padStart(6));
      const each = used.map((one, place) => one.toFixed(2).padStart(width(names[place] ?? "")));
      return [
        name.padEnd(30),
        ...times,
        ...each,
        percent(ours),
        percent(Math.max(0, 1 - ours - idle)),
        percent(idle),
      ].join(" ");
    });
    return [head.join(" "), ...lines].map((line) => `         ${line}`).join("\n");
  }

  #find(name: string): Moment {
    const found = this.#moments.find((moment) => moment.name === name);
    if (!found) throw new RangeError(`there was no moment "${name}"`);
    return found;
  }
}
