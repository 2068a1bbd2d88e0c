/**
 * `workers`: a send handed over by 1, 2, 4 and 8 dispatchers at once. What counts is the CPU of all processes a message: whoever adds
 * dispatchers must not pay for their waiting on each other.
 */
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { noCaps } from "../tests/sends/sends_fixtures.ts";
import { type Benchmark, countCpu, median } from "./contest.ts";
import { startedSend } from "./ground.ts";
import { meter } from "./meter.ts";

const COUNTS = [1, 2, 4, 8] as const;

/** A dispatcher: where it listens, and its process. */
type Dispatcher = { url: string; pid: number };

/** Has these dispatchers called until nothing is left, each by a caller of its own, as each bot's clock calls one. */
async function callAll(stage: Stage, dispatchers: readonly Dispatcher[]): Promise<void> {
  const headers = { ...(await stage.headers("bot")), "content-type": "application/json" };
  const calls = dispatchers.map(async ({ url }) => {
    for (;;) {
      const answer = await fetch(`${url}/dispatch`, { method: "POST", headers, body: "{}" });
      if (answer.status !== 200) throw new Error(`a dispatcher answered ${answer.status}`);
      if (!((await answer.json()) as { more: boolean }).more) return;
    }
  });
  await Promise.all(calls);
}

export const WORKERS: Benchmark = {
  name: "workers",
  says: "CPU a message of one dispatcher ÷ of eight at once (2 and 4 are told)",
  ask: 0.8,
  floor: 0.6,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "dispatch");
    // Every send goes to the same numbers: without this the caps would hold back the tenth.
    await noCaps(stage.db);
    // Receipts come a day later: they are another benchmark's.
    await stage.control({ receipt_delay_ms: [86_400_000, 86_400_000] });
    const dispatchers: Dispatcher[] = [{ url: stage.direct("dispatch"), pid: stage.pid("dispatch") }];
    while (dispatchers.length < Math.max(...COUNTS)) dispatchers.push(await stage.another("dispatch"));
    const each = new Map<number, { cpu: number[]; seconds: number[] }>();

    /** CPU seconds of a send by so many dispatchers. */
    const by = async (count: number): Promise<number> => {
      await startedSend(stage.db, rows);
      const some = dispatchers.slice(0, count);
      const watch = meter({
        ...{ postgres: stage.db.pid, carrier: stage.pid("carrier"), client: process.pid },
        ...Object.fromEntries(some.map(({ pid }, place) => [`dispatcher ${place + 1}`, pid])),
      });
      const start = performance.now();
      await callAll(stage, some);
      const seconds = (performance.now() - start) / 1000;
      const { cpu } = watch.end();
      const [left] = await stage.db.sql`select count(*)::int as n from public.send_totals where pending > 0`;
      if (left?.n > 0) throw new Error("messages were left behind");
      const known = each.get(count) ?? { cpu: [], seconds: [] };
      each.set(count, { cpu: [...known.cpu, cpu], seconds: [...known.seconds, seconds] });
      console.log(
        `         ${count} at once: ${((cpu / rows) * 1e6).toFixed(1)} µs CPU a message, ${Math.round(rows / seconds)}/s`,
      );
      return cpu;
    };
    return {
      rows,
      async reference() {
        const cpu = await by(1);
        countCpu(cpu);
        return cpu;
      },
      async ours() {
        // What lies between is told, and no part of the ratio.
        for (const count of COUNTS.slice(1, -1)) await by(count);
        const cpu = await by(Math.max(...COUNTS));
        countCpu(cpu);
        return cpu;
      },
      also: () =>
        Object.fromEntries(
          [...each]
            .sort(([one], [other]) => one - other)
            .map(([count, { cpu, seconds }]) => [
              count,
              {
                cpu_us: Number(((median(cpu) / rows) * 1e6).toFixed(1)),
                per_s: Math.round(rows / median(seconds)),
              },
            ]),
        ),
      close: () => stage.close(),
    };
  },
};
