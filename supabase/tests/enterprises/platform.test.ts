import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, done, idOf } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/** Platform admins run the deployment: they see counts of enterprises, and no row of them. */
const db = await testDatabase();

test("olga sees how much there is, and nobody else does", async () => {
  const { enterprises, members, sends } = await done(db.as("olga").rpc("platform_overview"));
  assert.deepEqual([enterprises, members, sends], [2, 5, {}]);
  for (const person of ["alice", "mallory", "erin", "bot"] as Person[]) {
    const { error, status } = await db.as(person).rpc("platform_overview");
    const wanted = person === "bot" ? "not_linked" : "platform_admin_only";
    assert.deepEqual([error?.code, status], [wanted, 403], person);
  }
  await assert.rejects(db.nobody.rpc("platform_overview"), { code: "42501" });
});

/** Kept by platform admins: the price list, and the orders that enterprises make of it. */
const THEIRS = [
  "offers",
  "offer_cards",
  "unit_prices",
  "unit_price_cards",
  "orders",
  "session_cards",
  "holidays",
  "number_prefixes",
  "number_prefix_cards",
  "signature_networks",
  "signature_network_cards",
  "carriers",
  "carrier_cards",
  "channels",
  "channel_cards",
  "tenant_cards",
  "holiday_cards",
  "public_templates",
  "public_template_cards",
  "banned_words",
  "banned_word_cards",
  "result_codes",
  "result_code_cards",
  "unknown_code_cards",
  "call_limit_cards",
  "restores",
  "restore_cards",
];

test("olga reads no row of any enterprise but its orders and channels, and whoami says what she is", async () => {
  const tables = await db.sql`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname not in ${db.sql(["profiles", ...THEIRS])}`;
  for (const { name } of tables) {
    const where = name === "policies" ? "where enterprise_id is not null" : "";
    assert.deepEqual(await db.as("olga").rows(`select 1 from public.${name} ${where}`), [], name);
  }
  const flags = async (person: Person) => (await done(db.as(person).rpc("whoami"))).platform_admin;
  assert.deepEqual(await Promise.all((["olga", "alice", "erin"] as const).map(flags)), [true, false, false]);
});

test("in chat nobody runs the deployment", async () => {
  await linkChat(db, "olga", "slack:T1:UOLGA");
  const inChat = db.as("bot", "slack:T1:UOLGA");
  const { user_id, platform_admin } = await done(inChat.rpc("whoami"));
  assert.deepEqual([user_id, platform_admin], [PEOPLE.olga, false]);
  assert.equal((await inChat.rpc("platform_overview")).error?.code, "platform_admin_only");
});

test("a verb that needs the platform is refused to owners, and a policy of everything does not give it", async () => {
  await db.sql`update private.transitions set needs = 'platform' where resource = 'profile' and verb = 'set_locale'`;
  const input = { locale: "en" };
  assert.equal((await db.as("alice").rpc("set_locale", { input })).error?.code, "platform_admin_only");
  assert.equal((await db.as("erin").rpc("set_locale", { input })).error?.code, "platform_admin_only");
  assert.equal(
    (await db.as("bot", "slack:T1:UOLGA").rpc("set_locale", { input })).error?.code,
    "platform_admin_only",
  );
  await done(db.as("olga").rpc("set_locale", { input }));
  const every = { Version: "1.1", Statement: [{ Effect: "Allow", Action: ["*", "platform", "*:*:*"] }] };
  await db.sql`update public.policies set document = ${db.sql.json(every)} where name = 'KooMessage FullAccess'`;
  assert.equal((await db.as("alice").rpc("set_locale", { input })).error?.code, "platform_admin_only");
  assert.equal(await done(db.as("alice").rpc("may", { action: "platform" })), false);
});

test("a button that needs the platform says so", async () => {
  await db.sql`update private.transitions set needs = 'platform' where resource = 'template' and verb = 'approve'`;
  const approve = await buttonOf(db.as("carol"), "template", await idOf(db, "templates", "会员日图文"));
  assert.deepEqual([approve.allowed, approve.code], [false, "platform_admin_only"]);
});
