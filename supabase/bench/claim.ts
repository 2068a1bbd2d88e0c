/** `claim`: claim → no-op channel → outcome → quota, against graphile-worker with no-op jobs. */
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

/** Jobs of one call of `add_jobs`: one by one, a million of them took minutes. */
const JOBS_PER_CALL = 50_000;

const silent = new Logger(() => () => undefined);

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

/** Fills the queue of graphile-worker with `rows` jobs that do nothing. */
async function addJobs({ sql }: TestDatabase, rows: number): Promise<void> {
  for (let first = 1; first <= rows; first += JOBS_PER_CALL) {
    const last = Math.min(rows, first + JOBS_PER_CALL - 1);
    await sql`select count(*) from graphile_worker.add_jobs(array(
      select row('noop', json_build_object('n', n), null, null, null, null, null, null)::graphile_worker.job_spec
      from generate_series(${first}::integer, ${last}::integer) n))`;
  }
}

async function workAll(url: string, rows: number): Promise<void> {
  let done = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const runner = await run({
    connectionString: url,
    concurrency: 24,
    noHandleSignals: true,
    logger: silent,
    taskList: {
      noop: () => {
        done += 1;
        if (done === rows) resolve();
      },
    },
    preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  await promise;
  await runner.stop();
}

export const CLAIM: Benchmark = {
  name: "claim",
  says: "claim → no-op channel → outcome → quota ÷ graphile-worker (no-op jobs, localQueue 500)",
  ask: 1.2,
  floor: 0.7,
  async prepare(rows = 1_000_000) {
    const db = await openTestDatabase({ volatile: false });
    const utils = await makeWorkerUtils({ connectionString: db.url, logger: silent });
    await utils.migrate();
    await utils.release();
    const processes = { postgres: db.pid };
    return {
      rows,
      async ours() {
        await startedSend(db, rows);
        return seconds(() => claimAll(db), processes);
      },
      async reference() {
        await addJobs(db, rows);
        // As autovacuum leaves it: without it the planner takes the queue for empty, and jobs come half as fast.
        await db.sql`vacuum analyze graphile_worker._private_jobs`;
        return seconds(() => workAll(db.url, rows), processes);
      },
      close: () => db.close(),
    };
  },
};
