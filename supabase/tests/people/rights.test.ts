import assert from "node:assert/strict";
import { test } from "node:test";
import { done, joins, memberOf, yunshan } from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** IAM-1 to IAM-3: policies, groups, and what a member may do because of them. */
const db = await testDatabase();

type Statement = { Effect: string; Action: unknown };
const policy = (...statements: Statement[]) => ({ Version: "1.1", Statement: statements });
const allow = (...actions: string[]) => ({ Effect: "Allow", Action: actions });
const deny = (...actions: string[]) => ({ Effect: "Deny", Action: actions });

const may = (person: Person, action: string) => done(db.as(person).rpc("may", { action }));
/** Gives dan the rights of this policy besides those of a reader. */
async function give(document: object): Promise<void> {
  const input = { name: "试用", document };
  const [given] = await db.sql`select id from public.policies where name = '试用'`;
  if (given) {
    await done(db.as("alice").rpc("update_policy", { policy: given.id, input }));
    return;
  }
  await done(db.as("alice").rpc("create_policy", { input }));
  const members = [await memberOf(db, "dan")];
  await done(db.as("alice").rpc("create_group", { input: { name: "试用组", policies: ["试用"], members } }));
}

test("a member has the union of what the groups' policies allow, whatever the case of the letters", async () => {
  assert.equal(await may("dan", "KooMessage:media:create"), false);
  await give(policy(allow("koomessage:MEDIA:create"), allow("KooMessage:report:ex*")));
  assert.equal(await may("dan", "KooMessage:media:create"), true);
  assert.equal(await may("dan", "KOOMESSAGE:media:CREATE"), true);
  assert.equal(await may("dan", "KooMessage:report:export"), true);
  assert.equal(await may("dan", "KooMessage:template:list"), true, "what he had before");
  assert.equal(await may("dan", "KooMessage:template:create"), false, "nothing by default");
});

test("a star stands for any letters of its own part, and a dot or an underscore stands for itself", async () => {
  await give(policy(allow("*:*Task:c*")));
  assert.equal(await may("dan", "KooMessage:sendTask:create"), true);
  assert.equal(await may("dan", "KooMessage:resolveTask:create"), true);
  assert.equal(await may("dan", "KooMessage:sendTask:submit"), false);
  assert.equal(await may("dan", "KooMessage:template:create"), false);
});

test("Deny wins over every Allow, in whatever group and order it stands", async () => {
  await give(policy(deny("KooMessage:template:*"), allow("*:*:*")));
  assert.equal(await may("dan", "KooMessage:quota:order"), true);
  assert.equal(
    await may("dan", "KooMessage:template:list"),
    false,
    "the readers' policy allows it, and does not help",
  );
  assert.deepEqual(await db.as("dan").rows("select id from public.templates"), []);
  await give(policy(allow("KooMessage:media:list")));
  assert.equal((await db.as("dan").rows("select id from public.templates")).length, 5);
});

test("a policy that is not well formed is refused, and says where", async () => {
  const wrong: unknown[] = [
    null,
    [],
    {},
    { Version: "1.0", Statement: [allow("KooMessage:*:list")] },
    policy(),
    policy({ Effect: "Maybe", Action: ["KooMessage:*:list"] }),
    policy({ Effect: "Allow", Action: [] }),
    policy({ Effect: "Allow", Action: "KooMessage:*:list" }),
    policy({ Effect: "Allow", Action: [null] }),
    policy(allow("KooMessage:template")),
    policy(allow("KooMessage:template:list:more")),
    policy(allow("KooMessage:temp%:list")),
    policy(allow("KooMessage:temp_ate:list")),
    { Version: "1.1", Statement: ["Allow"] },
    { ...policy(allow("KooMessage:*:list")), Condition: {} },
  ];
  for (const document of wrong) {
    const { error, status } = await db.as("alice").rpc("create_policy", { input: { name: "错", document } });
    assert.equal(error?.code, "policy_invalid", JSON.stringify(document));
    assert.equal(status, 422);
  }
  assert.deepEqual(
    await db.sql`select id from public.policies where name = '错'`.then((rows) => [...rows]),
    [],
  );
});

test("a disabled member loses every right, also to see, and has them again when restored", async () => {
  const member = await memberOf(db, "bob");
  const bob = db.as("bob");
  await done(db.as("alice").rpc("disable_member", { member }));
  assert.deepEqual((await done(bob.rpc("whoami"))).permissions, []);
  assert.equal(
    (await bob.rpc("type_numbers", { input: { phones: ["+8613800138000"] } })).error?.code,
    "no_enterprise",
  );
  for (const table of ["templates", "sends", "members", "enterprises", "audit_log", "packages"]) {
    assert.deepEqual(await bob.rows(`select * from public.${table}`), [], table);
  }
  await done(db.as("alice").rpc("enable_member", { member }));
  assert.equal((await bob.rpc("type_numbers", { input: { phones: ["+8613800138000"] } })).error, null);
});

test("a member's state is active or disabled, and members of others do not exist", async () => {
  const member = await memberOf(db, "bob");
  const alice = db.as("alice");
  assert.equal((await alice.rpc("enable_member", { member })).error?.code, "wrong_state");
  assert.equal((await done(alice.rpc("disable_member", { member }))).state, "disabled");
  assert.equal((await alice.rpc("disable_member", { member })).error?.code, "wrong_state");
  assert.equal((await done(alice.rpc("enable_member", { member }))).state, "active");
  for (const verb of ["disable_member", "enable_member"])
    for (const id of [member, "gone", "", null]) {
      const person = id === member ? "mallory" : "alice";
      assert.equal((await db.as(person).rpc(verb, { member: id })).error?.code, "not_found", `${verb} ${id}`);
    }
});

test("somebody who can manage members is always left", async () => {
  const alice = db.as("alice");
  const member = await memberOf(db, "alice");
  const { error, status } = await alice.rpc("disable_member", { member });
  assert.deepEqual([error?.code, status], ["last_owner", 409]);
  const [owners] = await alice.rows("select id from public.groups where name = 'Owners'");
  const change = (input: object) =>
    alice.rpc("update_group", { user_group: owners.id, input: { name: "Owners", ...input } });
  const emptied = await change({ policies: ["KooMessage FullAccess"], members: [] });
  assert.equal(emptied.error?.code, "last_owner");
  assert.equal((await alice.rpc("delete_group", { user_group: owners.id })).error?.code, "last_owner");
  const weaker = await change({ policies: [], members: [member] });
  assert.equal(weaker.error?.code, "last_owner");
  const lock = { name: "锁", document: policy(allow("KooMessage:media:list")) };
  const { id } = await done(alice.rpc("create_policy", { input: lock }));
  await done(alice.rpc("create_group", { input: { name: "锁组", policies: ["锁"], members: [member] } }));
  const shut = { ...lock, document: policy(deny("*:member:*")) };
  const denied = await alice.rpc("update_policy", { policy: id, input: shut });
  assert.equal(denied.error?.code, "last_owner");
  await done(alice.rpc("create_policy", { input: { ...shut, name: "锁二" } }));
  const joined = await alice.rpc("create_group", {
    input: { name: "锁组二", policies: ["锁二"], members: [member] },
  });
  assert.equal(joined.error?.code, "last_owner");
  assert.equal(
    await may("alice", "KooMessage:member:manage"),
    true,
    "each refusal took the whole change back",
  );
});

test("nobody takes the right to manage members from themselves by mistake, though another owner is left", async () => {
  await joins(db, "frank", ["Owners"]);
  const frank = db.as("frank");
  const [owners] = await frank.rows("select id, policies from public.group_cards where name = 'Owners'");
  const change = (actor: typeof frank, members: string[]) =>
    actor.rpc("update_group", {
      user_group: owners.id,
      input: { name: "Owners", policies: owners.policies, members },
    });
  const [alice, own] = [await memberOf(db, "alice"), await memberOf(db, "frank")];
  const { error, status } = await change(frank, [alice]);
  assert.deepEqual([error?.code, status], ["own_right", 409]);
  assert.equal((await frank.rpc("disable_member", { member: own })).error?.code, "own_right");
  assert.equal(await may("frank", "KooMessage:member:manage"), true);
  await done(change(db.as("alice"), [alice]));
  assert.equal(await may("frank", "KooMessage:member:manage"), false);
});

test("a group takes policies and members of its own enterprise only", async () => {
  const members = [await memberOf(db, "bob")];
  const save = (person: Person, input: object) =>
    db.as(person).rpc("create_group", { input: { name: "组", policies: [], members: [], ...input } });
  assert.equal((await save("mallory", { members })).error?.code, "not_found");
  assert.equal((await save("mallory", { members: ["gone"] })).error?.code, "not_found");
  assert.equal((await save("mallory", { policies: ["试用"] })).error?.code, "not_found");
  assert.equal((await save("mallory", { policies: [null] })).error?.code, "not_found");
  assert.equal((await save("mallory", { name: " " })).error?.code, "name_required");
});

test("two owners who disable each other at the same instant do not both succeed", async () => {
  await joins(db, "erin", ["Owners"]);
  const [alice, erin] = [await memberOf(db, "alice"), await memberOf(db, "erin")];
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("alice").open("disable_member", { member: erin }),
    () => db.as("erin").rpc("disable_member", { member: alice }),
  );
  assert.equal(first.error, null);
  assert.equal(second.error?.code, "last_owner");
});

test("the rights of an account end while its address is not confirmed, for every question about them", async () => {
  const confirm = (at: string | null) =>
    db.sql`update auth.users set email_confirmed_at = ${at} where id = ${PEOPLE.carol}`;
  const home = await yunshan(db);
  const who = async () =>
    (await db.sql`select p from private.who_may(${home}, 'KooMessage:template:review') as p`).map(
      (row) => row.p,
    );
  assert.ok((await who()).includes(PEOPLE.carol));
  await confirm(null);
  assert.ok(!(await who()).includes(PEOPLE.carol));
  assert.equal(await may("carol", "KooMessage:template:review"), false);
  assert.deepEqual((await done(db.as("carol").rpc("whoami"))).permissions, []);
  assert.deepEqual(await db.as("carol").rows("select id from public.templates"), []);
  await confirm(new Date().toISOString());
  assert.equal(await may("carol", "KooMessage:template:review"), true);
});

test("an owner whose address is not confirmed is not the one who is left", async () => {
  const [alice, erin] = [await memberOf(db, "alice"), await memberOf(db, "erin")];
  await done(db.as("alice").rpc("enable_member", { member: erin }));
  await db.sql`update auth.users set email_confirmed_at = null where id = ${PEOPLE.erin}`;
  assert.equal((await db.as("alice").rpc("disable_member", { member: alice })).error?.code, "last_owner");
  await db.sql`update auth.users set email_confirmed_at = now() where id = ${PEOPLE.erin}`;
});
