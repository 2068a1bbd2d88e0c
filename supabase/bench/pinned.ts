/**
 * `pinned`: the whole way of a file while somebody's transaction keeps a snapshot open, against the same without it. No row that changes
 * meanwhile can be cleaned away: queues that look for the next job among their dead rows lose a third of their speed there.
 */
import postgres from "postgres";
import type { Stage } from "../tests/functions/stage.ts";
import type { Benchmark } from "./contest.ts";
import { cardsOf, csv } from "./day.ts";
import { cleared, openWholeWay, wholeWay } from "./day_whole.ts";
import { addTo, beside, p95Of, queriesOf, type Took } from "./looks.ts";

/** Does `work` while another connection holds a snapshot from before it. @throws when the snapshot did not last */
async function whilePinned({ db }: Stage, work: () => Promise<void>): Promise<void> {
  const other = postgres(db.url, { max: 1, onnotice: () => undefined });
  try {
    await other.begin("isolation level repeatable read", async (step) => {
      // The first query takes the snapshot.
      const [held] = await step`select pg_backend_pid() as pid, count(*) from public.sends`;
      await work();
      const [still] =
        await db.sql`select backend_xmin is not null as pinned from pg_stat_activity where pid = ${held?.pid}`;
      if (!still?.pinned) throw new Error("the snapshot was not open to the end");
    });
  } finally {
    await other.end();
  }
}

/** Rows that nobody needs and a snapshot keeps, in the tables of a send. */
async function deadRows({ db }: Stage): Promise<number> {
  await db.sql`select pg_stat_clear_snapshot()`;
  const [row] = await db.sql`select coalesce(sum(n_dead_tup), 0)::int as dead from pg_stat_user_tables
    where schemaname in ('public', 'private', 'partitions')`;
  return row?.dead ?? 0;
}

export const PINNED: Benchmark = {
  name: "pinned",
  says: "the whole way of a file while a transaction keeps a snapshot open ÷ the same without it",
  ask: 0.95,
  floor: 0.8,
  async prepare(rows = 200_000) {
    const stage = await openWholeWay();
    const bytes = csv(rows);
    const goods = cardsOf(stage);
    // A send to look at, there from the start.
    const { send } = await wholeWay(stage, csv(1_000), goods);
    const queries = await queriesOf(stage, send);
    const waited: Record<"ours" | "reference", Took> = { ours: {}, reference: {} };
    const side = async (name: "ours" | "reference") => {
      await cleared(stage);
      let seconds = 0;
      const went = async () => {
        const took = await beside(stage, queries, async () => {
          seconds = (await wholeWay(stage, bytes, goods)).seconds;
        });
        addTo(waited[name], took);
      };
      await (name === "ours" ? whilePinned(stage, went) : went());
      console.log(`         ${await deadRows(stage)} dead rows`);
      return seconds;
    };
    return {
      rows,
      ours: () => side("ours"),
      reference: () => side("reference"),
      also: () =>
        Object.fromEntries(
          queries.map(({ says }) => {
            const [pinned, free] = [p95Of(waited.ours[says] ?? []), p95Of(waited.reference[says] ?? [])];
            const ms = (seconds: number) => Number((seconds * 1000).toFixed(1));
            return [
              says,
              { pinned_ms: ms(pinned), free_ms: ms(free), ratio: Number((pinned / free).toFixed(2)) },
            ];
          }),
        ),
      close: () => stage.close(),
    };
  },
};
