/**
 * `dispatch`: through the function to the HTTP carrier, hand-off recorded, against a bare keep-alive client and no database.
 *
 * Both sides hand equal messages, a thousand a batch, as many batches in flight, to the same carrier, which writes each to
 * its log before it answers. The bare client makes its JSON as it goes, as any client must; it reads no answers.
 */
import { openStage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

const BATCH = 1000;
/** As many as the function has (`SHARE` in dispatch/run.ts). */
const FLYING = 8;

/** A batch as the function hands it over, of numbers from `from` on. */
function batch(from: number): Buffer {
  const messages = Array.from({ length: BATCH }, (_, place) => ({
    reference: `bare-${from + place}`,
    to: `+861${3_000_000_000 + from + place}`,
    text: "您的订单有新进展，点击 https://l.example/AbC12xYz 查看。",
    link: "https://l.example/AbC12xYz",
    params: {},
  }));
  const head = { channel: "106900001", signature: "云杉", kind: "aim", template: null };
  return Buffer.from(JSON.stringify({ ...head, callback_url: "http://127.0.0.1:9/none", messages }));
}

export const DISPATCH: Benchmark = {
  name: "dispatch",
  says: "through the function to the HTTP carrier, hand-off recorded ÷ bare keep-alive client, no database",
  ask: 0.8,
  floor: 0.5,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "dispatch");
    // Receipts come a day later: they are another benchmark's.
    await stage.control({ receipt_delay_ms: [86_400_000, 86_400_000] });
    const [secret] = await stage.db
      .sql`select credentials ->> 'api_key' as api_key from private.channel_secrets where channel_id = ${stage.channel}`;
    const processes = {
      postgres: stage.db.pid,
      function: stage.pid("dispatch"),
      carrier: stage.pid("carrier"),
    };
    const client = keepAlive(FLYING);
    let bare = 0;
    return {
      rows,
      async ours() {
        await startedSend(stage.db, rows);
        return seconds(async () => {
          for (;;) {
            const { status, body } = await stage.call("dispatch", "bot");
            if (status !== 200) throw new Error(`dispatch answered ${status}`);
            if (!body.more) return;
          }
        }, processes);
      },
      async reference() {
        const firsts = Array.from({ length: Math.ceil(rows / BATCH) }, (_, place) => bare + place * BATCH);
        bare += rows;
        return seconds(
          () =>
            inTurn(firsts, FLYING, async (first) => {
              const headers = { authorization: `Bearer ${secret?.api_key}` };
              const status = await client.post(`${stage.carrier}/v1/messages`, headers, batch(first));
              if (status !== 202) throw new Error(`the carrier answered ${status}`);
            }),
          processes,
        );
      },
      async close() {
        client.close();
        await stage.close();
      },
    };
  },
};
