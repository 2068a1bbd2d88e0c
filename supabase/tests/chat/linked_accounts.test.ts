import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { done, joins } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE, sessionOf, testDatabase } from "../test_database.ts";

/** BOT-2: a chat account outlives the session that linked it, so it takes a password, is told to the others, and ends with one act. */
const db = await testDatabase();
beforeEach(async () => {
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.chat_identities`;
});

interface Told {
  kind: string;
  chat_user: string;
  enterprise: string;
  details: Record<string, unknown>;
}
const told = async () =>
  ((await done(db.as("bot").rpc("claim_alert_posts", { most: 50 }))) as Told[])
    .filter(({ kind }) => kind.startsWith("chat_"))
    .map(({ kind, chat_user, details }) => [kind, chat_user, details.account, details.by ?? null])
    .sort();

test("a link code takes a password that was just given", async () => {
  await db.sql`update auth.sessions set created_at = now() - interval '3 hours' where id = ${sessionOf("carol")}`;
  const { error, status } = await db.as("carol").rpc("begin_link");
  assert.deepEqual([error?.code, status], ["sudo_required", 403]);
  assert.deepEqual([...(await db.sql`select 1 from private.link_codes where user_id = ${PEOPLE.carol}`)], []);
  await db.sql`update auth.sessions set created_at = now() where id = ${sessionOf("carol")}`;
  await linkChat(db, "carol", "slack:T1:UCAROL");
});

test("the accounts that were linked before are told of another one, and of one that is unlinked", async () => {
  await db.sql`update public.profiles set quiet_from = '00:00', quiet_until = '23:59', notices = '{}' where user_id = ${PEOPLE.bob}`;
  await linkChat(db, "bob", "slack:T1:UBOB");
  assert.deepEqual(await told(), [], "the first");
  await linkChat(db, "bob", "discord:-:77");
  assert.deepEqual(await told(), [["chat_linked", "slack:T1:UBOB", "discord:-:77", null]]);
  await linkChat(db, "bob", "slack:T2:UEVIL");
  assert.deepEqual(await told(), [
    ["chat_linked", "discord:-:77", "slack:T2:UEVIL", null],
    ["chat_linked", "slack:T1:UBOB", "slack:T2:UEVIL", null],
  ]);
  const evil = db.as("bot", "slack:T2:UEVIL");
  const [first] = await db.sql`select id from public.chat_identities where chat_user = 'UBOB'`;
  await done(evil.rpc("unlink_chat_identity", { identity: first?.id }));
  assert.deepEqual(await told(), [
    ["chat_unlinked", "discord:-:77", "slack:T1:UBOB", "Bob"],
    ["chat_unlinked", "slack:T2:UEVIL", "slack:T1:UBOB", "Bob"],
  ]);
});

test("whoever unlinks the account through which they ask is named to the others", async () => {
  await linkChat(db, "bob", "slack:T1:UBOB");
  await linkChat(db, "bob", "discord:-:77");
  await told();
  const [own] = await db.sql`select id from public.chat_identities where chat_user = 'UBOB'`;
  await done(db.as("bot", "slack:T1:UBOB").rpc("unlink_chat_identity", { identity: own?.id }));
  assert.deepEqual(await told(), [["chat_unlinked", "discord:-:77", "slack:T1:UBOB", "Bob"]]);
});

test("what ends all other sessions names the chat accounts that go on, and one act ends them all", async () => {
  await linkChat(db, "bob", "slack:T1:UBOB");
  await linkChat(db, "bob", "discord:-:77");
  await linkChat(db, "dan", "slack:T1:UDAN");
  const { accounts } = await done(db.as("bob").rpc("revoke_other_sessions"));
  assert.deepEqual(accounts, ["slack:T1:UBOB", "discord:-:77"]);
  assert.deepEqual(await done(db.as("bob").rpc("unlink_chat_identities")), { unlinked: 2 });
  for (const [account, whose] of [
    ["slack:T1:UBOB", null],
    ["discord:-:77", null],
    ["slack:T1:UDAN", PEOPLE.dan],
  ] as const)
    assert.equal((await done(db.as("bot", account).rpc("whoami"))).user_id, whose, account);
  const [line] =
    await db.sql`select before, after, actor from public.audit_log where verb = 'unlink_all' order by id desc limit 1`;
  assert.deepEqual(
    [line?.before, line?.after, line?.actor],
    [{ accounts: ["slack:T1:UBOB", "discord:-:77"] }, { accounts: [] }, PEOPLE.bob],
  );
  assert.deepEqual(await done(db.as("bob").rpc("unlink_chat_identities")), { unlinked: 0 });
  await done(db.as("bot", "slack:T1:UDAN").rpc("unlink_chat_identities"));
  assert.equal((await done(db.as("bot", "slack:T1:UDAN").rpc("whoami"))).user_id, null, "in chat too");
});

test("whoever is no active member is told nothing, since nothing is done there with their accounts", async () => {
  await joins(db, "frank", ["Readers"]);
  await linkChat(db, "frank", "slack:T1:UFRANK");
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.frank}`;
  await linkChat(db, "frank", "discord:-:78");
  assert.deepEqual(await told(), []);
});
