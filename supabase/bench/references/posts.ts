/** The bare way of a dispatch: a keep-alive client that posts messages to the carrier and reads no answers; no database. */
import type { Stage } from "../../tests/functions/stage.ts";
import { inTurn, keepAlive } from "../client.ts";
import { seconds } from "../contest.ts";

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

/** A client of the stage's carrier. Its JSON is made as it goes, as any client must; each message has a reference of its own. */
export async function openPoster(stage: Stage, processes: Record<string, number>) {
  const [secret] = await stage.db
    .sql`select credentials ->> 'api_key' as api_key from private.channel_secrets where channel_id = ${stage.channel}`;
  const client = keepAlive(FLYING);
  let posted = 0;
  return {
    /** Seconds of posting `rows` messages, a thousand a batch. @throws when the carrier does not take one */
    post(rows: number): Promise<number> {
      const firsts = Array.from({ length: Math.ceil(rows / BATCH) }, (_, place) => posted + place * BATCH);
      posted += rows;
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
    close: () => client.close(),
  };
}
