import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, done, idOf, memberOf, yunshan } from "../fixtures.ts";
import { MEDIA_POLICY } from "../one_of_each.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";

/** IAM-2, IAM-3: custom policies and groups, from their making to their end. */
const db = await testDatabase();
const bob = await memberOf(db, "bob");

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
  const buttons = await buttonsOf(alice(), "policy", policy);
  assert.deepEqual(
    buttons.map(({ verb, code }) => [verb, code]),
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
  assert.equal((await done(alice().rpc("delete_policy", { policy }))).id, policy);
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
  for (const name of ["owners", "OWNERS"])
    assert.equal((await makeGroup(name)).error?.code, "name_taken", name);
  assert.equal((await makePolicy("koomessage fullaccess")).error?.code, "name_taken");
  for (const name of ["甲，乙", "a, b", "甲、乙", "da7a0000", "DA000000-0000-4000-8000-000000000004"])
    for (const make of [makeGroup, makePolicy]) {
      const unlisted = await make(name);
      assert.deepEqual([unlisted.error?.code, unlisted.status], ["name_unlisted", 422], name);
    }
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
  const statement = actions("KooMessage:*:list");
  const action = (length: number) => `KooMessage:*:${"*".repeat(length - 13)}`;
  const cases: [string, unknown[], string | undefined][] = [
    ["most", times(100, statement), undefined],
    ["statements", times(101, statement), "document.Statement"],
    ["most each", [actions(...times(200, "KooMessage:*:list"))], undefined],
    ["actions", [statement, actions(...times(201, "KooMessage:*:list"))], "document.Statement[2].Action"],
    ["longest", [actions(action(200))], undefined],
    ["too long", [actions("KooMessage:*:list", action(201))], "document.Statement[1].Action[2]"],
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

test("an enterprise has at most 50 policies of its own, and 2,000 actions in them together", async () => {
  const home = await yunshan(db);
  const [{ n = 0 } = {}] =
    await db.sql`select count(*)::int as n from public.policies where enterprise_id = ${home}`;
  await db.sql`insert into public.policies (enterprise_id, name, document)
    select ${home}, 'filler ' || i, ${db.sql.json(MEDIA_POLICY)} from generate_series(1, 50 - ${n}::int) as i`;
  const told = await refused(db, () => makePolicy("第五十一"), "capacity_reached", 409);
  assert.deepEqual(told, { what: "policies", max: 50 });
  await db.sql`delete from public.policies where enterprise_id = ${home} and name like 'filler %'`;

  const some = (count: number) => actions(...Array.from({ length: count }, () => "KooMessage:*:list"));
  const document = (Statement: unknown[]) => ({ Version: "1.1", Statement });
  const [had] = await db.sql`select coalesce(sum(jsonb_array_length(s -> 'Action')), 0)::int as n
    from public.policies p, jsonb_array_elements(p.document -> 'Statement') as s where p.enterprise_id = ${home}`;
  const left = 2000 - had?.n;
  const full = [...Array.from({ length: Math.floor(left / 200) }, () => some(200)), some(left % 200 || 1)];
  if (left % 200 === 0) full.pop();
  const { id: policy } = await done(makePolicy("满", document(full)));
  assert.deepEqual(
    await refused(db, () => makePolicy("再来", document([some(1)])), "capacity_reached", 409),
    {
      what: "policy_actions",
      max: 2000,
    },
  );
  const input = { name: "满", document: document([...full, some(1)]) };
  await refused(db, () => alice().rpc("update_policy", { policy, input }), "capacity_reached", 409);
  await done(alice().rpc("delete_policy", { policy }));
});

test("an enterprise has at most 100 groups, and a member is in at most 20", async () => {
  const home = await yunshan(db);
  const [{ n = 0 } = {}] =
    await db.sql`select count(*)::int as n from public.group_members where member_id = ${bob}`;
  for (let i = n; i < 20; i += 1) await done(makeGroup(`组 ${i}`, [], [bob]));
  const told = await refused(db, () => makeGroup("第二十一", [], [bob]), "capacity_reached", 409);
  assert.deepEqual(told, { what: "groups_of_member", max: 20 });
  const empty = (await done(makeGroup("空"))).id;
  const input = { name: "空", policies: [], members: [bob] };
  await refused(db, () => alice().rpc("update_group", { user_group: empty, input }), "capacity_reached", 409);
  await db.sql`insert into public.groups (enterprise_id, name) select ${home}, 'filler ' || i
    from generate_series(1, 100 - (select count(*) from public.groups where enterprise_id = ${home})) as i`;
  assert.deepEqual(await refused(db, () => makeGroup("第一百零一"), "capacity_reached", 409), {
    what: "groups",
    max: 100,
  });
});

test("with the largest set of policies, carried by twenty groups, the rights of a member cost each action once", async () => {
  const home = await yunshan(db);
  await db.sql`delete from public.group_policies where enterprise_id = ${home}
    and group_id in (select group_id from public.group_members where member_id = ${bob})`;
  await db.sql`delete from public.policies p where p.enterprise_id = ${home}
    and not exists (select from public.group_policies gp where gp.policy_id = p.id)`;
  const kept =
    await db.sql`select coalesce(sum(jsonb_array_length(s -> 'Action')), 0)::int as n, count(distinct p.id)::int as policies
    from public.policies p, jsonb_array_elements(p.document -> 'Statement') as s where p.enterprise_id = ${home}`;
  const own = kept[0]?.policies as number;
  const each = Math.floor((2000 - kept[0]?.n) / (50 - own));
  for (let i = own; i < 50; i += 1) {
    const document = {
      Version: "1.1",
      Statement: [actions(...Array.from({ length: each }, () => "KooMessage:*:list"))],
    };
    await done(makePolicy(`大 ${i}`, document));
  }
  await db.sql`insert into public.group_policies (group_id, policy_id, enterprise_id)
    select gm.group_id, p.id, ${home} from public.group_members gm cross join public.policies p
    where gm.member_id = ${bob} and (p.enterprise_id is null or p.enterprise_id = ${home})`;
  const read = await db.sql.begin(async (step) => {
    const counted = () => step<
      { n: number }[]
    >`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n
      from pg_stat_xact_all_tables where schemaname in ('public', 'private', 'auth')`;
    const [before] = await counted();
    await step`select private.actions_of(${PEOPLE.bob}, ${home})`;
    const [after] = await counted();
    const [patterns] = await step`select count(*)::int as n from private.rights
      where user_id = ${PEOPLE.bob} and enterprise_id = ${home}`;
    return { rows: (after?.n ?? 0) - (before?.n ?? 0), patterns: patterns?.n };
  });
  const [system] = await db.sql`select sum(jsonb_array_length(s -> 'Action'))::int as n
    from public.policies p, jsonb_array_elements(p.document -> 'Statement') as s where p.enterprise_id is null`;
  assert.ok(read.patterns <= 2000 + system?.n, `${read.patterns} patterns`);
  assert.ok(read.patterns > 1900, `${read.patterns} patterns`);
  // The memberships, what the twenty groups carry, each policy, the account, the catalogue.
  assert.ok(read.rows <= 20 + 20 * 62 + 62 + 124 + 20, `${read.rows} rows`);
});
