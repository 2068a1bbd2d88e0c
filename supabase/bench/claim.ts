/** `claim`, `claim-boss`, `claim-dbos`: claim → no-op channel → outcome → quota, against job queues with no-op jobs. */
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import { openBoss, openDbos, openGraphile, type Queue } from "./claim_queues.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

/** Claims all that waits, two at a time, of which the channel accepts everything; `then` is done with each batch's ids. */
export async function claimAll(
  db: TestDatabase,
  then: (ids: string[]) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const work = async () => {
    for (;;) {
      const [row] = await db.sql`select batch, ids::text[], phones from private.claim_batch()`;
      if (!row) return;
      const ids: string[] = row.ids;
      const accepted = ids.map(() => "accepted");
      await db.sql`select private.record_handoff(${row.batch.batch}, ${ids}::bigint[], ${accepted}::text[], ${ids}::text[], ${ids.map(() => null)}::text[])`;
      await then(ids);
    }
  };
  await Promise.all([work(), work()]);
}

/** A benchmark against a queue that does nothing for each job. */
const against = (
  name: string,
  queue: string,
  rows: number,
  open: (db: TestDatabase) => Promise<Queue>,
): Benchmark => ({
  name,
  says: `claim → no-op channel → outcome → quota ÷ ${queue}`,
  ask: 1.2,
  floor: 0.7,
  async prepare(asked = rows) {
    const db = await openTestDatabase({ volatile: false });
    const other = await open(db);
    const processes = { postgres: db.pid };
    return {
      rows: asked,
      async ours() {
        await startedSend(db, asked);
        return seconds(() => claimAll(db), processes);
      },
      async reference() {
        await other.fill(asked);
        return seconds(() => other.work(asked), processes);
      },
      async close() {
        await other.close();
        await db.close();
      },
    };
  },
});

export const CLAIM = against(
  "claim",
  "graphile-worker (no-op jobs, localQueue 500)",
  1_000_000,
  openGraphile,
);
export const CLAIM_BOSS = against(
  "claim-boss",
  "pg-boss (no-op jobs, a thousand a batch)",
  1_000_000,
  openBoss,
);
export const CLAIM_DBOS = against("claim-dbos", "DBOS (workflows without a step)", 100_000, openDbos);
