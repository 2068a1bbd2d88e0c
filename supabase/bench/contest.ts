/** A benchmark: ours and its reference in one run, in turn, on one warm Postgres; medians, and a verdict only on a quiet machine. */

import { bornOf, lives } from "../local/processes.ts";
import { meter } from "./meter.ts";

/** What a benchmark brings. Both sides do the same work on fresh rows and answer the seconds it took. */
export type Contest = {
  /** How many rows each side handles a round. */
  rows: number;
  /** One round that counts, without one before it: the run is long enough by itself. */
  once?: boolean;
  ours(): Promise<number>;
  reference(): Promise<number>;
  /** The ratio, where it is not that of the medians of seconds; asked after the last round. */
  ratio?(): number;
  /** What else the last line says, by name; asked after the last round. */
  also?(): Record<string, unknown>;
  close(): Promise<void>;
};

/** A benchmark by its name: `ask` is the ratio we aim for, below `floor` it falls short. */
export type Benchmark = {
  name: string;
  says: string;
  ask: number;
  floor: number;
  prepare(rows?: number): Promise<Contest>;
};

/** What is printed last, as one line of JSON. Throughputs are rows a second; `ratio` = ours ÷ the reference's. */
export type Result = {
  name: string;
  rows: number;
  rounds: number;
  ours: number;
  reference: number;
  ratio: number;
  ask: number;
  floor: number;
  /** CPU seconds of the reference's processes ÷ those of ours, medians; null where `/proc` has no figures, or a side is no work. */
  cpu_ratio: number | null;
  verdict: "reached" | "short of the ask" | "falls short" | "too noisy to say";
  also?: Record<string, unknown>;
};

/** A reference that differs by more than this between rounds (largest ÷ smallest) measures the machine, not us. */
const NOISE = 1.6;

/** CPU seconds of all that was measured so far: `hold` takes the difference of a side. */
let used = 0;

/** Counts CPU seconds that a side measured by other means than `seconds`. */
export function countCpu(cpu: number): void {
  used += cpu;
}

/** Seconds that `work` takes; prints what the processes named took of CPU and memory meanwhile. */
export async function seconds(
  work: () => Promise<unknown>,
  processes: Record<string, number> = {},
): Promise<number> {
  const watch = meter({ ...processes, client: process.pid });
  const start = performance.now();
  const look = lookAfter(processes);
  try {
    await Promise.race([work(), look.ended]);
  } finally {
    look.end();
  }
  const took = (performance.now() - start) / 1000;
  const { cpu, text } = watch.end();
  countCpu(cpu);
  console.log(`         ${text}`);
  return took;
}

/** How often it is looked whether the processes still live, in milliseconds. */
const LOOK = 1_000;

/** Fails when one of the processes ends: a COPY whose server is killed is told nothing, and would wait for ever. */
function lookAfter(processes: Record<string, number>): { ended: Promise<never>; end(): void } {
  const known = Object.entries(processes).map(([name, pid]) => ({ name, pid, born: bornOf(pid) ?? "" }));
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, fail) => {
    timer = setInterval(() => {
      const gone = known.find((one) => !lives(one));
      if (gone) fail(new Error(`${gone.name} has ended`));
    }, LOOK);
  });
  ended.catch(() => undefined); // the work itself may have failed before
  return { ended, end: () => clearInterval(timer) };
}

/** Runs a benchmark: one round to warm up, then at least three that count, or one alone where it asks for that. @throws when `stop` is aborted */
export async function hold(
  benchmark: Benchmark,
  rounds: number,
  rows: number | undefined,
  stop: AbortSignal,
): Promise<Result> {
  const stopped = new Promise<never>((_, fail) => stop.addEventListener("abort", () => fail(stop.reason)));
  stopped.catch(() => undefined); // it may come while nothing waits for it, between two rounds
  const contest = await Promise.race([benchmark.prepare(rows), stopped]);
  try {
    const ours: number[] = [];
    const reference: number[] = [];
    const cpu = { ours: [] as number[], reference: [] as number[] };
    const first = contest.once ? 1 : 0;
    for (let round = first; round <= (contest.once ? 1 : Math.max(3, rounds)); round++) {
      // In turn, and whoever began last time goes second now.
      const sides = round % 2 === 0 ? (["reference", "ours"] as const) : (["ours", "reference"] as const);
      for (const side of sides) {
        const before = used;
        const took = await Promise.race([contest[side](), stopped]);
        if (round > 0) cpu[side].push(used - before);
        console.log(
          `${round === 0 ? "warm-up" : `round ${round}`}  ${side.padEnd(9)} ${took.toFixed(2)} s  ${Math.round(contest.rows / took)}/s`,
        );
        if (round > 0) (side === "ours" ? ours : reference).push(took);
      }
    }
    const ratio = contest.ratio?.() ?? median(reference) / median(ours);
    const also = contest.also?.();
    const noisy = Math.max(...reference) / Math.min(...reference) > NOISE;
    const { name, ask, floor } = benchmark;
    return {
      name,
      rows: contest.rows,
      rounds: ours.length,
      ours: Math.round(contest.rows / median(ours)),
      reference: Math.round(contest.rows / median(reference)),
      ratio: Number(ratio.toFixed(2)),
      ask,
      floor,
      cpu_ratio:
        median(cpu.ours) > 0 && median(cpu.reference) > 0
          ? Number((median(cpu.reference) / median(cpu.ours)).toFixed(2))
          : null,
      verdict: noisy
        ? "too noisy to say"
        : ratio >= ask
          ? "reached"
          : ratio >= floor
            ? "short of the ask"
            : "falls short",
      ...(also && { also }),
    };
  } finally {
    await contest.close();
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}
