/**
 * `dispatch`: through the function to the HTTP carrier, hand-off recorded, against a bare keep-alive client and no database.
 *
 * Both sides hand equal messages, a thousand a batch, as many batches in flight, to the same carrier, which writes each to
 * its log before it answers. The bare client makes its JSON as it goes, as any client must; it reads no answers.
 */
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";
import { openPoster } from "./references/posts.ts";

/** Calls the function until nothing is left to hand over. */
export async function dispatchAll(stage: Stage): Promise<void> {
  for (;;) {
    const { status, body } = await stage.call("dispatch", "bot");
    if (status !== 200) throw new Error(`dispatch answered ${status}`);
    if (!body.more) return;
  }
}

export const DISPATCH: Benchmark = {
  name: "dispatch",
  says: "through the function to the HTTP carrier, hand-off recorded ÷ bare keep-alive client, no database",
  ask: 0.8,
  floor: 0.6,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "dispatch");
    // Receipts come a day later: they are another benchmark's.
    await stage.control({ receipt_delay_ms: [86_400_000, 86_400_000] });
    const processes = {
      postgres: stage.db.pid,
      function: stage.pid("dispatch"),
      carrier: stage.pid("carrier"),
    };
    const bare = await openPoster(stage, processes);
    return {
      rows,
      async ours() {
        await startedSend(stage.db, rows);
        return seconds(() => dispatchAll(stage), processes);
      },
      reference: () => bare.post(rows),
      async close() {
        bare.close();
        await stage.close();
      },
    };
  },
};
