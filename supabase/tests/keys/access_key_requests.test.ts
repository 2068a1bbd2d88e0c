import assert from "node:assert/strict";
import { test } from "node:test";
import { carrierInput, granted, KOOMESSAGE } from "../carriers/carrier_fixtures.ts";
import { channelOf, done, draftSend, refusal, yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { layVoice, madeKey } from "./key_fixtures.ts";

/** API-1: the log of what was asked by a key, and what it sent goes to the sandbox again. */
const db = await testDatabase();
await layVoice(db);
const home = await yunshan(db);
const key = await madeKey(db, { name: "商城" });
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

async function logged(
  body: string | null,
  about: string | null = null,
  path = "/v1/aim/send-tasks",
): Promise<number> {
  await db.sql`select private.log_key_request(${key.id}, ${TRACE}, 'POST', ${path}, ${about ? 200 : 422},
    ${about ? null : "input_invalid"}, 12, '203.0.113.7', ${body}, ${about}::uuid)`;
  const [row] = await db.sql`select max(id) as id from public.access_key_requests`;
  return Number(row?.id);
}
const cardOfCall = async (id: number) =>
  (await db.as("alice").rows(`select * from public.access_key_request_cards where id = ${id}`))[0];

test("a call stands in the log, masked by the law too, for whoever lists keys of the enterprise", async () => {
  const id = await logged('{"to": "13800138000", "n": 13800138000}', null, "/v1/x?to=+8613800138000");
  const card = await cardOfCall(id);
  assert.deepEqual(
    [card.access_key_name, card.outcome, card.code, card.request_id, card.address, card.body],
    ["商城", "refused", "input_invalid", TRACE, "203.0.113.7", null],
    "what is no JSON once it is masked is not kept",
  );
  assert.deepEqual([card.called, card.query], ["POST /v1/x", "to=+86138****8000"]);
  const masked = await cardOfCall(await logged('{"to": "13800138000"}'));
  assert.deepEqual(masked.body, { to: "138****8000" });
  for (const who of ["erin", "mallory"] as const)
    assert.deepEqual(await db.as(who).rows("select id from public.access_key_request_cards"), [], who);
});

test("it is kept for a week", async () => {
  await db.sql`update public.access_key_requests set at = now() - interval '8 days'`;
  const fresh = await logged(null);
  const [fixed] =
    await db.sql`select stale from private.retention_fixed where rel = 'public.access_key_requests'::regclass`;
  const left =
    await db.sql`select r.id from public.access_key_requests r where not (${db.sql.unsafe(fixed?.stale)})`;
  assert.deepEqual(
    left.map(({ id }) => Number(id)),
    [fresh],
  );
});

test("what a call sent is made again as a draft of whoever asks, through the sandbox", async () => {
  const sandbox = await channelOf(db, home);
  const { id: carrier } = await done(
    db.as("olga").rpc("create_carrier", { input: carrierInput({ name: "真实", ...KOOMESSAGE }) }),
  );
  const real = await granted(db, carrier, home, "真实通道");
  const send = await draftSend(db, { count: 2 });
  await db.sql`update public.sends set channel_id = ${real} where id = ${send}`;
  const call = await logged("{}", send);
  const again = () => db.as("alice").rpc("again_access_key_request", { access_key_request: call });
  const card = await done(again());
  const [made] = await db.sql`select s.channel_id, s.state, s.number_file_id = o.number_file_id as same
    from public.send_cards s join public.sends o on o.id = ${send} where s.id = ${card.again_id}`;
  assert.deepEqual([made?.channel_id, made?.state, made?.same], [sandbox, "draft", true]);
  assert.match(card.again_name, /^沙箱：/);
  await db.sql`update public.channels set state = 'revoked' where id = ${sandbox}`;
  assert.equal(await refusal(again()), "test_channel_missing");
  await db.sql`update public.channels set state = 'active' where id = ${sandbox}`;
  await db.sql`update public.sends set messages_gone_at = now() where id = ${send}`;
  assert.equal(await refusal(again()), "numbers_gone");
  const nothing = await logged("{}");
  assert.equal(
    await refusal(db.as("alice").rpc("again_access_key_request", { access_key_request: nothing })),
    "wrong_state",
  );
  const as = (person: "dan" | "mallory") =>
    db.as(person).rpc("again_access_key_request", { access_key_request: call });
  assert.equal(await refusal(as("dan")), "forbidden", "who reads makes no sends");
  assert.equal(await refusal(as("mallory")), "not_found");
});
