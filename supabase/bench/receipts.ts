/**
 * `receipts`: signed batches with repeats and disorder, rolled up and settled, against a bare batch UPDATE by reference.
 *
 * Both sides write the same distinct receipts in the same disorder into equal tables (a fresh send of as many numbers,
 * handed over), a thousand a batch, sixteen at once, each batch durable. Ours gets every tenth receipt once
 * more; that is its own affair. The carrier's work (making and signing its calls) is done before the clock starts.
 */
import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { openStage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { batches, FLYING, handOverAll, mixed } from "./handed.ts";
import { updateAll } from "./references/updates.ts";

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
  floor: 0.45,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "receive-receipts");
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
      reference: () => updateAll(stage, rows, processes),
      async close() {
        client.close();
        await stage.close();
      },
    };
  },
};
