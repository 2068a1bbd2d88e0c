/**
 * `tenants`: five enterprises with five large sends each, all at once, beside the queries of panel and chat. A list may take twice as long
 * as in quiet; and every enterprise gets on, in each tenth of the way, until it has nothing left.
 */
import { setTimeout as pause } from "node:timers/promises";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, countCpu } from "./contest.ts";
import { partakers } from "./day_whole.ts";
import { addTo, ask, beside, LIST, p95Of, type Query, queriesOf, type Took } from "./looks.ts";
import { meter } from "./meter.ts";
import { approveInTurn, filesOf, sendsOf, type Tenant, tenants } from "./tenant_ground.ts";

const TENANTS = 5;
const SENDS = 5;
/** Queries of each kind in quiet. */
const QUIET = 100;
/** Numbers of a send above which one round is long enough. */
const ONCE = 100_000;
/** How often the progress is looked at, in milliseconds. */
const LOOK_MS = 100;
const TENTHS = 10;

/** What dispatchers had taken of each enterprise, by the part of the whole way. */
type Course = { seconds: number; handed: Map<string, number> }[];

/** Follows these sends until their last receipt. Answers what had been taken of each enterprise at each tenth of all, and when it was done. */
async function course(
  { db }: Stage,
  sends: ReadonlyMap<string, string[]>,
  all: number,
): Promise<{ course: Course; finished: Map<string, number> }> {
  const start = performance.now();
  const ids = [...sends.values()].flat();
  const marks: Course = [];
  const finished = new Map<string, number>();
  for (;;) {
    const rows = await db.sql<{ tenant: string; handed: number; open: number }[]>`
      select p.enterprise_id as tenant, sum(p.next_ordinal - 1)::int as handed,
        sum(p.total - p.expanded + coalesce(t.pending + t.handed, 0))::int as open
      from private.send_progress p left join public.send_totals t using (send_id) where p.send_id = any (${ids}) group by 1`;
    const seconds = (performance.now() - start) / 1000;
    const handed = new Map(rows.map((row) => [row.tenant, row.handed]));
    const sum = [...handed.values()].reduce((one, other) => one + other, 0);
    while (marks.length < TENTHS && sum >= (all * (marks.length + 1)) / TENTHS)
      marks.push({ seconds, handed });
    for (const { tenant, open } of rows)
      if (open === 0 && !finished.has(tenant)) finished.set(tenant, seconds);
    if (finished.size === sends.size) return { course: marks, finished };
    await pause(LOOK_MS);
  }
}

/** Prints each enterprise's share of every tenth, and when it was done. Answers its least share ÷ a fair one, while it had messages. */
function tell(all: readonly Tenant[], went: Awaited<ReturnType<typeof course>>, each: number): number {
  let least = Number.POSITIVE_INFINITY;
  const before = (mark: number, id: string) => went.course[mark - 1]?.handed.get(id) ?? 0;
  for (const { id, name } of all) {
    const shares = went.course.map(({ handed }, mark) => {
      const whole = all.reduce((sum, one) => sum + (handed.get(one.id) ?? 0) - before(mark, one.id), 0);
      const share = whole === 0 ? 1 / all.length : ((handed.get(id) ?? 0) - before(mark, id)) / whole;
      // Whoever ends within a tenth has no more to hand over.
      if ((handed.get(id) ?? 0) < each) least = Math.min(least, share * all.length);
      return `${Math.round(100 * share)}`.padStart(3);
    });
    console.log(
      `         ${name.padEnd(6)} ${shares.join(" ")} %, done after ${went.finished.get(id)?.toFixed(1)} s`,
    );
  }
  console.log(
    `         ${"after".padEnd(6)} ${went.course.map(({ seconds }) => seconds.toFixed(1)).join(" ")} s`,
  );
  return Number.isFinite(least) ? least : 1;
}

/** One round: all sends from their approval to the last receipt. Answers what panel and chat waited, and the least share. */
async function round(
  stage: Stage,
  queries: readonly Query[],
  all: readonly Tenant[],
  sends: ReadonlyMap<string, string[]>,
  each: number,
): Promise<{ took: Took; least: number; finished: number[] }> {
  const bot = await stage.startBot();
  try {
    const watch = meter(partakers(stage, bot.pid));
    let went: Awaited<ReturnType<typeof course>> | undefined;
    const took = await beside(stage, queries, async () => {
      await approveInTurn(stage.db, sends);
      went = await course(stage, sends, each * all.length);
    });
    const { cpu, text } = watch.end();
    countCpu(cpu);
    console.log(`         ${text}`);
    if (!went) throw new Error("nothing was followed");
    const least = tell(all, went, each);
    return { took, least, finished: [...went.finished.values()] };
  } finally {
    await bot.stop();
  }
}

export const TENANTS_AT_ONCE: Benchmark = {
  name: "tenants",
  says: "p95 of a list in quiet ÷ beside five sends of each of five enterprises",
  ask: 0.5,
  floor: 0.33,
  async prepare(rows = 1_000_000) {
    const stage = await openStage({ volatile: false }, "dispatch", "receive-receipts", "import-numbers");
    const { db } = stage;
    const all = await tenants(db, TENANTS, 10 * SENDS * rows);
    // Every send goes to the same numbers: without this the caps would hold back the second.
    await db.sql`insert into public.send_settings (enterprise_id, notice_per_minute, notice_per_day)
      select e.id, 1000, 1000 from public.enterprises e on conflict (enterprise_id)
      do update set notice_per_minute = excluded.notice_per_minute, notice_per_day = excluded.notice_per_day`;
    await stage.control({ receipt_delay_ms: [0, 50] });
    const files = await filesOf(db, all, rows);
    const waited: Record<"quiet" | "beside", Took> = { quiet: {}, beside: {} };
    const shares: number[] = [];
    const last: number[] = [];
    let queries: Query[] = [];
    const once = rows > ONCE;
    // Submitted out of the measured time, for the next round.
    let sends = await sendsOf(db, all, files, SENDS);
    const ready = async () => {
      queries = await queriesOf(stage, [...sends.values()][0]?.[0] ?? "");
    };
    return {
      rows: 1,
      once,
      async reference() {
        // Autovacuum would clear the dead rows of a round before meanwhile, and that is no quiet.
        await db.sql`vacuum analyze`;
        await ready();
        const took = await ask(stage, queries, (turn) => turn < QUIET);
        addTo(waited.quiet, took);
        return p95Of(took[LIST] ?? []);
      },
      async ours() {
        await ready();
        const { took, least, finished } = await round(stage, queries, all, sends, SENDS * rows);
        addTo(waited.beside, took);
        shares.push(least);
        last.push(Math.min(...finished) / Math.max(...finished));
        // A tenth of a small run is a handful of batches, which need not be everybody's.
        if (least === 0 && once)
          throw new Error("an enterprise with messages got none of a tenth of the way");
        if (!once) sends = await sendsOf(db, all, files, SENDS);
        return p95Of(took[LIST] ?? []);
      },
      also: () => ({
        // 1 is a fair share in every tenth of the way; first ÷ last enterprise to finish.
        least_share: Number(Math.min(...shares).toFixed(2)),
        first_to_last: Number(Math.min(...last).toFixed(2)),
        p95_ms: Object.fromEntries(
          queries.map(({ says }) => [
            says,
            ([waited.quiet, waited.beside] as const).map((took) =>
              Number((p95Of(took[says] ?? []) * 1000).toFixed(1)),
            ),
          ]),
        ),
      }),
      close: () => stage.close(),
    };
  },
};
