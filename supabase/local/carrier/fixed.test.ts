import assert from "node:assert/strict";
import { test } from "node:test";
import { Receiver, Sandbox, until } from "./testbed.ts";

const NUMBER = (n: number) => `+861380000000${n}`;

/** Everything that could go against a number goes against it. */
const ADVERSE = { fail_rate: 1, expire_rate: 1, reject_rate: 1, reply_rate: 1, reply_texts: ["好的"] };

test("…001 is delivered, …002 fails with MK:0001, …003 expires, whatever the control says", async (t) => {
  for (const control of [ADVERSE, {}]) {
    const sandbox = await Sandbox.start(t, control);
    const receiver = await Receiver.open(t);
    await sandbox.send(receiver.url, { one: NUMBER(1), two: NUMBER(2), three: NUMBER(3) });
    await until(() => receiver.items("receipts").length === 3);
    const said = (name: string) => receiver.receipts(name).map(({ status, code }) => [status, code]);
    assert.deepEqual(said("one"), [["delivered", "DELIVRD"]]);
    assert.deepEqual(said("two"), [["failed", "MK:0001"]]);
    assert.deepEqual(said("three"), [["expired", "EXPIRED"]]);
  }
});

test("…004 is rejected at once and never sent on", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const { body } = await sandbox.send(url, { four: NUMBER(4) });
  assert.deepEqual([body.results[0].status, body.results[0].carrier_id], ["rejected", null]);
  assert.deepEqual(await sandbox.ledger(), []);
});

test("…005 is delivered and replies R", async (t) => {
  const sandbox = await Sandbox.start(t, ADVERSE);
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { five: NUMBER(5) });
  await until(() => receiver.items("replies").length > 0 && receiver.items("receipts").length > 0);
  const [reply] = receiver.items("replies");
  assert.deepEqual([reply?.from, reply?.text], [NUMBER(5), "R"]);
  assert.equal(receiver.receipts("five")[0]?.status, "delivered");
});

test("…006 is taken and the answer to its whole batch is dropped the first time, and given the second", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const numbers = { six: NUMBER(6), alice: "+8613800138000" };
  await assert.rejects(sandbox.send(receiver.url, numbers));
  assert.equal((await sandbox.ledger()).length, 2);
  const again = await sandbox.send(receiver.url, numbers);
  assert.equal(again.status, 202);
  assert.deepEqual(
    again.body.results.map((r: { status: string }) => r.status),
    ["accepted", "accepted"],
  );
  await until(() => receiver.items("receipts").length === 2);
  assert.equal(receiver.receipts("six")[0]?.status, "delivered");
  assert.equal((await sandbox.ledger()).length, 2);
  await sandbox.control({ idempotent: false });
  assert.equal((await sandbox.send(receiver.url, { six: NUMBER(6) })).status, 202);
});

test("…007 is delivered and its receipt is repeated ten times", async (t) => {
  const sandbox = await Sandbox.start(t, { repeat_receipts: 3 });
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { seven: NUMBER(7) });
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 11);
  assert.equal(receiver.receipts("seven").length, 11);
  assert.equal((await sandbox.stats()).receipts_sent, 11);
  for (const receipt of receiver.receipts("seven")) assert.deepEqual(receipt, receiver.receipts("seven")[0]);
});

test("…008 gets its receipt before the hand-off is answered", async (t) => {
  const sandbox = await Sandbox.start(t, { receipt_delay_ms: [3_600_000, 3_600_000] });
  const receiver = await Receiver.open(t);
  const answer = await sandbox.send(receiver.url, { eight: NUMBER(8), alice: "+8613800138000" });
  assert.equal(answer.status, 202);
  assert.equal(receiver.receipts("eight")[0]?.status, "delivered", "it is here before the answer");
  assert.equal(receiver.receipts("alice").length, 0);
});
