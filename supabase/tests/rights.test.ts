import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, yunshan } from "./fixtures.ts";
import { openTestDatabase, type Person, type TestDatabase } from "./test_database.ts";
import { oneAfterTheOther } from "./together.ts";

/** IAM-1 to IAM-3: policies, groups, and what a member may do because of them. */
let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
});
after(() => db.close());

type Statement = { Effect: string; Action: unknown };
const policy = (...statements: Statement[]) => ({ Version: "1.1", Statement: statements });
const allow = (...actions: string[]) => ({ Effect: "Allow", Action: actions });
const deny = (...actions: string[]) => ({ Effect: "Deny", Action: actions });

async function memberOf(person: Person): Promise<string> {
  const [row] = await db.sql`select m.id from public.members m where m.email like ${`${person}@%`}
    and m.enterprise_id = ${await yunshan(db)}`;
  return row?.id;
}
const may = (person: Person, action: string) => done(db.as(person).rpc("may", { action }));
/** Gives dan the rights of this policy besides those of a reader. */
async function give(document: object): Promise<void> {
  await done(db.as("alice").rpc("save_policy", { name: "试用", document }));
  const members = [await memberOf("dan")];
  await done(db.as("alice").rpc("save_group", { name: "试用组", policy_names: ["试用"], members }));
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
    { Version: "1.0", Statement: [allow("a:b:c")] },
    policy(),
    policy({ Effect: "Maybe", Action: ["a:b:c"] }),
    policy({ Effect: "Allow", Action: [] }),
    policy({ Effect: "Allow", Action: "a:b:c" }),
    policy({ Effect: "Allow", Action: [null] }),
    policy(allow("KooMessage:template")),
    policy(allow("KooMessage:template:list:more")),
    policy(allow("KooMessage:temp%:list")),
    policy(allow("KooMessage:temp_ate:list")),
    { Version: "1.1", Statement: ["Allow"] },
  ];
  for (const document of wrong) {
    const { error, status } = await db.as("alice").rpc("save_policy", { name: "错", document });
    assert.equal(error?.code, "policy_invalid", JSON.stringify(document));
    assert.equal(status, 422);
  }
  assert.deepEqual(
    await db.sql`select id from public.policies where name = '错'`.then((rows) => [...rows]),
    [],
  );
});

test("a disabled member loses every right, also to see, and has them again when restored", async () => {
  const member = await memberOf("bob");
  const bob = db.as("bob");
  await done(db.as("alice").rpc("set_member_state", { member, state: "disabled" }));
  assert.deepEqual((await done(bob.rpc("whoami"))).permissions, []);
  assert.equal(
    (await bob.rpc("type_numbers", { input: { phones: ["+8613800138000"] } })).error?.code,
    "no_enterprise",
  );
  for (const table of ["templates", "sends", "members", "enterprises", "audit_log", "packages"]) {
    assert.deepEqual(await bob.rows(`select * from public.${table}`), [], table);
  }
  await done(db.as("alice").rpc("set_member_state", { member, state: "active" }));
  assert.equal((await bob.rpc("type_numbers", { input: { phones: ["+8613800138000"] } })).error, null);
});

test("a member's state is active or disabled, and members of others do not exist", async () => {
  const member = await memberOf("bob");
  for (const state of ["gone", "", null]) {
    assert.equal(
      (await db.as("alice").rpc("set_member_state", { member, state })).error?.code,
      "input_invalid",
    );
  }
  assert.equal(
    (await db.as("mallory").rpc("set_member_state", { member, state: "disabled" })).error?.code,
    "not_found",
  );
});

test("somebody who can manage members is always left", async () => {
  const alice = db.as("alice");
  const member = await memberOf("alice");
  const { error, status } = await alice.rpc("set_member_state", { member, state: "disabled" });
  assert.deepEqual([error?.code, status], ["last_owner", 409]);
  const emptied = await alice.rpc("save_group", {
    name: "Owners",
    policy_names: ["KooMessage FullAccess"],
    members: [],
  });
  assert.equal(emptied.error?.code, "last_owner");
  const weaker = await alice.rpc("save_group", { name: "Owners", policy_names: [], members: [member] });
  assert.equal(weaker.error?.code, "last_owner");
  await done(alice.rpc("save_policy", { name: "锁", document: policy(allow("KooMessage:media:list")) }));
  await done(alice.rpc("save_group", { name: "锁组", policy_names: ["锁"], members: [member] }));
  const denied = await alice.rpc("save_policy", { name: "锁", document: policy(deny("*:member:*")) });
  assert.equal(denied.error?.code, "last_owner");
  assert.equal(
    await may("alice", "KooMessage:member:manage"),
    true,
    "each refusal took the whole change back",
  );
});

test("a group takes policies and members of its own enterprise only", async () => {
  const members = [await memberOf("bob")];
  const save = (person: Person, input: object) => db.as(person).rpc("save_group", { name: "组", ...input });
  assert.equal((await save("mallory", { policy_names: [], members })).error?.code, "not_found");
  assert.equal((await save("mallory", { policy_names: ["试用"], members: [] })).error?.code, "not_found");
  assert.equal((await save("mallory", { policy_names: [null], members: [] })).error?.code, "not_found");
  assert.equal(
    (await db.as("mallory").rpc("save_group", { name: " ", policy_names: [], members: [] })).error?.code,
    "name_required",
  );
});

test("a member is added to a group that exists, from an account that exists", async () => {
  const add = (email: string | null, group_names: unknown) =>
    db.as("alice").rpc("add_member", { email, group_names });
  assert.equal((await add("nobody@nowhere.test", ["Readers"])).error?.code, "not_found");
  assert.equal((await add(null, ["Readers"])).error?.code, "not_found");
  assert.equal((await add("mallory@other.test", ["Nobody"])).error?.code, "not_found");
  assert.equal((await add("mallory@other.test", [])).error?.code, "input_invalid");
  assert.deepEqual(
    await db.as("mallory").rows("select id from public.templates"),
    [],
    "and no refusal has let her in",
  );
});

test("two owners who disable each other at the same instant do not both succeed", async () => {
  await done(db.as("alice").rpc("add_member", { email: "erin@nowhere.test", group_names: ["Owners"] }));
  const [alice, erin] = [await memberOf("alice"), await memberOf("erin")];
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("alice").open("set_member_state", { member: erin, state: "disabled" }),
    () => db.as("erin").rpc("set_member_state", { member: alice, state: "disabled" }),
  );
  assert.equal(first.error, null);
  assert.equal(second.error?.code, "last_owner");
});

test("adding somebody who is a disabled member is refused: they stay as they are until they are restored", async () => {
  const dan = await memberOf("dan");
  const add = () => db.as("alice").rpc("add_member", { email: "dan@demo.test", group_names: ["Reviewers"] });
  const state = (state: string) => db.as("alice").rpc("set_member_state", { member: dan, state });
  await done(state("disabled"));
  const { error, status } = await add();
  assert.deepEqual([error?.code, status], ["member_disabled", 409]);
  await done(state("active"));
  assert.equal((await add()).error, null);
});
