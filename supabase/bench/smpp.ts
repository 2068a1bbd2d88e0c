/**
 * `smpp`: a send over long connections by the worker, each batch claimed and its outcome recorded, against a bare client of the library.
 *
 * Both sides send equal messages over as many connections in the same window to the same SMSC, which writes each to its ledger before it
 * answers, after 5 to 15 ms, as one that is not in the same room does. Receipts are not sent: they are another benchmark's.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openSmppStage } from "../tests/worker/smpp_stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

const BINDS = 2;
const WINDOW = 100;

async function bareClient(port: number): Promise<ChildProcess> {
  const client = fork(join(import.meta.dirname, "bare/smpp.ts"), [port, BINDS, WINDOW].map(String));
  const died = once(client, "exit").then(() => {
    throw new Error("the bare client ended");
  });
  await Promise.race([once(client, "message"), died]);
  died.catch(() => undefined); // it is ended when all is over
  return client;
}

export const SMPP: Benchmark = {
  name: "smpp",
  says: "a send over SMPP by the worker, claimed and recorded ÷ a bare client of the library in the same window",
  ask: 0.5,
  floor: 0.3,
  async prepare(rows = 20_000) {
    const stage = await openSmppStage({ binds: BINDS, window: WINDOW }, false);
    await stage.control({ answer_ms: [5, 15], lost_rate: 1, binds: 2 * BINDS });
    const bare = await bareClient(stage.port);
    const worker = stage.startWorker();
    await stage.bound(2 * BINDS);
    const processes = { ...stage.pids(), worker: worker.pid, bare: bare.pid ?? 0 };
    let sent = 0;
    return {
      rows,
      async ours() {
        const send = await startedSend(stage.db, rows);
        return seconds(async () => {
          for (;;) {
            const [row] = await stage.db.sql`select pending from public.send_totals where send_id = ${send}`;
            if (row?.pending === 0) return;
            await pause(20);
          }
        }, processes);
      },
      async reference() {
        const from = sent;
        sent += rows;
        return seconds(async () => {
          const done = once(bare, "message");
          bare.send({ from, count: rows });
          await done;
        }, processes);
      },
      async close() {
        bare.kill();
        await stage.close();
      },
    };
  },
};
