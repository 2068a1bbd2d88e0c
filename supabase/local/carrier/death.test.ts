import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { batch, KEY, many, Receiver, Sandbox, SECRET, until } from "./testbed.ts";

const ALICE = "+8613800138000";

test("a kill between the taking and the answer forgets nothing and sends nothing twice", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  // The early receipt of …008 tells the moment: the batch is taken, its answer is not given.
  receiver.answering = async () => {
    await sandbox.kill();
    return 500;
  };
  const numbers = { eight: "+8613800000008", ...many("m", 999) };
  await assert.rejects(sandbox.send(receiver.url, numbers, { "idempotency-key": "batch-1" }));
  receiver.answering = () => 204;
  await sandbox.again();
  const found = await sandbox.query(...Object.keys(numbers));
  assert.ok(
    found.every(({ status }) => status !== "unknown"),
    "what was taken is known",
  );
  const repeated = await sandbox.send(receiver.url, numbers, { "idempotency-key": "batch-1" });
  assert.equal(repeated.status, 202);
  const lines = await sandbox.ledger();
  assert.equal(lines.length, 1_000);
  assert.equal(new Set(lines.map((line) => line.reference)).size, 1_000);
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 1_000);
});

test("receipts that a death left undelivered are sent after it, a call under way with the id it had", async (t) => {
  const sandbox = await Sandbox.start(t, { reply_rate: 1 });
  const receiver = await Receiver.open(t);
  receiver.answering = () => "never";
  await sandbox.send(receiver.url, many("m", 100));
  const early = await until(() => receiver.calls.find((call) => call.type === "receipts"));
  await sandbox.control({ receipt_delay_ms: [3_000, 3_000] });
  await sandbox.send(receiver.url, many("later", 100));
  await sandbox.kill();
  receiver.calls.length = 0;
  receiver.answering = () => 204;
  await sandbox.again();
  await until(async () => {
    const stats = await sandbox.stats();
    return stats.receipts_acknowledged === 200 && stats.replies_acknowledged === 200;
  });
  assert.deepEqual(receiver.calls.find((call) => call.id === early.id)?.items, early.items);
  assert.equal(receiver.items("receipts").length, 200);
  assert.equal(new Set(receiver.items("replies").map((item) => item.id)).size, 200);
});

test("acknowledged receipts are not sent again after a death, and repeats go on where they were", async (t) => {
  const sandbox = await Sandbox.start(t, { repeat_receipts: 20 });
  const receiver = await Receiver.open(t);
  await sandbox.send(receiver.url, { alice: ALICE });
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 3);
  await sandbox.kill();
  const before = await until(() => receiver.receipts("alice").length);
  await sandbox.again();
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 21);
  const ids = new Set(receiver.calls.map((call) => call.id));
  assert.equal(ids.size, 21);
  assert.ok(receiver.receipts("alice").length - before <= 21 - 3, "what was acknowledged stays so");
});

test("through kills at any instant every message is sent exactly once and gets its receipt", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  const batches = Array.from({ length: 60 }, (_, i) => many(`b${i}`, 50));
  const answered = new Map<string, string>();
  let rounds = 0;
  while (batches.length > 0) {
    const killing = rounds++ < 6 ? sleep(5 + Math.random() * 60).then(() => sandbox.kill()) : null;
    while (batches[0] !== undefined) {
      const answer = await sandbox.send(receiver.url, batches[0]).catch(() => null);
      if (answer === null) break;
      assert.equal(answer.status, 202);
      for (const { reference, carrier_id } of answer.body.results) answered.set(reference, carrier_id);
      batches.shift();
    }
    if (killing !== null) {
      await killing;
      await sandbox.again();
    }
  }
  const lines = await sandbox.ledger();
  assert.equal(lines.length, 3_000);
  assert.deepEqual(new Map(lines.map((line) => [line.reference, line.carrier_id])), answered);
  assert.ok(lines.every((line) => line.repeat === false));
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 3_000);
  assert.equal(new Set(receiver.items("receipts").map((item) => item.reference)).size, 3_000);
});

test("on a channel that is not idempotent, who asks before repeating sends nothing twice through a kill", async (t) => {
  const sandbox = await Sandbox.start(t, { idempotent: false, accept_then_drop_rate: 0.5 });
  const receiver = await Receiver.open(t);
  for (let i = 0; i < 6; i++) {
    const numbers = many(`b${i}`, 20);
    const killing = sleep(Math.random() * 10).then(() => sandbox.kill());
    await sandbox.send(receiver.url, numbers).catch(() => "in doubt");
    await killing;
    await sandbox.again();
    const found = await sandbox.query(...Object.keys(numbers));
    const unknown = found
      .filter(({ status }) => status === "unknown")
      .map(({ reference }) => String(reference));
    assert.ok(unknown.length === 0 || unknown.length === 20, "a batch is taken whole or not at all");
    if (unknown.length > 0) await sandbox.send(receiver.url, numbers).catch(() => "dropped, but taken");
  }
  const lines = await sandbox.ledger();
  assert.equal(lines.length, 120);
  assert.ok(lines.every((line) => line.repeat === false));
});

test("a line that a death cut short is dropped: its batch was never taken", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  await sandbox.send(url, { alice: ALICE });
  await sandbox.kill();
  const half = 'ad98e4a1 {"k":"batch","seq":2,"at":1,"channel":"1069","messages":[["bob","+8613900139000",0';
  await appendFile(join(sandbox.home, "carrier", "store.log"), half);
  await sandbox.again();
  assert.equal((await sandbox.query("bob"))[0]?.status, "unknown");
  await sandbox.send(url, { bob: "+8613900139000" });
  await sandbox.kill();
  await sandbox.again();
  assert.deepEqual(
    (await sandbox.ledger()).map((line) => line.reference),
    ["alice", "bob"],
  );
});

test("unknown holds: a request whose sender gave up while the carrier stood still is not taken afterwards", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const { hostname, port } = new URL(sandbox.url);
  await sandbox.query("warm up a connection");
  for (let i = 0; i < 20; i++) {
    const body = JSON.stringify(batch(url, { [`alice-${i}`]: ALICE, ...many(`m${i}`, 200) }));
    const head = `POST /v1/messages HTTP/1.1\r\nHost: carrier\r\nAuthorization: Bearer ${KEY}\r\n`;
    sandbox.child.kill("SIGSTOP");
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    await new Promise((written) =>
      socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, written),
    );
    socket.destroy();
    const asking = sandbox.query(`alice-${i}`);
    sandbox.child.kill("SIGCONT");
    const [found] = await asking;
    await sandbox.query("one more round");
    const sent = (await sandbox.ledger()).some((line) => line.reference === `alice-${i}`);
    assert.equal(sent, found?.status !== "unknown", "what was unknown stays unsent, what is known was sent");
  }
});

test("a request that breaks off before its end is not taken", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const { hostname, port } = new URL(sandbox.url);
  const body = JSON.stringify(batch(url, { alice: ALICE }));
  const socket = connect(Number(port), hostname);
  socket.write(`POST /v1/messages HTTP/1.1\r\nHost: carrier\r\nAuthorization: Bearer ${KEY}\r\n`);
  socket.write(`Content-Length: ${Buffer.byteLength(body) + 1}\r\n\r\n${body}`);
  await once(socket, "connect");
  socket.end();
  await once(socket.resume(), "close");
  assert.equal((await sandbox.query("alice"))[0]?.status, "unknown");
  assert.deepEqual(await sandbox.ledger(), []);
});

test("SIGTERM ends the process cleanly, with what is under way kept for the next start", async (t) => {
  const sandbox = await Sandbox.start(t);
  const receiver = await Receiver.open(t);
  receiver.answering = () => "never";
  await sandbox.send(receiver.url, { alice: ALICE });
  await until(() => receiver.calls.length > 0);
  // An early receipt keeps this hand-off from its answer; stopping must not wait for the receiver.
  const handing = sandbox.send(receiver.url, { eight: "+8613800000008" });
  await until(() => receiver.receipts("eight").length > 0);
  sandbox.child.kill("SIGTERM");
  const [code] = await once(sandbox.child, "exit");
  assert.equal(code, 0);
  assert.equal((await handing).status, 202);
  receiver.answering = () => 204;
  await sandbox.again();
  await until(async () => (await sandbox.stats()).receipts_acknowledged === 2);
});

test("a second carrier on the same port ends with the remedy, and the first one's store is not touched", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  await sandbox.send(url, { alice: ALICE });
  const env = {
    TIDINGS_HOME: sandbox.home,
    TIDINGS_CARRIER_PORT: new URL(sandbox.url).port,
    CARRIER_KEY: KEY,
    CARRIER_WEBHOOK_SECRET: SECRET,
  };
  const second = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], { env });
  const said = (await second.stderr.toArray()).join("");
  assert.match(said, /port \d+ is taken; .*TIDINGS_CARRIER_PORT/);
  assert.equal((await sandbox.send(url, { bob: "+8613900139000" })).status, 202);
  await sandbox.kill();
  await sandbox.again();
  assert.equal((await sandbox.ledger()).length, 2);
});
