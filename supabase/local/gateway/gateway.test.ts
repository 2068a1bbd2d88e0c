import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isTooDeep } from "./inputs.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
before(async () => {
  stand = await openStand();
});
after(() => stand.close());

test("a policy sees who speaks in chat on a plain read, not only in a verb", async () => {
  const alice = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  const mallory = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U2" });
  assert.deepEqual((await alice.from("notes").select("id, body").eq("id", 1)).data, [
    { id: 1, body: "hello" },
  ]);
  assert.deepEqual((await mallory.from("notes").select("id, body")).data, []);
});

test("a grant that no migration gave is not given by the server either", async () => {
  const alice = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  assert.equal((await alice.from("notes").select("secret")).error?.code, "42501");
  const [row] = await stand.sql`select has_table_privilege('authenticated', 'public.notes', 'insert') as may`;
  assert.equal(row?.may, false);
  assert.equal((await stand.client().from("notes").select("id")).error?.code, "42501");
});

test("a text that looks like a number with a plus is found as the text it is", async () => {
  const alice = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  assert.deepEqual((await alice.from("notes").select("id").eq("body", "+8613800138000")).data, [{ id: 2 }]);
  assert.deepEqual((await alice.from("notes").select("id").neq("body", "+8613800138000")).data, [{ id: 1 }]);
});

test("a refusal keeps its code, its details and its HTTP status", async () => {
  const { error, status } = await stand.client().rpc("refuse_me");
  assert.equal(status, 409);
  assert.deepEqual(
    { code: error?.code, message: error?.message, details: error?.details, hint: error?.hint },
    { code: "template_move", message: "No.", details: '{"a":1}', hint: "Wait." },
  );
});

test("a body that is nested too deep is refused as malformed JSON is, and brackets in a text are none", async () => {
  const nested = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const call = (body: string) =>
    fetch(`${stand.url}/rest/v1/rpc/refuse_me`, {
      method: "POST",
      headers: { apikey: stand.key, "content-type": "application/json" },
      body,
    });
  const answer = await call(`{"input": ${nested}}`);
  assert.deepEqual([answer.status, (await answer.json()).code], [400, "PGRST102"]);
  assert.equal(isTooDeep(JSON.stringify({ text: `\\"${"[".repeat(5000)}` })), false);
  assert.equal((await call("{}")).status, 409);
});

test("an argument of another kind than the function takes is refused, not a failure of the server", async () => {
  const alice = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  for (const many of [7, { a: 1 }, true]) {
    const { error, status } = await alice.rpc("takes_many", { many });
    assert.ok(error && status >= 400 && status < 500, `${JSON.stringify(many)}: ${status}`);
  }
});

test("a request without a key is turned away", async () => {
  assert.equal((await fetch(`${stand.url}/rest/v1/notes`)).status, 401);
});

test("a browser may send our own headers", async () => {
  const asked = await fetch(`${stand.url}/rest/v1/rpc/whoami`, {
    method: "OPTIONS",
    headers: { origin: "http://127.0.0.1:1", "access-control-request-headers": "x-tidings-source,apikey" },
  });
  assert.equal(asked.headers.get("access-control-allow-headers"), "x-tidings-source,apikey");
  assert.equal(asked.headers.get("access-control-allow-origin"), "*");
});

test("a function gets the whole request under its own name, and short links reach it by /l/", async () => {
  const answer = await fetch(`${stand.url}/functions/v1/echo/deep?x=1`, {
    method: "POST",
    body: "body",
    headers: { "x-tidings-source": "api" },
  });
  assert.equal(answer.status, 418);
  assert.equal(answer.headers.get("x-path"), "/echo/deep?x=1");
  assert.equal(answer.headers.get("x-saw"), "api");
  assert.equal(await answer.text(), "body");
  assert.equal((await fetch(`${stand.url}/l/abc`)).headers.get("x-path"), "/link/abc");
  for (const name of ["none", "constructor", "__proto__"])
    assert.equal((await fetch(`${stand.url}/functions/v1/${name}`)).status, 404, name);
});

test("health names what is not ready", async () => {
  const answer = await fetch(`${stand.url}/healthz`);
  assert.equal(answer.status, 503);
  assert.deepEqual(await answer.json(), { ok: false, waiting: { bot: "does not answer" } });
});
