import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { Webhook } from "standardwebhooks";
import { messagesOf } from "../fixtures.ts";
import { phones } from "./numbers.ts";
import { handedOver, settled, untilDone } from "./sends.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "receive-receipts");

type Post = { secret?: string; channel?: string; at?: Date; headers?: Record<string, string> };

/** Options of a signed call, as the carrier makes it. */
async function report(body: unknown, post: Post = {}): Promise<{ status: number; body: Json }> {
  const { secret = stage.webhookSecret, channel = stage.channel, at = new Date(), headers = {} } = post;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`${stage.api}/functions/v1/receive-receipts/${channel}`, {
    method: "POST",
    headers: {
      "webhook-id": "call-1",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign("call-1", at, text),
      ...headers,
    },
    body: text,
  });
  return { status: answer.status, body: await answer.json() };
}

const receipts = (ids: readonly string[], status: string) => ({
  type: "receipts",
  receipts: ids.map((reference) => ({
    reference,
    carrier_id: `c${reference}`,
    status,
    code: status.toUpperCase(),
    vendor: "huawei",
    at: new Date().toISOString(),
  })),
});

/** All rows that a receipt could change. */
async function picture(send: string): Promise<string> {
  const { sql } = stage.db;
  const deliveries = await sql`select * from public.deliveries where send_id = ${send} order by id`;
  const strangers = await sql`select * from public.receipts`;
  const ledger = await sql`select count(*) from public.quota_ledger`;
  const seen = (_name: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return JSON.stringify([deliveries, strangers, ledger], seen);
}

test("a forged, old or altered call is 401 and changes nothing, and an unknown channel is no different", async () => {
  const send = await handedOver(stage, 3);
  const call = receipts(await messagesOf(stage.db, send), "delivered");
  const before = await picture(send);
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const forged: Post[] = [
    { secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` },
    { at: minutes(-6) },
    { at: minutes(6) },
    { headers: { "webhook-id": "call-2" } },
    { headers: { "webhook-signature": "v1,AAAA" } },
    { headers: { "webhook-signature": "" } },
    { channel: randomUUID() },
  ];
  const answers = await Promise.all(forged.map((post) => report(call, post)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    forged.map(() => 401),
  );
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
  assert.equal(await picture(send), before);
  assert.equal((await report("{")).status, 400);
  assert.equal((await report({ type: "gossip" })).status, 400);
  assert.equal(await picture(send), before);
});

test("receipts in any order, repeated and at once, leave each number where the best of them says", async () => {
  const send = await handedOver(stage, 300);
  const ids = await messagesOf(stage.db, send);
  const [good, bad, late] = [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)];
  const calls = [
    receipts(good, "delivered"),
    receipts([...bad].reverse(), "failed"),
    receipts(late, "expired"),
    receipts([...late].reverse(), "delivered"),
    receipts([...good, ...late], "failed"),
    receipts(
      ids.toReversed().filter((id) => !bad.includes(id)),
      "delivered",
    ),
    receipts(bad, "expired"),
  ];
  const answers = await Promise.all([...calls, ...calls, ...calls].map((call) => report(call)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.deepEqual(await settled(stage, send), { delivered: 200, failed: 100 });
  const end = await untilDone(stage, send);
  assert.deepEqual([end.delivered, end.failed, end.handed], [200, 100, 0]);
});

test("one bad receipt, or one nobody knows, does not cost the others: the carrier need not send again", async () => {
  const send = await handedOver(stage, 2);
  const [one = "", other = ""] = await messagesOf(stage.db, send);
  const call = receipts([one, "no reference of ours", "999999999", other], "delivered");
  const broken = {
    ...call,
    receipts: [...call.receipts, { reference: one, status: "perhaps" }, { reference: "\0" }],
  };
  const { status, body } = await report(broken);
  assert.equal(status, 200);
  assert.deepEqual([body.applied, body.unknown, body.faults.length > 0], [2, 2, true]);
  assert.deepEqual(await settled(stage, send), { delivered: 2 });
  const strangers = await stage.db.sql`select reference from public.receipts order by reference`;
  assert.deepEqual(
    strangers.map(({ reference }) => reference),
    ["999999999", "no reference of ours"],
  );
});

test("whoever replies R is not written to again under that signature, however the carrier writes the number", async () => {
  const [phone = ""] = phones(1, 700_000);
  const reply = {
    id: "reply-1",
    from: phone,
    channel: "106900001",
    signature: "云杉商城",
    text: " ｒ ",
    at: new Date().toISOString(),
  };
  const first = await report({
    type: "replies",
    replies: [reply, { ...reply, id: "reply-2", from: "nobody", text: "好的" }],
  });
  assert.deepEqual([first.status, first.body.fresh, first.body.opted_out], [200, 2, 1]);
  const again = await report({ type: "replies", replies: [reply] });
  assert.deepEqual([again.status, again.body.fresh], [200, 0]);
  const [row] = await stage.db
    .sql`select signature, reason from public.opt_outs where phone = ${`+86${phone}`}`;
  assert.deepEqual({ ...row }, { signature: "云杉商城", reason: "reply" });
});

test("a call that is caught and sent once more, within its five minutes, changes nothing", async () => {
  const { sql } = stage.db;
  const send = await handedOver(stage, 3);
  const ids = await messagesOf(stage.db, send);
  const [phone = ""] = phones(1, 800_100);
  const caught = [
    receipts(ids, "failed"),
    { type: "replies", replies: [{ id: "reply-3", from: phone, signature: "云杉商城", text: "R" }] },
  ];
  const at = new Date();
  for (const call of caught) assert.equal((await report(call, { at })).status, 200);
  assert.equal((await report(receipts(ids, "delivered"))).status, 200);
  // The person is written to again: they have asked to be taken off the list.
  await sql`delete from public.opt_outs where phone = ${`+86${phone}`}`;
  const before = await picture(send);
  for (const call of caught) assert.equal((await report(call, { at })).status, 200);
  assert.equal(await picture(send), before);
  assert.equal((await sql`select from public.opt_outs where phone = ${`+86${phone}`}`).length, 0);
});
