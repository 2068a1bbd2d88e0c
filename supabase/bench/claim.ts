/** `claim`: claim → no-op channel → outcome → quota, against graphile-worker with no-op jobs. */
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { openWorld, type World } from "../tests/world.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

const silent = new Logger(() => () => undefined);

async function claimAll(world: World): Promise<void> {
  const work = async () => {
    for (;;) {
      const [row] = await world.sql`select batch, ids::text[], phones from private.claim_batch()`;
      if (!row) return;
      const ids: string[] = row.ids;
      const accepted = ids.map(() => "accepted");
      await world.sql`select private.record_handoff(${row.batch.batch}, ${ids}::bigint[], ${accepted}::text[], ${ids}::text[], ${ids.map(() => null)}::text[])`;
    }
  };
  await Promise.all([work(), work()]);
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
    const world = await openWorld({ volatile: false });
    const utils = await makeWorkerUtils({ connectionString: world.url, logger: silent });
    await utils.migrate();
    await utils.release();
    const processes = { postgres: world.pid };
    return {
      rows,
      async ours() {
        await startedSend(world, rows);
        return seconds(() => claimAll(world), processes);
      },
      async reference() {
        // Its table is as it was before the last round's million: what autovacuum sees to between rounds that are hours apart.
        await world.sql`vacuum analyze graphile_worker._private_jobs`;
        await world.sql`select count(graphile_worker.add_job('noop', json_build_object('n', n))) from generate_series(1, ${rows}) n`;
        return seconds(() => workAll(world.url, rows), processes);
      },
      close: () => world.close(),
    };
  },
};
