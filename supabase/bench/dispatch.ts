/** `dispatch`: through the function to the HTTP carrier, hand-off recorded, against a bare keep-alive client and no database. */
import { Agent, request } from "node:http";
import { openStage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

const BATCH = 1000;
const FLYING = 4;

/** A client that does nothing but post batches, four at a time. */
async function postAll(carrier: string, key: string, rows: number, from: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: FLYING });
  let next = 0;
  const one = async () => {
    while (next < rows) {
      const first = from + next;
      next += BATCH;
      const messages = Array.from({ length: BATCH }, (_, place) => ({
        reference: `bare-${first + place}`,
        to: `+861${3_000_000_000 + first + place}`,
        text: "您的订单有新进展，点击 https://l.example/AbC12xYz 查看。",
        link: "https://l.example/AbC12xYz",
        params: {},
      }));
      const body = JSON.stringify({
        channel: "106900001",
        signature: "云杉",
        kind: "aim",
        template: null,
        callback_url: "http://127.0.0.1:9/none",
        messages,
      });
      await new Promise<void>((done, fail) => {
        const call = request(
          `${carrier}/v1/messages`,
          {
            agent,
            method: "POST",
            headers: {
              authorization: `Bearer ${key}`,
              "content-type": "application/json",
              "content-length": Buffer.byteLength(body),
            },
          },
          (answer) => {
            answer.resume();
            answer.on("end", () =>
              answer.statusCode === 202 ? done() : fail(new Error(`carrier answered ${answer.statusCode}`)),
            );
          },
        );
        call.on("error", fail);
        call.end(body);
      });
    }
  };
  await Promise.all(Array.from({ length: FLYING }, one));
  agent.destroy();
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
    const [secret] = await stage.world
      .sql`select api_key from private.channel_secrets where channel_id = ${stage.channel}`;
    let bare = 0;
    return {
      rows,
      async ours() {
        await startedSend(stage.world, rows);
        return seconds(async () => {
          for (;;) {
            const { status, body } = await stage.call("dispatch", "bot");
            if (status !== 200) throw new Error(`dispatch answered ${status}`);
            if (!body.more) return;
          }
        });
      },
      async reference() {
        bare += rows;
        return seconds(() => postAll(stage.carrier, secret?.api_key, rows, bare));
      },
      close: () => stage.close(),
    };
  },
};
