import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, beforeEach, test } from "node:test";
import { Webhook } from "standardwebhooks";
import { PUBLIC_HTTP, type Reach } from "../../../shared/src/node/reach.ts";
import { until } from "../../local/carrier/testbed.ts";
import { postCallbacks } from "../../worker/callback_work.ts";
import { callbacksDue, closeCallbacks, openCallback, told } from "../callbacks/callback_fixtures.ts";
import { cardOf, clearStage, done, handOver, report, setSendSettings, startedSend } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** CBK-1: the worker posts over real HTTP what the law has queued, signed, in order, through kills of the worker. */
const db = await testDatabase();
await setSendSettings(db, { notice_per_minute: 1000, notice_per_day: 1000 });
const functions = await db.signedIn("tidings_functions");

type Call = { id: string; at: number; body: string; headers: IncomingHttpHeaders };
/** The service of the enterprise: what it was posted, and how it answers. */
let calls: Call[] = [];
let answering: (call: Call) => number | "never" = () => 204;
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const call = { id: String(request.headers["webhook-id"]), at: Date.now(), body, headers: request.headers };
  calls.push(call);
  const answer = answering(call);
  if (answer !== "never") response.writeHead(answer, { location: "/elsewhere" }).end();
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
after(() => {
  server.close();
  server.closeAllConnections();
});
/** A public name, which the rule of these tests finds on this machine. */
const ADDRESS = `http://erp.example.com:${(server.address() as AddressInfo).port}/receipts`;
const HERE: Reach = {
  resolve: async () => ["127.0.0.1"],
  allows: (_protocol, address) => address === "127.0.0.1",
};

const running: { stop: AbortController; ended: Promise<void> }[] = [];
/** A worker, which ends with the test. */
function work(reach: Reach = HERE): void {
  const stop = new AbortController();
  running.push({ stop, ended: postCallbacks(functions, randomUUID(), stop.signal, reach) });
}
beforeEach(async () => {
  await clearStage(db);
  await closeCallbacks(db);
  calls = [];
  answering = () => 204;
});
afterEach(async () => {
  for (const { stop } of running) stop.abort();
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});

const sent = async (count: number): Promise<string[]> => {
  await startedSend(db, { count });
  return handOver(db);
};
const health = async (id: string) => (await cardOf(db, "callback_cards", id)).health;
const nothingWaits = async () =>
  (await db.sql`select from public.callback_cards where waiting > 0`).length === 0;
const verified = (secret: string, { body, headers }: Call) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

test("from a recorded receipt to a post that the receiver verifies", async () => {
  const { id, secret } = await openCallback(db, "send_batch", ADDRESS);
  const [one = ""] = await sent(1);
  await report(db, [one], "delivered");
  work();
  const [call] = await until(() => (calls.length > 0 ? calls : null));
  assert.ok(call);
  assert.deepEqual(verified(secret, call), JSON.parse(call.body));
  assert.deepEqual(
    told(call).map((each: { msg_id: string; send_status: string }) => [each.msg_id, each.send_status]),
    [[one, "DELIVRD"]],
  );
  await until(async () => (await health(id)) === "well");
  assert.equal(calls.length, 1);
});

test("while a secret is changed, either one verifies", async () => {
  const { id, secret } = await openCallback(db, "send", ADDRESS);
  const { secret: fresh } = await done(db.as("alice").rpc("rotate_callback", { callback: id }));
  await done(db.as("bob").rpc("test_callback", { callback: id }));
  work();
  const [call] = await until(() => (calls.length > 0 ? calls : null));
  assert.ok(call);
  for (const each of [secret, fresh]) assert.ok(verified(each, call));
  assert.equal(told(call).msg_id, "test");
});

test("what is not taken is posted again with its id, and nothing later before it; a redirect is not followed", async () => {
  const { id } = await openCallback(db, "send_batch", ADDRESS);
  const [one = "", two = ""] = await sent(2);
  await report(db, [one], "failed");
  answering = () => (calls.length === 1 ? 302 : 204);
  work();
  await until(async () => (await health(id)) === "failing");
  assert.equal((await cardOf(db, "callback_cards", id)).error, "HTTP 302");
  await report(db, [one, two], "delivered");
  await callbacksDue(db);
  await until(nothingWaits);
  assert.equal(calls[0]?.id, calls[1]?.id);
  const events = calls.flatMap((call) => told(call) as Record<string, string>[]);
  const of = (id: string) =>
    events.filter(({ msg_id }) => msg_id === id).map((each) => each.send_status_desc);
  assert.deepEqual([of(one), of(two)], [["failed", "failed", "delivered"], ["delivered"]]);
});

test("no private address is asked, whatever its name says, and no receiver that says it is gone", async () => {
  const { id } = await openCallback(db, "send_batch", ADDRESS);
  const again = () => done(db.as("bob").rpc("test_callback", { callback: id }));
  await again();
  work({ ...PUBLIC_HTTP, resolve: async () => ["127.0.0.1"] });
  await until(async () => (await health(id)) === "stopped");
  assert.equal(calls.length, 0);
  assert.match(
    (await cardOf(db, "callback_cards", id)).error,
    /^erp\.example\.com:\d+ is not a public address/,
  );
  for (const { stop, ended } of running.splice(0)) {
    stop.abort();
    await ended;
  }
  answering = () => 410;
  await done(db.as("bob").rpc("resume_callback", { callback: id }));
  work();
  await until(async () => calls.length > 0 && (await health(id)) === "stopped");
  assert.equal((await cardOf(db, "callback_cards", id)).error, "HTTP 410");
});
