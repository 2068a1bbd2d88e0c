/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07) under a crowd: calls from many connections under few keys make as many things as there are
 * keys. TIDINGS_MOVES makes it longer: with 10000, a hundred keys from fifty connections.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { test } from "node:test";
import { programsOf } from "./programs.ts";
import { testStage } from "./stage.ts";

const CALLS = Number(process.env.TIDINGS_MOVES ?? 500);
const [KEYS, CONNECTIONS] = CALLS >= 10_000 ? [100, 50] : [10, 20];

const stage = await testStage({ volatile: true }, "api");
const { db } = stage;
const { ask, base } = await programsOf(stage);
// Limits of calls and of rows have tests of their own.
await db.sql`update private.limits set most = 1000000`;
await db.sql`update private.resources set most = 1000 where resource = 'sms_app'`;
const path = "/resources/sms-apps";
const keys = Array.from({ length: KEYS }, (_, at) => ({ key: randomUUID(), body: { name: `once_${at}` } }));

type Told = { status: number; body: { id?: string; code?: string } };

/** Calls over connections that stay, and no more of them than this. */
async function crowd(calls: readonly (typeof keys)[number][]): Promise<Told[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const who = await stage.headers("alice");
  const call = async ({ key, body }: (typeof keys)[number]): Promise<Told> => {
    const headers = { ...who, "content-type": "application/json", "idempotency-key": key };
    const asked = request(base + path, { method: "POST", agent, headers });
    asked.end(JSON.stringify(body));
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    return { status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) };
  };
  const told = await Promise.all(calls.map(call));
  agent.destroy();
  return told;
}

test(`${CALLS} calls under ${KEYS} keys from ${CONNECTIONS} connections make ${KEYS} things`, async () => {
  const calls = Array.from({ length: CALLS }, (_, at) => keys[at % KEYS] as (typeof keys)[number]);
  const told = await crowd(calls);
  const made = new Map<string, Set<string>>();
  for (const [at, { status, body }] of told.entries()) {
    const { key } = calls[at] as (typeof keys)[number];
    if (status === 201) made.set(key, (made.get(key) ?? new Set()).add(body.id ?? ""));
    else assert.deepEqual([status, body.code], [409, "request_running"], JSON.stringify(body));
  }
  assert.equal(made.size, KEYS, "each key has made something");
  for (const ids of made.values()) assert.equal(ids.size, 1, "all copies are told of one");
  const [row] = await db.sql`
    with a as (select id::text from public.sms_apps where name like 'once\\_%')
    select (select count(*)::int from a) as apps, (select count(*)::int from public.audit_log l
      where l.resource = 'sms_app' and l.verb = 'create' and l.outcome = 'granted'
        and l.resource_id::text in (select id from a)) as lines`;
  assert.deepEqual([row?.apps, row?.lines], [KEYS, KEYS]);
});

test("afterwards each key is answered with its own thing, and refused for another or by nobody else taken", async () => {
  const { key, body } = keys[0] as (typeof keys)[number];
  const headers = { "idempotency-key": key };
  const again = await ask("POST", path, "alice", { body, headers });
  assert.equal(again.status, 201);
  const other = await ask("POST", path, "alice", { body: { name: "once_other" }, headers });
  assert.deepEqual([other.status, other.body.code], [422, "idempotency_key_reused"]);
  // A key is its caller's: of somebody else it is a new one.
  const theirs = await ask("POST", path, "mallory", { body, headers });
  assert.ok(theirs.body.id !== again.body.id, JSON.stringify(theirs.body));
});
