import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { forgery } from "./webhooks.ts";

const SECRET = `whsec_${btoa("0123456789abcdef0123456789abcdef")}`;
const OTHER = `whsec_${btoa("ffffffffffffffffffffffffffffffff")}`;
const BODY = '{"type":"replies","text":"退订"}';
const NOW = 1_795_000_000;
const bytes = (text: string) => new TextEncoder().encode(text);

function headers(changes: Record<string, string> = {}, secret = SECRET): Headers {
  return new Headers({
    "webhook-id": "m1",
    "webhook-timestamp": String(NOW),
    "webhook-signature": new Webhook(secret).sign("m1", new Date(NOW * 1000), BODY),
    ...changes,
  });
}

Deno.test("a call signed by the reference library is genuine", async () => {
  assert.equal(await forgery(headers(), bytes(BODY), SECRET, NOW), null);
});

Deno.test("one fitting signature among several is enough, as when a secret is being changed", async () => {
  const old = headers({}, OTHER).get("webhook-signature");
  const both = `${old} v1a,xyz ${headers().get("webhook-signature")}`;
  assert.equal(await forgery(headers({ "webhook-signature": both }), bytes(BODY), SECRET, NOW), null);
});

Deno.test("five minutes off either way is still genuine, a second more is not", async () => {
  assert.equal(await forgery(headers(), bytes(BODY), SECRET, NOW + 300), null);
  assert.equal(await forgery(headers(), bytes(BODY), SECRET, NOW - 300), null);
  assert.match((await forgery(headers(), bytes(BODY), SECRET, NOW + 301)) ?? "", /5 minutes/);
  assert.match((await forgery(headers(), bytes(BODY), SECRET, NOW - 301)) ?? "", /5 minutes/);
});

Deno.test("another secret, body, id or time, a missing header or nonsense is forged", async () => {
  const forged: [Headers, string][] = [
    [headers({}, OTHER), BODY],
    [headers(), `${BODY} `],
    [headers({ "webhook-id": "m2" }), BODY],
    [headers({ "webhook-timestamp": String(NOW + 1) }), BODY],
    [headers({ "webhook-timestamp": "soon" }), BODY],
    [headers({ "webhook-timestamp": "" }), BODY],
    [headers({ "webhook-signature": "v1,???" }), BODY],
    [headers({ "webhook-signature": "v1," }), BODY],
    [headers({ "webhook-signature": (headers().get("webhook-signature") ?? "").slice(3) }), BODY],
  ];
  for (const [head, body] of forged) assert.notEqual(await forgery(head, bytes(body), SECRET, NOW), null);
  for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
    const head = headers();
    head.delete(name);
    assert.match((await forgery(head, bytes(BODY), SECRET, NOW)) ?? "", /missing/);
  }
});
