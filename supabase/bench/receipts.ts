/** `receipts`: signed batches with repeats and disorder, rolled up and settled, against a bare batch UPDATE by reference. */
import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { endSend, startedSend } from "./ground.ts";

const BATCH = 1000;

/** All deliveries of a send are handed over, in one statement: that is not what is measured. */
async function handOverAll(stage: Stage, send: string): Promise<string[]> {
  const { sql } = stage.world;
  const rows = await sql<
    { id: string }[]
  >`update public.deliveries set state = 'handed', handed_at = now() where send_id = ${send} returning id::text`;
  await sql`update public.send_totals set handed = pending, pending = 0 where send_id = ${send}`;
  await endSend(stage.world, send);
  return rows.map(({ id }) => id);
}

/** Every tenth receipt comes again in a later call, and calls are mixed. */
function calls(ids: readonly string[]): string[][] {
  const mixed = [...ids, ...ids.filter((_, place) => place % 10 === 0)];
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = Math.floor(Math.random() * Math.min(place, 5000));
    const kept = mixed[place] ?? "";
    mixed[place] = mixed[place - other] ?? "";
    mixed[place - other] = kept;
  }
  return Array.from({ length: Math.ceil(mixed.length / BATCH) }, (_, call) =>
    mixed.slice(call * BATCH, (call + 1) * BATCH),
  );
}

async function inTurn<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const one = async () => {
    for (let item = items.pop(); item !== undefined; item = items.pop()) await work(item);
  };
  await Promise.all([one(), one()]);
}

export const RECEIPTS: Benchmark = {
  name: "receipts",
  says: "signed batches, repeats and disorder, rolled up and settled ÷ bare batch UPDATE by reference",
  ask: 0.6,
  floor: 0.35,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "receive-receipts");
    const { sql } = stage.world;
    const webhook = new Webhook(stage.webhookSecret);
    const post = async (body: string) => {
      const id = `msg_${randomUUID()}`;
      const at = new Date();
      const answer = await fetch(`${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": webhook.sign(id, at, body),
        },
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`receive-receipts answered ${answer.status}`);
    };
    return {
      rows,
      async ours() {
        const ids = await handOverAll(stage, await startedSend(stage.world, rows));
        const bodies = calls(ids).map((call) =>
          JSON.stringify({
            type: "receipts",
            receipts: call.map((reference) => ({
              reference,
              carrier_id: null,
              status: "delivered",
              code: "DELIVRD",
              vendor: "huawei",
              at: new Date().toISOString(),
            })),
          }),
        );
        return seconds(() => inTurn(bodies, post));
      },
      async reference() {
        const ids = await handOverAll(stage, await startedSend(stage.world, rows));
        const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, call) =>
          ids.slice(call * BATCH, (call + 1) * BATCH),
        );
        return seconds(() =>
          inTurn(batches, async (batch) => {
            await sql`update public.deliveries set state = 'delivered', final_at = now() where id = any (${batch}::bigint[])`;
          }),
        );
      },
      close: () => stage.close(),
    };
  },
};
