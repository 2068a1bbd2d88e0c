import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, many, Receiver, Sandbox, until } from "./testbed.ts";

const ALICE = "+8613800138000";
const BOB = "+8613900139000";

test("a batch is answered with one result a message, rejected ones without a carrier id", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const answer = await sandbox.send(url, { alice: ALICE, carol: "12345", dan: "+8610012345678", bob: BOB });
  assert.equal(answer.status, 202);
  const results = new Map<string, Record<string, unknown>>(
    answer.body.results.map((result: Record<string, unknown>) => [result.reference, result]),
  );
  assert.deepEqual([...results.keys()].sort(), ["alice", "bob", "carol", "dan"]);
  for (const name of ["alice", "bob"]) {
    assert.equal(results.get(name)?.status, "accepted");
    assert.match(String(results.get(name)?.carrier_id), /./);
  }
  assert.notEqual(results.get("alice")?.carrier_id, results.get("bob")?.carrier_id);
  for (const name of ["carol", "dan"]) {
    assert.equal(results.get(name)?.status, "rejected");
    assert.equal(results.get(name)?.code, "INVALID_NUMBER");
    assert.equal(results.get(name)?.carrier_id, null);
    assert.match(String(results.get(name)?.message), /./);
  }
});

test("a repeated reference is answered as before and not sent again, whatever else it says", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const first = await sandbox.send(receiver.url, { alice: ALICE, carol: "12345" });
  await until(() => receiver.receipts("alice").length > 0);
  const second = await sandbox.send(receiver.url, { alice: BOB, carol: BOB });
  assert.equal(second.status, 202);
  assert.deepEqual(second.body, first.body);
  assert.deepEqual(
    (await sandbox.ledger()).map(({ reference, to }) => [reference, to]),
    [["alice", ALICE]],
  );
  const { taken, distinct, repeats } = await sandbox.stats();
  assert.deepEqual({ taken, distinct, repeats }, { taken: 1, distinct: 1, repeats: 2 });
});

test("a reference that stands twice in one batch is sent once and answered twice alike", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const body = batch(url, { alice: ALICE });
  const messages = body.messages as unknown[];
  const answer = await sandbox.ask("POST", "/v1/messages", { ...body, messages: [...messages, ...messages] });
  assert.equal(answer.body.results.length, 2);
  assert.deepEqual(answer.body.results[0], answer.body.results[1]);
  assert.equal((await sandbox.ledger()).length, 1);
});

test("twenty hand-offs of the same batch at the same instant send it once", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => sandbox.send(url, many("m", 50), { "idempotency-key": "batch-1" })),
  );
  for (const answer of answers) assert.deepEqual(answer.body, answers[0]?.body);
  assert.equal((await sandbox.ledger()).length, 50);
});

test("an idempotency key with the same body is answered as before, with another 409 and nothing taken", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const key = { "idempotency-key": "batch-1" };
  const first = await sandbox.send(url, { alice: ALICE }, key);
  assert.deepEqual((await sandbox.send(url, { alice: ALICE }, key)).body, first.body);
  const other = await sandbox.send(url, { alice: ALICE, bob: BOB }, key);
  assert.equal(other.status, 409);
  assert.equal(other.body.error.code, "key_reused");
  assert.equal((await sandbox.query("bob"))[0]?.status, "unknown");
  await sandbox.kill();
  await sandbox.again();
  assert.equal((await sandbox.send(url, { bob: BOB }, key)).status, 409);
  assert.equal((await sandbox.send(url, { bob: BOB })).status, 202);
});

test("a key that named a refused batch is free for the corrected one", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const key = { "idempotency-key": "batch-1" };
  assert.equal((await sandbox.ask("POST", "/v1/messages", { messages: [] }, key)).status, 400);
  assert.equal((await sandbox.send(url, { alice: ALICE }, key)).status, 202);
});

test("a query tells every state, from unknown to final, with the code and the time of it", async (t) => {
  const sandbox = await Sandbox.start(t, { receipt_delay_ms: [0, 0] });
  const receiver = await Receiver.open(t);
  const to = { d: "+8613800000001", f: "+8613800000002", e: "+8613800000003", r: "+8613800000004" };
  const sent = await sandbox.send(receiver.url, to);
  const ids = Object.fromEntries(
    sent.body.results.map((r: Record<string, string>) => [r.reference, r.carrier_id]),
  );
  await sandbox.control({ receipt_delay_ms: [3_600_000, 3_600_000] });
  await sandbox.send(receiver.url, { a: ALICE });
  await until(() => receiver.items("receipts").length === 3);
  const found = await sandbox.query("d", "f", "e", "r", "a", "nobody");
  assert.deepEqual(
    found.map(({ reference, status, code }) => [reference, status, code]),
    [
      ["d", "delivered", "DELIVRD"],
      ["f", "failed", "MK:0001"],
      ["e", "expired", "EXPIRED"],
      ["r", "rejected", "REJECTED"],
      ["a", "accepted", null],
      ["nobody", "unknown", null],
    ],
  );
  for (const { reference, carrier_id } of found.slice(0, 3)) assert.equal(carrier_id, ids[String(reference)]);
  assert.equal(found[3]?.carrier_id, null);
  assert.equal(found[0]?.at, receiver.receipts("d")[0]?.at);
  assert.match(String(found[4]?.at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(found[5], {
    reference: "nobody",
    status: "unknown",
    carrier_id: null,
    code: null,
    at: null,
  });
  const malformed = await sandbox.ask("POST", "/v1/messages/query", { references: ["a", ""] });
  assert.deepEqual([malformed.status, malformed.body.error.issues[0].where], [400, "references[1]"]);
});

test("a channel that is not idempotent sends a repeated reference again and marks it in the ledger", async (t) => {
  const sandbox = await Sandbox.start(t, { idempotent: false });
  const receiver = await Receiver.open(t);
  const key = { "idempotency-key": "batch-1" };
  const first = await sandbox.send(receiver.url, { alice: ALICE, carol: "+8613800000004" }, key);
  const second = await sandbox.send(receiver.url, { alice: ALICE, carol: "+8613800000004" }, key);
  assert.notEqual(first.body.results[0].carrier_id, second.body.results[0].carrier_id);
  assert.deepEqual(
    (await sandbox.ledger()).map(({ reference, carrier_id, repeat }) => [reference, carrier_id, repeat]),
    [
      ["alice", first.body.results[0].carrier_id, false],
      ["alice", second.body.results[0].carrier_id, true],
    ],
  );
  await until(() => receiver.receipts("alice").length === 2);
  const { taken, distinct, repeats } = await sandbox.stats();
  assert.deepEqual({ taken, distinct, repeats }, { taken: 2, distinct: 1, repeats: 0 });
  assert.equal((await sandbox.query("alice"))[0]?.carrier_id, second.body.results[0].carrier_id);
  await sandbox.send(receiver.url, { carol: BOB });
  assert.equal(
    (await sandbox.ledger()).at(-1)?.repeat,
    false,
    "a reference that was only rejected is no repeat",
  );
});
