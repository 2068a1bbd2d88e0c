import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmThemselves, done, offered, orderOffer, yunshan } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { sessionOf, type TestDatabase, testDatabase } from "../test_database.ts";

/** PKG-1, §3 (操作保护): where the enterprise has switched it on, ordering asks for the password again. */
const db = await testDatabase();
const IN_CHAT = "slack:T1:UALICE";
await confirmThemselves(db, false);
await linkChat(db, "alice", IN_CHAT);

type Actor = ReturnType<TestDatabase["as"]>;
const set = (on: unknown, actor: Actor = db.as("alice")) =>
  actor
    .rpc("update_operation_protection", { input: { operation_protection: on } })
    .then(({ error }) => error?.code);
const isOn = async () => (await done(db.as("dan").rpc("whoami"))).enterprise.operation_protection;
const orders = async () => {
  const [row] =
    await db.sql`select count(*)::int as n from public.orders where enterprise_id = ${await yunshan(db)}`;
  return row?.n;
};
const order = async (actor: Actor) => (await orderOffer(actor, await offered(db))).error?.code;
/** The age of alice's session: at more than ten minutes her password was given too long ago. */
const signedInAgo = (age: string) =>
  db.sql`update auth.sessions set created_at = now() - ${age}::interval where id = ${sessionOf("alice")}`;

test("it is off by itself: an order asks for no password, in chat neither", async () => {
  await signedInAgo("1 hour");
  assert.equal(await isOn(), false);
  assert.equal(await order(db.as("alice")), undefined);
  assert.equal(await order(db.as("bot", IN_CHAT)), undefined);
});

test("while it is on an order needs a password just given, orders nothing without, and is out of reach in chat", async () => {
  await signedInAgo("1 hour");
  assert.equal(await set(true), undefined, "putting it on asks for none");
  assert.equal(await isOn(), true);
  const before = await orders();
  assert.equal(await order(db.as("alice")), "sudo_required");
  await signedInAgo("1 minute");
  assert.equal(await order(db.as("bot", IN_CHAT)), "sudo_required");
  assert.equal(await orders(), before);
  assert.equal(await order(db.as("alice")), undefined);
  assert.equal(await orders(), before + 1);
});

test("it is switched off with a password just given, by whoever manages members alone, and the log says so", async () => {
  await set(true);
  await signedInAgo("1 hour");
  assert.equal(await set(false), "sudo_required");
  assert.equal(await set(false, db.as("bot", IN_CHAT)), "sudo_required");
  assert.equal(await set(false, db.as("carol")), "forbidden");
  assert.equal(await set(true, db.as("carol")), "forbidden");
  for (const wrong of ["no", 0, null]) assert.equal(await set(wrong), "input_invalid");
  assert.equal(await isOn(), true);
  await signedInAgo("1 minute");
  assert.equal(await set(false), undefined);
  const [line] = await db.sql`select before, after from public.audit_log
    where resource = 'operation_protection' and verb = 'update' and outcome = 'granted' order by id desc limit 1`;
  assert.deepEqual(
    { ...line },
    { before: { operation_protection: true }, after: { operation_protection: false } },
  );
});

test("another enterprise keeps its own", async () => {
  await set(true);
  const [other] =
    await db.sql`select bool_or(operation_protection) as any from public.enterprises where id <> ${await yunshan(db)}`;
  assert.equal(other?.any, false);
  await signedInAgo("1 minute");
  await set(false);
});
