/** Job queues on Postgres that `claim` is measured against: the same database, jobs that do nothing, filled by what each has for many at once. */
import { setTimeout as pause } from "node:timers/promises";
import { DBOS, DBOSClient } from "@dbos-inc/dbos-sdk";
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { PgBoss } from "pg-boss";
import type { TestDatabase } from "../tests/test_database.ts";
import { inTurn } from "./client.ts";

/** A queue: `fill` is not measured, `work` is, until its last job is recorded as done. */
export type Queue = {
  fill(rows: number): Promise<void>;
  work(rows: number): Promise<void>;
  close(): Promise<void>;
};

/** Jobs of one call: one by one, a million of them took minutes. */
const JOBS_PER_CALL = 50_000;
/** Jobs of a batch, where a queue hands them out in batches: as many as a batch of ours. */
const BATCH = 1_000;
/** Calls at once, where a queue has no call for many. */
const FLYING = 64;

/** Counts jobs; `all` resolves with the last. */
function countdown(rows: number): { done(): void; all: Promise<void> } {
  let left = rows;
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    done() {
      left -= 1;
      if (left === 0) resolve();
    },
    all: promise,
  };
}

/** First and last place of each call. */
function* calls(rows: number): Generator<{ first: number; last: number }> {
  for (let first = 1; first <= rows; first += JOBS_PER_CALL)
    yield { first, last: Math.min(rows, first + JOBS_PER_CALL - 1) };
}

const silent = new Logger(() => () => undefined);

/** graphile-worker: 24 jobs at once out of a local queue of 500. */
export async function openGraphile({ sql, url }: TestDatabase): Promise<Queue> {
  const utils = await makeWorkerUtils({ connectionString: url, logger: silent });
  await utils.migrate();
  await utils.release();
  return {
    async fill(rows) {
      for (const { first, last } of calls(rows))
        await sql`select count(*) from graphile_worker.add_jobs(array(
          select row('noop', json_build_object('n', n), null, null, null, null, null, null)::graphile_worker.job_spec
          from generate_series(${first}::integer, ${last}::integer) n))`;
      // As autovacuum leaves it: without it the planner takes the queue for empty, and jobs come half as fast.
      await sql`vacuum analyze graphile_worker._private_jobs`;
    },
    async work(rows) {
      const { done, all } = countdown(rows);
      const runner = await run({
        connectionString: url,
        concurrency: 24,
        noHandleSignals: true,
        logger: silent,
        taskList: { noop: done },
        preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      });
      await all;
      await runner.stop();
    },
    close: async () => undefined,
  };
}

/** pg-boss: two fetchers, a thousand jobs at a time, each batch completed in one call. */
export async function openBoss({ sql, url }: TestDatabase): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  boss.on("error", (error: Error) => console.error(error));
  await boss.start();
  await boss.createQueue("noop");
  return {
    async fill(rows) {
      for (const { first, last } of calls(rows))
        await boss.insert(
          "noop",
          Array.from({ length: last - first + 1 }, (_, place) => ({ data: { n: first + place } })),
        );
      await sql`vacuum analyze`;
    },
    async work(rows) {
      let done = 0;
      const fetcher = async () => {
        for (;;) {
          const jobs = await boss.fetch("noop", { batchSize: BATCH });
          if (jobs.length === 0) return;
          await boss.complete(
            "noop",
            jobs.map(({ id }) => id),
          );
          done += jobs.length;
        }
      };
      await Promise.all([fetcher(), fetcher()]);
      if (done !== rows) throw new Error(`pg-boss did ${done} of ${rows} jobs`);
    },
    close: () => boss.stop({ graceful: false }),
  };
}

/** DBOS: a durable workflow without a step for each job, of a queue that is looked at as often as it may be. */
export async function openDbos({ sql, url }: TestDatabase): Promise<Queue> {
  const QUEUE = "noop";
  let count = countdown(0);
  DBOS.setConfig({ name: "bench", systemDatabaseUrl: url, logLevel: "error", runAdminServer: false });
  DBOS.registerWorkflow(async (_n: number) => count.done(), { name: QUEUE });
  // Makes its tables.
  await DBOS.launch();
  await DBOS.shutdown();
  const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabasePoolSize: 8 });
  return {
    async fill(rows) {
      const places = Array.from({ length: rows }, (_, place) => place);
      await inTurn(places, FLYING, async (place) => {
        await client.enqueue({ queueName: QUEUE, workflowName: QUEUE }, place);
      });
      await sql`vacuum analyze dbos.workflow_status`;
    },
    async work(rows) {
      count = countdown(rows);
      await DBOS.launch();
      await DBOS.registerQueue(QUEUE, { minPollingIntervalMs: 10, workerConcurrency: BATCH });
      await count.all;
      // An outcome is recorded after its workflow has returned.
      const open = () => sql`select from dbos.workflow_status where status <> 'SUCCESS' limit 1`;
      while ((await open()).length > 0) await pause(5);
      await DBOS.shutdown();
    },
    close: () => client.destroy(),
  };
}
