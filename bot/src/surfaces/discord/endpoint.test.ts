import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import type { APIInteraction } from "discord-api-types/v10";
import { interactionsRoute } from "./endpoint.ts";

const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
const taken: APIInteraction[] = [];
const route = interactionsRoute(publicKey, (interaction, answer) => {
  taken.push(interaction);
  void answer({ type: 6 });
});
const server = createServer(async (request, response) => {
  const rawBody = Buffer.concat(await Array.fromAsync(request));
  void route(Object.assign(request, { rawBody }), response);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
after(() => server.close());

async function post(body: string, change: { signature?: string; timestamp?: string; signed?: string } = {}) {
  const timestamp = change.timestamp ?? String(Math.floor(Date.now() / 1_000));
  const signature = sign(null, Buffer.from(timestamp + (change.signed ?? body)), keys.privateKey).toString(
    "hex",
  );
  const headers = {
    "x-signature-timestamp": timestamp,
    "x-signature-ed25519": change.signature ?? signature,
  };
  return fetch(url, { method: "POST", body, headers });
}

test("Discord's ping is answered, so that it accepts the address", async () => {
  const answer = await post(JSON.stringify({ type: 1 }));
  assert.deepEqual([answer.status, await answer.json()], [200, { type: 1 }]);
});

test("a signed interaction is handled, and its first answer is the reply", async () => {
  const answer = await post(JSON.stringify({ type: 3, id: "1", data: {} }));
  assert.deepEqual([answer.status, await answer.json()], [200, { type: 6 }]);
  assert.equal(taken.length, 1);
});

test("a signature that is missing, made up, or of another body changes nothing", async () => {
  const body = JSON.stringify({ type: 3, id: "2", data: {} });
  for (const change of [
    { signature: "" },
    { signature: "00".repeat(64) },
    { signature: "zz" },
    { signed: "{}" },
  ]) {
    assert.equal((await post(body, change)).status, 401);
  }
  assert.equal(taken.length, 1);
});

test("a request that was signed more than five minutes ago, or for later, is refused: it may be a recording", async () => {
  const body = JSON.stringify({ type: 3, id: "3", data: {} });
  const now = Math.floor(Date.now() / 1_000);
  for (const timestamp of [now - 310, now + 310, now * 1_000, 0])
    assert.equal((await post(body, { timestamp: String(timestamp) })).status, 401, String(timestamp));
  for (const timestamp of ["", "yesterday", `${now} `, `-${now}`, "1e9", `${now}.5`])
    assert.equal((await post(body, { timestamp })).status, 401, timestamp);
  assert.equal(taken.length, 1);
  assert.equal((await post(body, { timestamp: String(now - 290) })).status, 200);
  assert.equal(taken.length, 2);
});

test("a signed body that is no interaction is refused with a reason", async () => {
  for (const body of ["", "{", "null", "7", "[]", "{}"]) assert.equal((await post(body)).status, 400, body);
  assert.equal(taken.length, 2);
});
