import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, many, Receiver, Sandbox } from "./testbed.ts";

const ALICE = "+8613800138000";
const BOB = "+8613900139000";

test("a thousand messages are taken, one more is 413 and takes nothing", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const tooMany = await sandbox.send(url, many("m", 1_001));
  assert.equal(tooMany.status, 413);
  assert.equal(tooMany.body.error.issues[0].where, "messages");
  assert.equal((await sandbox.stats()).taken, 0);
  const full = await sandbox.send(url, many("m", 1_000));
  assert.equal(full.status, 202);
  assert.equal(full.body.results.length, 1_000);
  const references = Array.from({ length: 1_001 }, (_, i) => `m-${i}`);
  assert.equal((await sandbox.ask("POST", "/v1/messages/query", { references })).status, 413);
  const huge = JSON.stringify({ text: "x".repeat(17 * 1024 * 1024) });
  assert.equal((await sandbox.ask("POST", "/v1/messages", huge)).status, 413);
});

test("a malformed batch is 400, says what is wrong and where, and takes nothing of it", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  const good = batch(url, { alice: ALICE, bob: BOB });
  const [alice, bob] = good.messages as Record<string, unknown>[];
  const cases: [where: string, body: unknown][] = [
    ["body", '{"channel": "1069'],
    ["body", "[]"],
    ["body", ""],
    ["channel", { ...good, channel: 106 }],
    ["signature", { ...good, signature: undefined }],
    ["kind", { ...good, kind: "fax" }],
    ["callback_url", { ...good, callback_url: "ftp://tidings.example/receipts" }],
    ["messages", { ...good, messages: [] }],
    ["messages", { ...good, messages: undefined }],
    ["messages[1].to", { ...good, messages: [alice, { ...bob, to: undefined }] }],
    ["messages[1].reference", { ...good, messages: [alice, { ...bob, reference: "" }] }],
    ["messages[0].reference", { ...good, messages: [{ ...alice, reference: 7 }, bob] }],
    ["messages[1].link", { ...good, messages: [alice, { ...bob, link: 7 }] }],
  ];
  for (const [where, body] of cases) {
    const answer = await sandbox.ask("POST", "/v1/messages", body);
    assert.equal(answer.status, 400, where);
    assert.equal(answer.body.error.code, "malformed");
    assert.equal(answer.body.error.issues[0].where, where);
    assert.match(answer.body.error.issues[0].what, /./);
    assert.ok(answer.body.error.message.startsWith(`${where}: `));
  }
  const key = { "idempotency-key": "x".repeat(256) };
  assert.equal(
    (await sandbox.send(url, { alice: ALICE }, key)).body.error.issues[0].where,
    "Idempotency-Key",
  );
  const latin = await fetch(`${sandbox.url}/v1/messages`, {
    method: "POST",
    headers: { authorization: "Bearer sandbox-channel-key" },
    body: Buffer.from(JSON.stringify(good).replace("云杉", "\xe9"), "latin1"),
  });
  assert.equal(latin.status, 400);
  assert.equal((await sandbox.stats()).taken, 0);
});

test("without the channel's key everything of the page is 401 and changes nothing", async (t) => {
  const sandbox = await Sandbox.start(t);
  const { url } = await Receiver.open(t);
  for (const authorization of ["", "Bearer wrong", "Bearer sandbox-channel-kez", "Basic c2FuZGJveA=="]) {
    const headers = { authorization };
    assert.equal((await sandbox.send(url, { alice: ALICE }, headers)).status, 401);
    assert.equal((await sandbox.ask("GET", "/v1/health", undefined, headers)).status, 401);
    assert.equal((await sandbox.ask("DELETE", "/v1/templates/x-t1", undefined, headers)).status, 401);
  }
  assert.equal((await sandbox.stats()).taken, 0);
  const health = await sandbox.ask("GET", "/v1/health");
  assert.deepEqual([health.status, health.body], [200, { ok: true }]);
});

test("unknown paths are 404 and wrong methods 405 with those that are allowed", async (t) => {
  const sandbox = await Sandbox.start(t);
  assert.equal((await sandbox.ask("GET", "/v1/nothing")).status, 404);
  const answer = await sandbox.ask("GET", "/v1/messages");
  assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "POST"]);
});
