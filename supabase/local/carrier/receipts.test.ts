import assert from "node:assert/strict";
import { test } from "node:test";
import { type Call, many, Receiver, Sandbox, until } from "./testbed.ts";

const ALICE = "+8613800138000";
const ids = (calls: Call[]) => [...new Set(calls.map((call) => call.id))];

test("a receipt says what became of the message, signed with the channel's secret", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const sent = await sandbox.send(receiver.url, { alice: ALICE });
  const receipt = await until(() => receiver.receipts("alice")[0]);
  assert.deepEqual(Object.keys(receipt).sort(), [
    "at",
    "carrier_id",
    "code",
    "network",
    "reference",
    "status",
    "vendor",
  ]);
  assert.equal(receipt.carrier_id, sent.body.results[0].carrier_id);
  assert.deepEqual([receipt.status, receipt.code], ["delivered", "DELIVRD"]);
  assert.match(String(receipt.vendor), /^(huawei|xiaomi|oppo|vivo|meizu|samsung)$/);
  assert.match(String(receipt.at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(receiver.refused, []);
});

test("a phone has one vendor, plain text has none, and an expired message says so", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { first: ALICE, second: ALICE, late: "+8613800000003" });
  const body = {
    channel: "106900001",
    signature: "云杉",
    kind: "text",
    callback_url: receiver.url,
    messages: [{ reference: "text", to: ALICE }],
  };
  assert.equal((await sandbox.ask("POST", "/v1/messages", body)).status, 202);
  await until(() => receiver.items("receipts").length === 4);
  assert.equal(receiver.receipts("first")[0]?.vendor, receiver.receipts("second")[0]?.vendor);
  assert.equal(receiver.receipts("text")[0]?.vendor, null);
  assert.deepEqual(
    [receiver.receipts("late")[0]?.status, receiver.receipts("late")[0]?.code],
    ["expired", "EXPIRED"],
  );
});

test("a rejected message gets no receipt", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { dan: "+8613800000004", carol: "12", alice: ALICE });
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 1);
  assert.deepEqual(
    receiver.items("receipts").map((item) => item.reference),
    ["alice"],
  );
});

test("at most a thousand receipts go in a call, each receipt once, to the address of its batch", async (t) => {
  const sandbox = await Sandbox.start(t, { receipt_delay_ms: [100, 100] });
  const [one, other] = [await Receiver.open(t), await Receiver.open(t)];
  await Promise.all([
    ...["a", "b", "c"].map((name) => sandbox.send(one.url, many(name, 1_000))),
    sandbox.send(other.url, many("d", 700)),
  ]);
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 3_700);
  assert.ok(one.calls.every((call) => call.items.length <= 1_000));
  assert.ok(one.calls.length < 300, "receipts that are due together go together");
  const references = one.items("receipts").map((item) => item.reference);
  assert.equal(references.length, 3_000);
  assert.equal(new Set(references).size, 3_000);
  assert.equal(new Set(other.items("receipts").map((item) => item.reference)).size, 700);
  assert.equal(ids([...one.calls, ...other.calls]).length, one.calls.length + other.calls.length);
});

test("what is not answered 2xx is sent again with the same id, a fresh time and a fresh signature", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const answers = [500, 302, 404];
  receiver.answering = ({ timestamp }) => {
    const later = timestamp > (receiver.calls[0]?.timestamp ?? 0);
    return answers[receiver.calls.length - 1] ?? (later ? 200 : 503);
  };
  await sandbox.send(receiver.url, { alice: ALICE });
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 1);
  assert.ok(receiver.calls.length > 3, "every answer but 2xx led to another try");
  assert.equal(ids(receiver.calls).length, 1);
  assert.deepEqual(receiver.refused, [], "each try was signed for its own time");
  for (const call of receiver.calls) assert.deepEqual(call.items, receiver.calls[0]?.items);
  const { receipts_sent } = await sandbox.stats();
  assert.equal(receipts_sent, 1, "another try is not another receipt");
});

test("ten seconds without an answer count as none: the call is given up and sent again", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  receiver.answering = () => (receiver.calls.length === 1 ? "never" : 204);
  await sandbox.send(receiver.url, { alice: ALICE });
  await until(() => receiver.calls.length > 1);
  assert.deepEqual(
    receiver.abandoned,
    [receiver.calls[0]?.id],
    "the first was given up before the second came",
  );
  assert.equal(ids(receiver.calls).length, 1);
});

test("a receiver that is down delays nobody else, and gets everything when it is back", async (t) => {
  const sandbox = await Sandbox.start(t);
  const [ill, well] = [await Receiver.open(t), await Receiver.open(t)];
  let down = true;
  ill.answering = () => (down ? 503 : 204);
  await sandbox.send(ill.url, many("ill", 300));
  await sandbox.send(well.url, many("well", 300));
  await until(() => well.items("receipts").length === 300);
  assert.equal((await sandbox.stats()).receipts_acknowledged, 300);
  down = false;
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 600);
  assert.equal(new Set(ill.items("receipts").map((item) => item.reference)).size, 300);
});

test("receipts are merged and come in the order of their time unless they are shuffled", async (t) => {
  const sandbox = await Sandbox.start(t, { receipt_delay_ms: [200, 200] });
  const receiver = await Receiver.open(t);
  const numbers = many("m", 1_000);
  await sandbox.send(receiver.url, numbers);
  await until(() => receiver.items("receipts").length === 1_000);
  const inOrder = Object.keys(numbers);
  assert.deepEqual(
    receiver.items("receipts").map((item) => item.reference),
    inOrder,
  );
  await sandbox.control({ shuffle_receipts: true });
  receiver.calls.length = 0;
  const others = many("n", 1_000);
  await sandbox.send(receiver.url, others);
  await until(() => receiver.items("receipts").length === 1_000);
  const came = receiver.items("receipts").map((item) => item.reference);
  assert.notDeepEqual(came, Object.keys(others));
  assert.deepEqual(came.sort(), Object.keys(others).sort());
});

test("repeat_receipts sends each receipt so many more times, in other calls", async (t) => {
  const sandbox = await Sandbox.start(t, { repeat_receipts: 2 });
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, many("m", 20));
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 60);
  assert.equal((await sandbox.stats()).receipts_sent, 60);
  for (let i = 1; i <= 20; i++) {
    const calls = receiver.calls.filter((call) => call.items.some((item) => item.reference === `m-${i}`));
    assert.equal(ids(calls).length, 3);
    const [first, second, third] = receiver.receipts(`m-${i}`);
    assert.deepEqual(second, first);
    assert.deepEqual(third, first);
  }
});

test("a reply comes from the phone to the channel and signature of its message, after its receipt is due", async (t) => {
  const sandbox = await Sandbox.start(t, { reply_rate: 1, reply_texts: ["退订"], fail_rate: 0 });
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { alice: ALICE, failed: "+8613800000002" });
  const reply = await until(() => receiver.items("replies")[0]);
  await until(() => receiver.items("receipts").length === 2);
  const { id, at, ...rest } = reply;
  assert.deepEqual(rest, { from: ALICE, channel: "106900001", signature: "云杉", text: "退订" });
  assert.match(String(id), /./);
  assert.ok(String(at) >= String(receiver.receipts("alice")[0]?.at));
  assert.equal(receiver.items("replies").length, 1, "who got nothing replies nothing");
});

test("receipts_before_answer brings the receipt before the hand-off is answered", async (t) => {
  const sandbox = await Sandbox.start(t, { receipts_before_answer: 1, repeat_receipts: 1 });
  const receiver = await Receiver.open(t);
  let answered = false;
  const before: boolean[] = [];
  receiver.answering = () => {
    before.push(!answered);
    return 204;
  };
  await sandbox.send(receiver.url, { alice: ALICE, bob: "+8613900139000" });
  answered = true;
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 4);
  assert.equal(before[0], true);
  assert.equal(receiver.calls[0]?.items.length, 2);
});

test("a receiver that refuses early receipts does not keep the hand-off from its answer", async (t) => {
  const sandbox = await Sandbox.start(t, { receipts_before_answer: 1 });
  const receiver = await Receiver.open(t);
  receiver.answering = () => (receiver.calls.length === 1 ? 500 : 204);
  assert.equal((await sandbox.send(receiver.url, { alice: ALICE })).status, 202);
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 1);
  assert.equal(ids(receiver.calls).length, 1);
});
