import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { test } from "node:test";
import { buttonsOf, done, invited, joins, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { invitationsOf } from "./people_fixtures.ts";

/** IAM-5: tokens of invitations: whom they make a member, and whom they tell nothing. */
const db = await testDatabase();

const { invite, accept, leave, stateOf, groupsOf } = invitationsOf(db);
const alice = () => db.as("alice");

/** The tables in which this text stands, whatever the column. */
async function holding(text: string): Promise<string[]> {
  const tables = await db.sql`select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'auth'::regnamespace)`;
  const found = [];
  for (const { name } of tables) {
    const [row] = await db.sql.unsafe(
      `select count(*)::int as n from ${name} t where strpos(t::text, $1) > 0`,
      [text],
    );
    if (row?.n > 0) found.push(name);
  }
  return found;
}

test("who accepts is a member of the groups, works there if nowhere else, and it is written down on both sides", async () => {
  const { token, ...card } = await done(invite(" Erin@NOWHERE.test ", ["Readers", "Reviewers"]));
  assert.deepEqual(
    [card.email, card.state, card.groups, card.invited_by],
    ["erin@nowhere.test", "open", ["Readers", "Reviewers"], "Alice"],
  );
  assert.equal(Date.parse(card.expires_at) - Date.parse(card.created_at), 7 * 86_400_000);
  const me = await done(accept("erin", token));
  assert.deepEqual([me.joined.name, me.enterprise.name], ["云杉商城", "云杉商城"]);
  assert.ok(me.permissions.includes("KooMessage:template:review"));
  const lines =
    await db.sql`select verb, actor_name, enterprise_id, resource_id, before, after from public.audit_log
    where resource = 'invitation' and resource_id = ${card.id} order by id`;
  assert.deepEqual(
    lines.map((line) => [line.verb, line.actor_name, line.enterprise_id, line.after.state]),
    [
      ["create", "Alice", await yunshan(db), "open"],
      ["accept", "Erin", await yunshan(db), "accepted"],
    ],
  );
  assert.deepEqual(lines[1]?.after.member.groups, ["Readers", "Reviewers"]);
});

test("the token has 256 bits, is answered once, and stands in no table", async () => {
  const input = { email: "heidi@nowhere.test", groups: ["Readers"] };
  const request = randomUUID();
  const first = await done(alice().rpc("create_invitation", { input, request }));
  assert.match(first.token, /^[\w-]{43}$/);
  const again = await done(alice().rpc("create_invitation", { input, request }));
  const { token, ...card } = first;
  assert.deepEqual(again, card);
  assert.deepEqual(await holding(token), []);
  await refused(db, () => accept("frank", token), "invitation_unknown", 404);
  assert.deepEqual(await holding(token), []);
  await assert.rejects(alice().rows("select * from private.invitation_tokens"), { code: "42501" });
});

test("a token opens for the invited address alone, and to others it is as one that nobody made", async () => {
  const { token } = await invited(db, "frank", ["Readers"]);
  const strangers = await refused(db, () => accept("mallory", token), "invitation_unknown", 404);
  const made = randomBytes(32).toString("base64url");
  assert.deepEqual(await refused(db, () => accept("mallory", made), "invitation_unknown", 404), strangers);
  assert.deepEqual(
    strangers,
    { email: "mallory@other.test" },
    "her own, so that she sees which account she uses",
  );
  for (const wrong of ["", " ", `${token}x`, token.slice(1), token.toLowerCase()])
    assert.equal((await accept("frank", wrong)).error?.code, "invitation_unknown", wrong);
  assert.equal((await accept("frank", null)).error?.code, "input_invalid");
  assert.equal((await accept("frank", "x".repeat(101))).error?.code, "input_invalid");
  assert.equal((await done(accept("frank", ` ${token} `))).joined.name, "云杉商城");
  const over = await refused(db, () => accept("frank", token), "invitation_over", 410);
  assert.equal(over.state, "accepted");
  assert.deepEqual(await refused(db, () => accept("mallory", token), "invitation_unknown", 404), strangers);
  await leave("frank");
});

test("whoever has registered an address without confirming it accepts nothing, and learns nothing of a token", async () => {
  const { token } = await invited(db, "frank", ["Owners"]);
  const confirm = (at: Date | null) =>
    db.sql`update auth.users set email_confirmed_at = ${at} where id = ${PEOPLE.frank}`;
  await confirm(null);
  for (const one of [token, "x"]) await refused(db, () => accept("frank", one), "address_unconfirmed", 403);
  await confirm(new Date());
  // Another alphabet's letter, which most rules lower to the same one.
  await db.sql`update auth.users set email = ${"fran\u212a@nowhere.test"} where id = ${PEOPLE.frank}`;
  assert.equal((await accept("frank", token)).error?.code, "invitation_unknown");
  await db.sql`update auth.users set email = 'Frank@Nowhere.Test' where id = ${PEOPLE.frank}`;
  assert.equal((await accept("frank", token)).error, null, "letters may be large");
  await leave("frank");
});

test("a revoked and an expired invitation open nothing, and the list says which they are", async () => {
  const first = await invited(db, "frank", ["Readers"]);
  await done(alice().rpc("revoke_invitation", { invitation: first.id }));
  assert.equal(
    (await refused(db, () => accept("frank", first.token), "invitation_over", 410)).state,
    "revoked",
  );
  const second = await invited(db, "frank", ["Readers"]);
  await db.sql`update public.invitations set expires_at = now() where id = ${second.id}`;
  assert.equal(
    (await refused(db, () => accept("frank", second.token), "invitation_over", 410)).state,
    "expired",
  );
  assert.deepEqual([await stateOf(first.id), await stateOf(second.id)], ["revoked", "expired"]);
  for (const invitation of [first.id, second.id]) {
    await refused(db, () => alice().rpc("revoke_invitation", { invitation }), "wrong_state", 409);
    assert.deepEqual(await buttonsOf(alice(), "invitation", invitation), []);
  }
});

test("an invitation is worth what its maker may do: it ends with the maker's right, and with the maker", async () => {
  const franks = await joins(db, "frank", ["Owners"]);
  const { token } = await invited(db, { email: "erin@elsewhere.test" }, ["Owners"], "frank");
  const other = await invited(db, { email: "judy@nowhere.test" }, ["Owners"], "frank");
  await leave("erin");
  await db.sql`update auth.users set email = 'erin@elsewhere.test' where id = ${PEOPLE.erin}`;
  const [owners] =
    await db.sql`select id from public.groups where name = 'Owners' and enterprise_id = ${await yunshan(db)}`;
  await db.sql`delete from public.group_members where member_id = ${franks} and group_id = ${owners?.id}`;
  assert.equal((await refused(db, () => accept("erin", token), "invitation_over", 410)).state, "revoked");
  await db.sql`insert into public.group_members (group_id, member_id, enterprise_id) values (${owners?.id}, ${franks}, ${await yunshan(db)})`;
  await done(alice().rpc("disable_member", { member: franks }));
  assert.equal(await stateOf(other.id), "revoked");
  assert.equal((await accept("erin", token)).error?.code, "invitation_over");
  await db.sql`update auth.users set email = 'erin@nowhere.test' where id = ${PEOPLE.erin}`;
  await leave("frank");
});

test("a group that is gone by then gives nothing", async () => {
  const { id } = await done(
    alice().rpc("create_group", { input: { name: "短命", policies: [], members: [] } }),
  );
  const { token } = await invited(db, "frank", ["短命", "Readers"]);
  await done(alice().rpc("delete_group", { user_group: id }));
  await done(accept("frank", token));
  assert.deepEqual(await groupsOf("frank"), ["Readers"]);
  await leave("frank");
});

test("whoever has the token reads who invites whom into what, signed in or not; without it nobody learns anything", async () => {
  const { token } = await done(invite("erin@nowhere.test", ["Readers"]));
  const look = (person: Person | "bot" | null, given: unknown = token) =>
    (person === null ? db.nobody : db.as(person)).rpc("invitation_for", { token: given });
  const seen = await done(look("erin"));
  assert.deepEqual(
    [seen.state, seen.email, seen.enterprise, seen.invited_by, seen.groups, Object.keys(seen).length],
    ["open", "erin@nowhere.test", "云杉商城", "Alice", ["Readers"], 7],
  );
  assert.equal(seen.yours, true);
  // Before one is in, and with another account: the same, and that it is not theirs.
  for (const other of [null, "mallory", "alice"] as const)
    assert.deepEqual(await done(look(other)), { ...seen, yours: false }, String(other));
  assert.equal(await done(look("bot")), null, "others read what is typed in a chat");
  for (const person of ["erin", null] as const)
    for (const given of ["", "x", token.slice(1), randomBytes(32).toString("base64url"), null])
      assert.equal(await done(look(person, given)), null);
  await db.sql`update auth.users set email_confirmed_at = null where id = ${PEOPLE.erin}`;
  assert.equal((await done(look("erin"))).yours, false, "an address that is not confirmed proves nothing");
  await db.sql`update auth.users set email_confirmed_at = now() where id = ${PEOPLE.erin}`;
  await done(accept("erin", token));
  assert.deepEqual(await done(look("erin")), { state: "accepted", yours: true }, "it is over at once");
  for (const other of [null, "mallory"] as const)
    assert.deepEqual(await done(look(other)), { state: "accepted", yours: false }, "and names nobody then");
});

test("a new account has the language it signed up in; one that is not ours leaves it without, and every surface speaks its own", async () => {
  for (const [said, taken] of [
    ["zh-CN", "zh-CN"],
    ["en", "en"],
    ["fr", null],
  ]) {
    const person = randomUUID();
    await db.sql`insert into auth.users (instance_id, id, aud, role, email, raw_user_meta_data)
      values ('00000000-0000-0000-0000-000000000000', ${person}, 'authenticated', 'authenticated', ${`${said}@nowhere.test`}, ${JSON.stringify({ name: "New", locale: said })}::text::jsonb)`;
    const [profile] = await db.sql`select locale from public.profiles where user_id = ${person}`;
    assert.equal(profile?.locale, taken);
  }
});
