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
const server = createServer((request, response) => void route(request, response)).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
after(() => server.close());

async function post(body: string, change: { signature?: string; timestamp?: string; signed?: string } = {}) {
  const timestamp = change.timestamp ?? "1764000000";
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
