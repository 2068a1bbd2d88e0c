import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, done, invited, memberOf, yunshan } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { invitationsOf } from "./people_fixtures.ts";

/** IAM-5: nobody becomes a member but by accepting an invitation. */
const db = await testDatabase();

const { invite, accept, leave, stateOf, groupsOf } = invitationsOf(db);
const alice = () => db.as("alice");

test("an invitation is answered the same whether there is an account of the address or not", async () => {
  const answers = [];
  // An account of nobody's enterprise, an owner elsewhere, the bot, and nobody.
  for (const email of ["frank@nowhere.test", "mallory@other.test", "bot@tidings.test", "none@nowhere.test"]) {
    const { data, error, status } = await invite(email);
    answers.push([Object.keys(data ?? {}).sort(), data?.state, data?.groups, error, status]);
    await done(alice().rpc("revoke_invitation", { invitation: data.id }));
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test("whom the inviter sees among the members is not invited; a disabled member stays as they are", async () => {
  const told = await refused(db, () => invite("DAN@demo.test"), "member_already", 409);
  assert.deepEqual(told, { email: "dan@demo.test" });
  const member = await memberOf(db, "dan");
  await done(alice().rpc("disable_member", { member }));
  await refused(db, () => invite("dan@demo.test"), "member_disabled", 409);
  await done(alice().rpc("enable_member", { member }));
});

test("an address is one that mail can go to, in ASCII and without anything that is not seen", async () => {
  const wrong = [
    ...["", " ", "frank", "@nowhere.test", "frank@", "frank@nowhere", "a b@nowhere.test", "a@b@nowhere.test"],
    ...["frank@nowhere..test", "frank@-nowhere.test", "frank\n@nowhere.test", "frank@nowhere.test\n<x@y.z>"],
    ...["fr\u202eank@nowhere.test", "fr\u200bank@nowhere.test", "fran\u212a@nowhere.test"],
    ...[
      "ｆrank@nowhere.test",
      "frank@例子.公司",
      `${"x".repeat(65)}@nowhere.test`,
      `a@${"x.".repeat(130)}test`,
    ],
  ];
  for (const email of wrong) {
    const { error, status } = await invite(email);
    assert.deepEqual([error?.code, status], ["input_invalid", 422], JSON.stringify(email));
    assert.deepEqual(JSON.parse(error?.details ?? ""), { field: "email" });
  }
  assert.equal((await invite(null)).error?.code, "input_invalid");
  assert.equal((await invite(`${"x".repeat(1_000_000)}@nowhere.test`)).error?.code, "input_too_large");
  for (const email of ["frank+1@nowhere.test", "o'hara@xn--fsqu00a.xn--55qx5d"])
    assert.equal((await done(invite(email))).email, email);
});

test("groups are the enterprise's own, at least one and at most twenty", async () => {
  assert.equal((await invite("g@nowhere.test", [])).error?.code, "input_invalid");
  assert.equal((await invite("g@nowhere.test", null)).error?.code, "input_invalid");
  const many = Array.from({ length: 21 }, () => "Readers");
  assert.equal((await invite("g@nowhere.test", many)).error?.code, "input_invalid");
  const crowd = Array.from({ length: 10_000 }, (_, index) => `g${index}`);
  assert.ok(
    ["input_invalid", "input_too_large"].includes((await invite("g@nowhere.test", crowd)).error?.code ?? ""),
  );
  await refused(db, () => invite("g@nowhere.test", ["Readers", "Nobody"]), "not_found", 404);
  assert.deepEqual((await done(invite("g@nowhere.test", many.slice(1)))).groups, ["Readers"]);
});

test("a newer invitation of an address takes the place of the older one", async () => {
  const first = await invited(db, "frank", ["Owners"]);
  const second = await invited(db, "frank", ["Readers"]);
  assert.deepEqual([await stateOf(first.id), await stateOf(second.id)], ["revoked", "open"]);
  assert.equal((await accept("frank", first.token)).error?.code, "invitation_over");
  await done(accept("frank", second.token));
  assert.deepEqual(await groupsOf("frank"), ["Readers"]);
  await leave("frank");
});

test("an enterprise has at most 300 open invitations; those that are over do not count", async () => {
  const home = await yunshan(db);
  await db.sql`insert into public.invitations (enterprise_id, email, group_ids, invited_by)
    select ${home}, 'n' || i || '@nowhere.test', '{}', ${PEOPLE.alice}
    from generate_series(1, 300 - (select count(*) from public.invitations where enterprise_id = ${home} and state = 'open' and expires_at > now())) as i`;
  const told = await refused(db, () => invite("more@nowhere.test"), "capacity_reached", 409);
  assert.deepEqual(told, { what: "invitations", max: 300 });
  assert.equal((await invite("n1@nowhere.test")).error, null, "in place of the older one");
  await db.sql`update public.invitations set expires_at = now() where email = 'n2@nowhere.test'`;
  assert.equal((await invite("more@nowhere.test")).error, null);
  await db.sql`update public.invitations set expires_at = now() where enterprise_id = ${home}`;
});

test("an invitation is nobody's but its enterprise's, and one person may be invited by two", async () => {
  const ours = await invited(db, "frank", ["Readers"]);
  const theirs = await invited(db, "frank", ["Readers"], "mallory");
  assert.equal(await stateOf(ours.id), "open", "mallory's took the place of none of alice's");
  const revoke = { invitation: ours.id };
  await refused(db, () => db.as("mallory").rpc("revoke_invitation", revoke), "not_found", 404);
  for (const table of ["invitations", "invitation_cards"]) {
    const seen = await db.as("mallory").rows(`select id from public.${table}`);
    assert.deepEqual(seen, [{ id: theirs.id }], table);
  }
  await refused(db, () => db.as("dan").rpc("revoke_invitation", revoke), "forbidden", 403);
  await done(accept("frank", theirs.token));
  const me = await done(accept("frank", ours.token));
  assert.deepEqual([me.joined.name, me.enterprise.name, me.enterprises.length], ["云杉商城", "Other Ltd", 2]);
  await leave("frank");
});

test("whoever made an invitation has it mailed three times at most; to anybody else there is none", async () => {
  const { id, token } = await invited(db, "frank", ["Readers", "Operators"]);
  const toMail = async (person: Person, of = token) => {
    const [row] = await db.sql`select private.invitation_to_mail(${PEOPLE[person]}, ${of}) as answer`;
    return row?.answer.refusal?.code ?? row?.answer;
  };
  for (const other of ["bob", "frank", "mallory"] as const) assert.equal(await toMail(other), "not_found");
  assert.equal(await toMail("alice", `${token}x`), "not_found");
  const told = await toMail("alice");
  assert.deepEqual(
    [told.email, told.enterprise, told.time_zone, told.invited_by, told.groups],
    ["frank@nowhere.test", "云杉商城", "Asia/Shanghai", "Alice", ["Operators", "Readers"]],
  );
  await db.sql`update public.members set state = 'disabled' where id = ${await memberOf(db, "alice")}`;
  assert.equal(await toMail("alice"), "invitation_over");
  await db.sql`update public.members set state = 'active' where id = ${await memberOf(db, "alice")}`;
  assert.equal((await toMail("alice")).email, "frank@nowhere.test");
  assert.equal((await toMail("alice")).email, "frank@nowhere.test");
  assert.equal(await toMail("alice"), "mail_tried");
  await done(alice().rpc("revoke_invitation", { invitation: id }));
  assert.equal(await toMail("alice"), "invitation_over");
});

test("in chat nobody invites, revokes or accepts", async () => {
  await linkChat(db, "alice", ALICE_IN_CHAT);
  const chat = db.as("bot", ALICE_IN_CHAT);
  const { id, token } = await invited(db, { email: "alice@demo.test" }, ["Owners"], "mallory");
  const input = { email: "ivan@nowhere.test", groups: ["Readers"] };
  await refused(db, () => chat.rpc("create_invitation", { input }), "sudo_required", 403);
  await refused(db, () => chat.rpc("accept_invitation", { input: { token } }), "not_in_chat", 403);
  await done(db.as("mallory").rpc("revoke_invitation", { invitation: id }));
  const ours = await done(invite("ivan@nowhere.test"));
  const revoke = { invitation: ours.id };
  await refused(db, () => chat.rpc("revoke_invitation", revoke), "sudo_required", 403);
  const buttons = await buttonsOf(chat, "invitation", ours.id);
  assert.deepEqual(
    buttons.map(({ verb, needs_sudo }) => [verb, needs_sudo]),
    [["revoke", true]],
  );
});

test("an account that takes another address is shown with it", async () => {
  await db.sql`update auth.users set email = 'daniel@demo.test' where id = ${PEOPLE.dan}`;
  assert.equal((await done(db.as("dan").rpc("whoami"))).email, "daniel@demo.test");
  await refused(db, () => invite("daniel@demo.test"), "member_already", 409);
  await db.sql`update auth.users set email = 'dan@demo.test' where id = ${PEOPLE.dan}`;
});

test("what somebody calls themselves when signing up is kept clean and short, and no sign-up fails for it", async () => {
  const named = async (name: string, email: string) => {
    const [row] = await db.sql`insert into auth.users (id, email, raw_user_meta_data)
      values (gen_random_uuid(), ${email}, ${db.sql.json({ name })}) returning id`;
    const [profile] = await db.sql`select name from public.profiles where user_id = ${row?.id}`;
    return profile?.name;
  };
  assert.equal(await named(" Ni\u202eels\nok ", "n1@sign.test"), "Nielsok");
  assert.equal(await named("x".repeat(1_000_000), "n2@sign.test"), "x".repeat(64));
  assert.equal(await named("\u200b \u3000", "n3@sign.test"), "n3");
});
