import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, idOf, yunshan } from "./fixtures.ts";
import { MEDIA_POLICY } from "./one_of_each.ts";
import { refused } from "./sends_fixtures.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

/** IAM-2, IAM-3: custom policies and groups, from their making to their end. */
let db: TestDatabase;
let bob: string;
before(async () => {
  db = await openTestDatabase();
  const [row] = await db.sql`select id from public.members where email = 'bob@demo.test'`;
  bob = row?.id;
});
after(() => db.close());

const alice = () => db.as("alice");
const makePolicy = (name: string, document: unknown = MEDIA_POLICY) =>
  alice().rpc("create_policy", { input: { name, document } });
const makeGroup = (name: string, policies: string[] = [], members: string[] = []) =>
  alice().rpc("create_group", { input: { name, policies, members } });
const actions = (...patterns: string[]) => ({ Effect: "Allow", Action: patterns });
const may = async (action: string) => done(db.as("bob").rpc("may", { action }));

test("a policy is changed for every group that carries it, and deleted once none does", async () => {
  const policy = (await done(makePolicy("订购"))).id;
  const group = (await done(makeGroup("订购组", ["订购"], [bob]))).id;
  assert.equal(await may("KooMessage:quota:order"), false);
  const document = { Version: "1.1", Statement: [actions("KooMessage:quota:order")] };
  const changed = await done(alice().rpc("update_policy", { policy, input: { name: "订购二", document } }));
  assert.deepEqual([changed.name, changed.document], ["订购二", document]);
  assert.equal(await may("KooMessage:quota:order"), true);

  await refused(db, () => alice().rpc("delete_policy", { policy }), "policy_in_use", 409);
  const buttons = await done(alice().rpc("allowed_transitions", { resource: "policy", ids: [policy] }));
  assert.deepEqual(
    buttons[policy].map((button: { verb: string; code: string | null }) => [button.verb, button.code]),
    [
      ["delete", "policy_in_use"],
      ["update", null],
    ],
  );
  const kept = await done(
    alice().rpc("update_group", { user_group: group, input: { name: "空组", policies: [], members: [bob] } }),
  );
  assert.deepEqual([kept.name, kept.policies, kept.members], ["空组", [], [{ id: bob, name: "Bob" }]]);
  assert.equal(await may("KooMessage:quota:order"), false);
  assert.deepEqual(await done(alice().rpc("delete_policy", { policy })), { id: policy });
  await refused(db, () => alice().rpc("delete_policy", { policy }), "not_found", 404);
});

test("a group takes the rights it gave with it, and stays while an approval rule names it", async () => {
  await done(makePolicy("频道", { Version: "1.1", Statement: [actions("KooMessage:chat:manage")] }));
  const group = (await done(makeGroup("频道组", ["频道"], [bob]))).id;
  assert.equal(await may("KooMessage:chat:manage"), true);
  const remove = () => alice().rpc("delete_group", { user_group: group });
  for (const column of ["group_id", "requester_group_id"]) {
    await db.sql`insert into public.approval_rules ${db.sql({ enterprise_id: await yunshan(db), name: column, approvers: 1, [column]: group })}`;
    await refused(db, remove, "group_in_use", 409);
    await db.sql`delete from public.approval_rules where name = ${column}`;
  }
  assert.deepEqual(await done(remove()), { id: group });
  assert.equal(await may("KooMessage:chat:manage"), false);
});

test("a name is one policy's and one group's, and a system policy's name is its own", async () => {
  await done(makePolicy("同名"));
  await done(makeGroup("同名"));
  const { error, status } = await makePolicy(" 同名 ");
  assert.deepEqual([error?.code, status], ["name_taken", 409]);
  assert.deepEqual(JSON.parse(error?.details ?? "{}"), { name: "同名" });
  assert.equal((await makeGroup("同名")).error?.code, "name_taken");
  assert.equal((await makeGroup("Owners")).error?.code, "name_taken");
  assert.equal((await makePolicy("KooMessage FullAccess")).error?.code, "name_taken");
  const policy = await idOf(db, "policies", "同名");
  const taken = { policy, input: { name: "KooMessage FullAccess", document: MEDIA_POLICY } };
  assert.equal((await alice().rpc("update_policy", taken)).error?.code, "name_taken");
});

test("a system policy is read by all and changed by nobody", async () => {
  const policy = await idOf(db, "policies", "KooMessage FullAccess");
  const input = { name: "mine", document: MEDIA_POLICY };
  await refused(db, () => alice().rpc("update_policy", { policy, input }), "not_found", 404);
  await refused(db, () => alice().rpc("delete_policy", { policy }), "not_found", 404);
});

test("a policy has at most 100 statements, each at most 200 actions of at most 200 characters", async () => {
  const times = <T>(count: number, one: T) => Array.from({ length: count }, () => one);
  const statement = actions("a:b:c");
  const action = (length: number) => `a:b:${"c".repeat(length - 4)}`;
  const cases: [string, unknown[], string | undefined][] = [
    ["most", times(100, statement), undefined],
    ["statements", times(101, statement), "document.Statement"],
    ["most each", [actions(...times(200, "a:b:c"))], undefined],
    ["actions", [statement, actions(...times(201, "a:b:c"))], "document.Statement[2].Action"],
    ["longest", [actions(action(200))], undefined],
    ["too long", [actions("a:b:c", action(201))], "document.Statement[1].Action[2]"],
  ];
  for (const [name, Statement, field] of cases) {
    const { error } = await makePolicy(name, { Version: "1.1", Statement });
    assert.equal(error?.code, field && "input_invalid", name);
    if (error) assert.deepEqual(JSON.parse(error.details), { field }, name);
  }
  const large = times(100, actions(...times(50, action(30))));
  assert.equal(
    (await makePolicy("large", { Version: "1.1", Statement: large })).error?.code,
    "input_too_large",
  );
});
