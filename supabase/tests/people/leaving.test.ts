import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, invited, joins, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther, waiting } from "../together.ts";
import { invitationsOf } from "./people_fixtures.ts";

/** IAM-5: leaving an enterprise, coming back, and members who act at the same instant. */
const db = await testDatabase();
const home = await yunshan(db);

const leave = (person: Person, enterprise: string = home) =>
  db.as(person).rpc("leave_enterprise", { enterprise });
const { accept } = invitationsOf(db);
const memberOf = async (person: Person) =>
  (
    await db.sql`select id, state from public.members where user_id = ${PEOPLE[person]} and enterprise_id = ${home}`
  )[0];
const who = (person: Person) => done(db.as(person).rpc("whoami"));

test("who leaves loses every right and group at once, and the history stays", async () => {
  const member = await joins(db, "erin", ["Reviewers", "Operators"]);
  await done(db.as("erin").rpc("type_numbers", { input: { phones: ["+8613800138000"] } }));
  const me = await done(leave("erin"));
  assert.deepEqual([me.enterprise, me.enterprises, me.permissions], [null, [], []]);
  for (const table of ["members", "enterprises", "number_files", "invitations"])
    assert.deepEqual(await db.as("erin").rows(`select * from public.${table}`), [], table);
  const { name, state } = await cardOf(db, "members", member, "alice");
  assert.deepEqual([name, state], ["Erin", "left"]);
  const [line] = await db.sql`select enterprise_id, resource_id, before, after from public.audit_log
    where verb = 'leave' and actor = ${PEOPLE.erin}`;
  assert.deepEqual([line?.enterprise_id, line?.resource_id], [home, member]);
  assert.deepEqual(
    [line?.before, line?.after],
    [
      { state: "active", groups: ["Operators", "Reviewers"] },
      { state: "left", groups: [] },
    ],
  );
});

test("who has left comes back by another invitation, with what that one gives", async () => {
  const before = await memberOf("erin");
  assert.deepEqual([await joins(db, "erin", ["Readers"]), before?.state], [before?.id, "left"]);
  assert.deepEqual((await memberOf("erin"))?.state, "active");
  assert.ok(!(await who("erin")).permissions.includes("KooMessage:template:review"));
});

test("who has left is neither enabled, nor disabled, nor put into a group", async () => {
  await done(leave("erin"));
  const member = (await memberOf("erin"))?.id;
  for (const verb of ["enable_member", "disable_member"])
    await refused(db, () => db.as("alice").rpc(verb, { member }), "wrong_state", 409);
  const input = { name: "组", policies: [], members: [member] };
  await refused(db, () => db.as("alice").rpc("create_group", { input }), "not_found", 404);
});

test("nobody leaves an enterprise that they are not in, or leaves it twice", async () => {
  for (const enterprise of [home, "gone", "", "00000000-0000-4000-8000-000000000000"])
    await refused(db, () => leave("erin", enterprise), "not_found", 404);
  await refused(db, () => leave("mallory"), "not_found", 404);
});

test("a disabled member leaves too, and comes back only where an owner invites again", async () => {
  const member = await joins(db, "frank", ["Owners"]);
  await done(db.as("alice").rpc("disable_member", { member }));
  const early = await db
    .as("alice")
    .rpc("create_invitation", { input: { email: "frank@nowhere.test", groups: ["Readers"] } });
  assert.equal(early.error?.code, "member_disabled");
  await done(leave("frank"));
  assert.deepEqual((await who("frank")).disabled_in, []);
  await joins(db, "frank", ["Readers"]);
  assert.ok(!(await who("frank")).permissions.includes("KooMessage:member:manage"));
  await done(leave("frank"));
});

test("the last who can manage members does not leave; another may", async () => {
  await refused(db, () => leave("alice"), "last_owner", 409);
  await joins(db, "frank", ["Owners"]);
  await done(leave("frank"));
  await refused(db, () => leave("alice"), "last_owner", 409);
});

test("an owner who leaves while another is disabled at the same instant: one of the two is left", async () => {
  const frank = await joins(db, "frank", ["Owners"]);
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("alice").open("disable_member", { member: frank }),
    () => leave("alice"),
  );
  assert.deepEqual([first.error, second.error?.code], [null, "last_owner"]);
  await done(db.as("alice").rpc("enable_member", { member: frank }));
  const alice = (await memberOf("alice"))?.id;
  const [third, fourth] = await oneAfterTheOther(
    db,
    db.as("frank").open("leave_enterprise", { enterprise: home }),
    () => db.as("frank").rpc("disable_member", { member: alice }),
  );
  assert.equal(third.error, null);
  assert.ok(["last_owner", "forbidden", "not_found"].includes(fourth.error?.code ?? ""), fourth.error?.code);
  assert.equal((await memberOf("alice"))?.state, "active");
});

test("two owners who leave at the same instant do not both succeed", async () => {
  await joins(db, "frank", ["Owners"]);
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("frank").open("leave_enterprise", { enterprise: home }),
    () => leave("alice"),
  );
  assert.deepEqual([first.error, second.error?.code], [null, "last_owner"]);
});

test("a token that is used twice at the same instant makes a member once", async () => {
  const { id, token } = await invited(db, "erin", ["Readers"]);
  const click = () => accept("erin", token);
  const hold = `select from public.invitations where id = '${id}' for update`;
  const answers = await waiting(db, hold, [click, click, click, click]);
  assert.deepEqual(answers.map(({ error }) => error?.code ?? "done").sort(), [
    "done",
    ...Array(3).fill("invitation_over"),
  ]);
  await done(leave("erin"));
});

test("revoked and accepted at the same instant: the first holds, and the second hears of it", async () => {
  for (const revokedFirst of [true, false]) {
    const { id, token } = await invited(db, "erin", ["Readers"]);
    const [first, second] = revokedFirst
      ? await oneAfterTheOther(db, db.as("alice").open("revoke_invitation", { invitation: id }), () =>
          accept("erin", token),
        )
      : await oneAfterTheOther(db, db.as("erin").open("accept_invitation", { input: { token } }), () =>
          db.as("alice").rpc("revoke_invitation", { invitation: id }),
        );
    assert.equal(first.error, null);
    assert.equal(second.error?.code, revokedFirst ? "invitation_over" : "wrong_state");
    assert.equal((await memberOf("erin"))?.state, revokedFirst ? "left" : "active");
  }
  await done(leave("erin"));
});

test("an owner is disabled while an invitation of theirs is accepted: neither act fails", async () => {
  const member = await joins(db, "frank", ["Owners"]);
  const { token } = await invited(db, "erin", ["Readers"], "frank");
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("erin").open("accept_invitation", { input: { token } }),
    () => db.as("alice").rpc("disable_member", { member }),
  );
  assert.deepEqual([first.error, second.error], [null, null]);
});

test("two invitations of one address at the same instant: the later one holds", async () => {
  const input = { email: "twice@nowhere.test", groups: ["Readers"] };
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("alice").open("create_invitation", { input }),
    () => db.as("alice").rpc("create_invitation", { input }),
  );
  assert.deepEqual([first.error, second.error], [null, null]);
  const rows =
    await db.sql`select state from public.invitations where email = ${input.email} order by created_at`;
  assert.deepEqual(
    rows.map(({ state }) => state),
    ["revoked", "open"],
  );
});

test("two groups at the same instant do not take a member over the limit together", async () => {
  const bob = (await memberOf("bob"))?.id;
  for (let i = 1; i < 19; i += 1)
    await done(
      db.as("alice").rpc("create_group", { input: { name: `g${i}`, policies: [], members: [bob] } }),
    );
  const make = (name: string) => ({ input: { name, policies: [], members: [bob] } });
  const [first, second] = await oneAfterTheOther(db, db.as("alice").open("create_group", make("first")), () =>
    db.as("alice").rpc("create_group", make("second")),
  );
  assert.deepEqual([first.error, second.error?.code], [null, "capacity_reached"]);
});
