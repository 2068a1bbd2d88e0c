import assert from "node:assert/strict";
import { test } from "node:test";
import { many, Receiver, Sandbox, until } from "./testbed.ts";

const ALICE = "+8613800138000";
const count = (items: Record<string, unknown>[], key: string, value: unknown) =>
  items.filter((item) => item[key] === value).length;

test("the control shows everything, sets what it is given, leaves the rest, and outlives a death", async (t) => {
  const sandbox = await Sandbox.start(t);
  const shown = (await sandbox.ask("GET", "/control")).body;
  assert.deepEqual(Object.keys(shown).sort(), [
    "accept_then_drop_rate",
    "account_reject",
    "capable_rate",
    "error_rate",
    "expire_rate",
    "fail_rate",
    "idempotent",
    "open_delay_ms",
    "open_rate",
    "open_without_pass_rate",
    "rate_per_s",
    "receipt_delay_ms",
    "receipts_before_answer",
    "reject_rate",
    "repeat_receipts",
    "reply_rate",
    "reply_texts",
    "seed",
    "shuffle_receipts",
    "template_delay_ms",
    "template_reject",
    "untold_rate",
  ]);
  assert.deepEqual([shown.idempotent, shown.rate_per_s], [true, null]);
  for (const [key, value] of Object.entries(shown)) {
    if (key.endsWith("_rate")) assert.equal(value, 0, `${key} starts calm`);
  }
  const set = await sandbox.ask("PUT", "/control", {
    seed: 42,
    fail_rate: 0.25,
    template_reject: { vivo: "x" },
  });
  assert.equal(set.status, 200);
  const expected = { ...shown, seed: 42, fail_rate: 0.25, template_reject: { vivo: "x" } };
  assert.deepEqual(set.body, expected);
  await sandbox.kill();
  await sandbox.again();
  assert.deepEqual((await sandbox.ask("GET", "/control")).body, expected);
});

test("an unknown key or a value out of range is refused by name, and nothing is set", async (t) => {
  const sandbox = await Sandbox.start(t);
  const before = (await sandbox.ask("GET", "/control")).body;
  const cases: [where: string, changes: Record<string, unknown>][] = [
    ["speed", { speed: 1, fail_rate: 0.5 }],
    ["fail_rate", { fail_rate: 1.01 }],
    ["reject_rate", { reject_rate: -0.1 }],
    ["expire_rate", { expire_rate: "0.1" }],
    ["error_rate", { error_rate: null }],
    ["accept_then_drop_rate", { accept_then_drop_rate: 2 }],
    ["receipts_before_answer", { receipts_before_answer: true }],
    ["reply_rate", { reply_rate: 5 }],
    ["reply_texts", { reply_texts: [] }],
    ["reply_texts[0]", { reply_texts: [""] }],
    ["receipt_delay_ms", { receipt_delay_ms: [200, 100] }],
    ["receipt_delay_ms[0]", { receipt_delay_ms: [-1, 100] }],
    ["template_delay_ms", { template_delay_ms: 100 }],
    ["repeat_receipts", { repeat_receipts: 1.5 }],
    ["shuffle_receipts", { shuffle_receipts: 1 }],
    ["rate_per_s", { rate_per_s: 0 }],
    ["template_reject.nokia", { template_reject: { nokia: "x" } }],
    ["open_rate", { open_rate: 1.1 }],
    ["open_delay_ms", { open_delay_ms: 5 }],
    ["open_without_pass_rate", { open_without_pass_rate: "all" }],
    ["idempotent", { idempotent: "no" }],
    ["seed", { seed: -1 }],
  ];
  for (const [where, changes] of cases) {
    const answer = await sandbox.ask("PUT", "/control", changes);
    assert.equal(answer.status, 400, where);
    assert.equal(answer.body.error.issues[0].where, where);
  }
  const several = await sandbox.ask("PUT", "/control", { fail_rate: 9, speed: 1, size: 2 });
  const places = several.body.error.issues.map((issue: { where: string }) => issue.where);
  assert.deepEqual(places.sort(), ["fail_rate", "size", "speed"]);
  assert.deepEqual((await sandbox.ask("GET", "/control")).body, before);
});

test("ledger, stats and control answer without a key", async (t) => {
  const sandbox = await Sandbox.start(t);
  for (const path of ["/ledger", "/stats", "/control"]) {
    const answer = await sandbox.ask("GET", path, undefined, { authorization: "" });
    assert.equal(answer.status, 200, path);
  }
  assert.equal((await sandbox.ask("PUT", "/control", {}, { authorization: "" })).status, 200);
});

test("rates make so many fail, expire, be rejected and reply; the same seed decides the same", async (t) => {
  const mixed = {
    fail_rate: 0.2,
    expire_rate: 0.1,
    reject_rate: 0.3,
    reply_rate: 0.5,
    reply_texts: ["R", "T"],
  };
  const fates: string[][] = [];
  for (const seed of [7, 7, "another"]) {
    const sandbox = await Sandbox.start(t, { ...mixed, seed });
    const receiver = await Receiver.open(t);
    const { body } = await sandbox.send(receiver.url, many("m", 1_000));
    const rejected = count(body.results, "status", "rejected");
    await until(async () => (await sandbox.stats()).receipts_acknowledged === 1_000 - rejected);
    const receipts = receiver.items("receipts");
    const delivered = count(receipts, "status", "delivered");
    await until(async () => {
      const { replies_sent, replies_acknowledged } = await sandbox.stats();
      return replies_acknowledged === replies_sent && receiver.items("replies").length > delivered * 0.4;
    });
    const near = (share: number, of: number, seen: number) =>
      assert.ok(Math.abs(seen - share * of) < 4 * Math.sqrt(share * (1 - share) * of), `${seen} of ${of}`);
    near(0.3, 1_000, rejected);
    near(0.2, receipts.length, count(receipts, "status", "failed"));
    near(0.1, receipts.length, count(receipts, "status", "expired"));
    const found = await sandbox.query(...Object.keys(many("m", 1_000)));
    fates.push(found.map(({ reference, status, code }) => `${reference} ${status} ${code}`));
  }
  assert.deepEqual(fates[0], fates[1]);
  assert.notDeepEqual(fates[0], fates[2]);
});

test("receipt_delay_ms keeps a message accepted until its receipt is due", async (t) => {
  const sandbox = await Sandbox.start(t, { receipt_delay_ms: [3_600_000, 3_600_000] });
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { alice: ALICE });
  await sandbox.control({ receipt_delay_ms: [0, 0] });
  await sandbox.send(receiver.url, { bob: ALICE });
  await until(() => receiver.receipts("bob").length > 0);
  assert.equal(receiver.receipts("alice").length, 0);
  assert.equal((await sandbox.query("alice"))[0]?.status, "accepted");
});

test("error_rate answers 503 before anything is taken", async (t) => {
  const sandbox = await Sandbox.start(t, { error_rate: 1 });
  const { url } = await Receiver.open(t);
  assert.equal((await sandbox.send(url, { alice: ALICE })).status, 503);
  assert.equal((await sandbox.query("alice"))[0]?.status, "unknown");
  await sandbox.control({ error_rate: 0.5 });
  await until(async () => (await sandbox.send(url, { alice: ALICE })).status === 202);
  assert.equal((await sandbox.ledger()).length, 1, "a retry is a new draw and comes through");
});

test("accept_then_drop_rate takes the batch and closes the connection; a repeat is answered", async (t) => {
  const sandbox = await Sandbox.start(t, { accept_then_drop_rate: 1 });
  const receiver = await Receiver.open(t);
  await assert.rejects(sandbox.send(receiver.url, many("m", 3)));
  assert.equal((await sandbox.ledger()).length, 3);
  assert.ok((await sandbox.query("m-1", "m-2", "m-3")).every(({ status }) => status !== "unknown"));
  const again = await sandbox.send(receiver.url, many("m", 3));
  assert.equal(again.status, 202);
  await until(() => receiver.items("receipts").length === 3);
  assert.equal((await sandbox.ledger()).length, 3);
});

test("rate_per_s answers 429 with Retry-After and takes nothing; a larger batch goes when the bucket is full", async (t) => {
  const sandbox = await Sandbox.start(t, { rate_per_s: 1 });
  const { url } = await Receiver.open(t);
  assert.equal((await sandbox.send(url, many("large", 600))).status, 202);
  const refused = await sandbox.send(url, { alice: ALICE });
  assert.equal(refused.status, 429);
  const seconds = Number(refused.headers.get("retry-after"));
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 600, `Retry-After: ${seconds}`);
  assert.equal((await sandbox.query("alice"))[0]?.status, "unknown");
  await sandbox.control({ rate_per_s: 5 });
  assert.equal((await sandbox.send(url, many("five", 5))).status, 202);
  await until(async () => (await sandbox.send(url, { alice: ALICE })).status === 202);
  await sandbox.control({ rate_per_s: null });
  assert.equal((await sandbox.send(url, many("free", 1_000))).status, 202);
});

test("the ledger has one line for each message sent on, after any cursor, and none for a rejected one", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  for (const name of ["a", "b", "c"]) await sandbox.send(url, { [`${name}-no`]: "12", ...many(name, 700) });
  const all = await sandbox.ledger();
  assert.equal(all.length, 2_100);
  assert.deepEqual(Object.keys(all[0] ?? {}), ["cursor", "reference", "to", "carrier_id", "at", "repeat"]);
  const cursors = all.map((line) => Number(line.cursor));
  assert.deepEqual(
    cursors,
    [...new Set(cursors)].sort((a, b) => a - b),
    "cursors grow",
  );
  for (const at of [0, 1, 511, 512, 513, 699, 700, 1_400, 2_099]) {
    assert.deepEqual(await sandbox.ledger(cursors[at]), all.slice(at + 1), `since the line ${at}`);
  }
  assert.deepEqual(await sandbox.ledger(0), all);
  assert.deepEqual(await sandbox.ledger(1e12), []);
  const type = (await sandbox.ask("GET", "/ledger")).headers.get("content-type");
  assert.match(String(type), /application\/x-ndjson/);
  assert.equal((await sandbox.ask("GET", "/ledger?since=-1")).body.error.issues[0].where, "since");
});
