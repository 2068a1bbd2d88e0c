/**
 * `receipts`: signed batches with repeats and disorder, rolled up and settled, against a bare batch UPDATE by reference.
 *
 * Both sides write the same distinct receipts in the same disorder into equal tables (a fresh send of as many numbers,
 * handed over), a thousand a batch, sixteen at once, each batch durable. Ours gets every tenth receipt once
 * more; that is its own affair. The reference is the fastest statement there is: one `id = any (…)` a batch, with
 * constants for what receipts say. The carrier's work (making and signing its calls) is done before the clock starts.
 */
import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { endSend, startedSend } from "./ground.ts";

const BATCH = 1000;
export const FLYING = 16;

/** All deliveries of a send are handed over, in one statement: that is not what is measured. */
export async function handOverAll(stage: Stage, rows: number): Promise<string[]> {
  const { sql } = stage.db;
  const send = await startedSend(stage.db, rows);
  const found = await sql<
    { id: string }[]
  >`update public.deliveries set state = 'handed', handed_at = now() where send_id = ${send} returning id::text`;
  await sql`update public.send_totals set handed = pending, pending = 0 where send_id = ${send}`;
  await endSend(stage.db, send);
  return found.map(({ id }) => id);
}

/** In the disorder in which carriers report: anything may be up to 5,000 places off. */
export function mixed(ids: readonly string[]): string[] {
  const all = [...ids];
  for (let place = all.length - 1; place > 0; place--) {
    const other = place - Math.floor(Math.random() * Math.min(place, 5000));
    [all[place], all[other]] = [all[other] ?? "", all[place] ?? ""];
  }
  return all;
}

export function batches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, call) =>
    ids.slice(call * BATCH, (call + 1) * BATCH),
  );
}

/** A call as the carrier makes it, and its signature. */
export function signed(webhook: Webhook, references: readonly string[]) {
  const at = new Date();
  const receipts = references.map((reference) => ({
    reference,
    carrier_id: null,
    status: "delivered",
    code: "DELIVRD",
    vendor: "huawei",
    at: at.toISOString(),
  }));
  const body = JSON.stringify({ type: "receipts", receipts });
  const id = `msg_${randomUUID()}`;
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": webhook.sign(id, at, body),
  };
  return { body: Buffer.from(body), headers };
}

export const RECEIPTS: Benchmark = {
  name: "receipts",
  says: "signed batches, repeats and disorder, rolled up and settled ÷ bare batch UPDATE by reference",
  ask: 0.6,
  floor: 0.35,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "receive-receipts");
    const { sql } = stage.db;
    const webhook = new Webhook(stage.webhookSecret);
    const url = `${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`;
    const client = keepAlive(FLYING);
    const processes = { postgres: stage.db.pid, function: stage.pid("receive-receipts") };
    return {
      rows,
      async ours() {
        const ids = await handOverAll(stage, rows);
        const calls = batches(mixed([...ids, ...ids.filter((_, place) => place % 10 === 0)])).map((call) =>
          signed(webhook, call),
        );
        return seconds(
          () =>
            inTurn(calls, FLYING, async ({ body, headers }) => {
              const status = await client.post(url, headers, body);
              if (status !== 200) throw new Error(`receive-receipts answered ${status}`);
            }),
          processes,
        );
      },
      async reference() {
        const calls = batches(mixed(await handOverAll(stage, rows))).map((ids) => `{${ids.join(",")}}`);
        return seconds(
          () =>
            inTurn(calls, FLYING, async (ids) => {
              await sql`update public.deliveries set state = 'delivered', code = 'DELIVRD', vendor = 'huawei', final_at = now()
              where id = any (${ids}::bigint[])`;
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
