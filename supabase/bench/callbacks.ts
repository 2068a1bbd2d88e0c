/**
 * `callbacks`: receipts that come in while they go out to an address of the enterprise, against the same where no address is set.
 *
 * Both sides are the carrier's signed calls of `receipts`, into equal sends. Beside both runs a worker; on our side the address of batches is
 * set, so what comes in is queued, posted by the worker, a hundred a post, and taken by a service here. The clock ends when the last receipt has
 * come in. After the first run it is waited until each has gone out, once at least, and said how long that took: of a million some minutes, so
 * later runs drop what waits then.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { closeCallbacks, openCallback } from "../tests/callbacks/callback_fixtures.ts";
import { openStage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { batches, FLYING, handOverAll, mixed } from "./handed.ts";
import { signed } from "./receipts.ts";

const WORKER = join(import.meta.dirname, "../tests/worker/callbacks-worker.ts");

/** The service of the enterprise: which messages it was told of. */
async function openService() {
  const told = new Set<string>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.writeHead(204).end();
    for (const { msg_id } of JSON.parse(JSON.parse(Buffer.concat(parts).toString()).body)) told.add(msg_id);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { told, server, url: `http://erp.example.com:${(server.address() as AddressInfo).port}/receipts` };
}

export const CALLBACKS: Benchmark = {
  name: "callbacks",
  says: "receipts that come in while they go out to an address ÷ with no address set",
  ask: 0.9,
  floor: 0.8,
  async prepare(rows = 1_000_000) {
    const stage = await openStage({ volatile: false }, "receive-receipts");
    const { db } = stage;
    const webhook = new Webhook(stage.webhookSecret);
    const url = `${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`;
    const client = keepAlive(FLYING);
    const service = await openService();
    const worker = spawn(process.execPath, [WORKER], {
      env: { ...process.env, TIDINGS_DB_URL: stage.pooler, HOLDER: randomUUID() },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const processes = {
      postgres: db.pid,
      function: stage.pid("receive-receipts"),
      worker: worker.pid ?? 0,
    };
    const comeIn = async () => {
      const calls = batches(mixed(await handOverAll(stage, rows))).map((call) => signed(webhook, call));
      return seconds(
        () =>
          inTurn(calls, FLYING, async ({ body, headers }) => {
            const status = await client.post(url, headers, body);
            if (status !== 200) throw new Error(`receive-receipts answered ${status}`);
          }),
        processes,
      );
    };
    let hasGoneOut = false;
    return {
      rows,
      async ours() {
        await openCallback(db, "send_batch", service.url);
        const begun = performance.now();
        const took = await comeIn();
        const still = rows - service.told.size;
        while (!hasGoneOut && service.told.size < rows) await pause(50);
        const out = (performance.now() - begun) / 1_000;
        const last = hasGoneOut ? "" : `, the last after ${out.toFixed(2)} s`;
        console.log(`         ${still} were still to go out then${last}`);
        hasGoneOut = true;
        await closeCallbacks(db);
        service.told.clear();
        return took;
      },
      reference: comeIn,
      async close() {
        worker.kill("SIGKILL");
        client.close();
        service.server.close();
        service.server.closeAllConnections();
        await stage.close();
      },
    };
  },
};
