import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { done, givePolicy, memberOf, openAllDay, waitingSend } from "../fixtures.ts";
import { contents } from "../one_of_each.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { clearRules, erinApproves, group, noCaps, refused } from "./sends_fixtures.ts";

/** APR-1: an owner keeps the approval rules, and can try them on past sends before they apply. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
const bosses = await group(db, "管理层", ["alice"]);
beforeEach(() => clearRules(db));

const save = (input: unknown, rule: string | null = null, person: Person = "alice") =>
  rule === null
    ? db.as(person).rpc("create_approval_rule", { input })
    : db.as(person).rpc("update_approval_rule", { approval_rule: rule, input });
const attempt = (rules: unknown, days = 31, person: Person = "dan") =>
  db.as(person).rpc("try_approval_rules", { rules, days });

test("only an owner keeps rules; everybody of the enterprise sees them", async () => {
  const { id } = await done(save({ name: " 大额 ", min_audience: 100, approvers: 2 }));
  for (const person of ["bob", "carol", "dan"] as const) {
    await refused(db, () => save({ name: "别的", approvers: 1 }, null, person), "forbidden", 403);
    await refused(
      db,
      () => db.as(person).rpc("delete_approval_rule", { approval_rule: id }),
      "forbidden",
      403,
    );
  }
  const query = "select name, approvers, min_audience from public.approval_rules";
  assert.deepEqual(await db.as("dan").rows(query), [{ name: "大额", approvers: 2, min_audience: 100 }]);
  assert.deepEqual(await db.as("mallory").rows(query), []);
});

test("a rule is changed whole, deleted once, and mallory reaches neither", async () => {
  const { id } = await done(save({ name: "大额", min_audience: 100, marketing: true, approvers: 2 }));
  await refused(db, () => save({ name: "大额", approvers: 1 }, id, "mallory"), "not_found", 404);
  await refused(
    db,
    () => db.as("mallory").rpc("delete_approval_rule", { approval_rule: id }),
    "not_found",
    404,
  );
  const made = await done(save({ name: "改", approvers: 3 }, id));
  assert.deepEqual(
    [made.id, made.name, made.min_audience, made.marketing, made.approvers],
    [id, "改", null, null, 3],
  );
  assert.equal((await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: id }))).name, "改");
  await refused(
    db,
    () => db.as("alice").rpc("delete_approval_rule", { approval_rule: id }),
    "not_found",
    404,
  );
});

test("a rule that asks for more people than may approve is refused, and one that can be met says how many may", async () => {
  const short = async (input: object) => {
    const { approvers, able } = await refused(
      db,
      () => save({ name: "多人", ...input }),
      "rule_unmeetable",
      409,
    );
    return [approvers, able];
  };
  assert.deepEqual(await short({ approvers: 2, group_id: bosses }), [2, 1]);
  assert.deepEqual(await short({ approvers: 4 }), [4, 3]);
  const onlookers = await group(db, "旁观", ["bob", "dan"]);
  assert.deepEqual(await short({ approvers: 1, group_id: onlookers }), [1, 0], "they may not approve");
  // A rule meets sends of the basic edition too, about which others decide.
  const may = { Effect: "Allow", Action: ["KooMessageBasic:sendTask:approve"] };
  await givePolicy(db, "基础版审批", [await memberOf(db, "dan")], [may]);
  assert.deepEqual(await short({ approvers: 2, group_id: onlookers }), [2, 1]);
  assert.equal((await done(save({ name: "基础版", approvers: 1, group_id: onlookers }))).able, 1);
  const made = await done(save({ name: "一位", approvers: 1, group_id: bosses }));
  assert.equal(made.able, 1);
  await refused(
    db,
    () => save({ name: "一位", approvers: 2, group_id: bosses }, made.id),
    "rule_unmeetable",
    409,
  );
});

test("what is missing or twisted is refused, and nothing is kept", async () => {
  for (const input of [
    null,
    [],
    "2",
    { name: "a", approvers: 0 },
    { name: "a", approvers: 6 },
    { name: "a" },
    { name: "a", approvers: "two" },
    { name: "a", approvers: 1.5 },
    { name: "a", approvers: 1, min_audience: 0 },
    { name: "a", approvers: 1, min_units: -1 },
    { name: "a", approvers: 1, min_audience: 99_999_999_999 },
    { name: "a", approvers: 1, marketing: "perhaps" },
    { name: "a", approvers: 1, group_id: "bosses" },
    { name: "a", approvers: 1, enterprise_id: bosses },
    { name: "a", approvers: 1, color: "red" },
  ])
    await refused(db, () => save(input), "input_invalid", 422);
  for (const name of [null, "", "  ", "x".repeat(65)])
    await refused(db, () => save({ name, approvers: 1 }), "name_required", 422);
  await refused(db, () => save({ name: "a\nb", approvers: 1 }), "name_unclean", 422);
  await done(save({ name: "甲", approvers: 1 }));
  await refused(db, () => save({ name: "甲", approvers: 2 }), "name_taken", 409);
  const other = await done(save({ name: "乙", approvers: 1 }));
  await refused(db, () => save({ name: "甲", approvers: 1 }, other.id), "name_taken", 409);
});

test("only what was approved is tried: not what waits, was rejected, cancelled before or let go by a broken glass", async () => {
  const [waits, rejected, never, broken, later] = [
    await waitingSend(db),
    await waitingSend(db),
    await waitingSend(db),
    await waitingSend(db),
    await waitingSend(db),
  ];
  await done(db.as("carol").rpc("reject_send", { send: rejected, reason: "文案有误" }));
  await done(db.as("bob").rpc("cancel_send", { send: never }));
  await done(db.as("alice").rpc("break_glass_send", { send: broken, reason: "着火" }));
  await done(db.as("carol").rpc("approve_send", { send: later }));
  await done(db.as("bob").rpc("cancel_send", { send: later }));
  // None of the sends meets this rule: it would have changed nothing, so no send would have needed more approvals.
  for (const rules of [null, [{ name: "巨大", min_audience: 1_000_000, approvers: 5 }]]) {
    const { sends, more } = await done(attempt(rules));
    const tried = sends.map(({ id }: { id: string }) => id);
    const here = [waits, rejected, never, broken, later].map((id) => tried.includes(id));
    assert.deepEqual([here, more], [[false, false, false, false, true], 0]);
  }
  const { more } = await done(attempt([{ name: "两人", approvers: 2 }]));
  assert.equal(more, 1);
});

test("what waits for the second of two approvals is not tried before it has it", async () => {
  await done(save({ name: "两人", approvers: 2 }));
  const send = await waitingSend(db);
  const tried = async () => (await done(attempt(null))).sends.some(({ id }: { id: string }) => id === send);
  await done(db.as("carol").rpc("approve_send", { send }));
  assert.equal(await tried(), false);
  await done(db.as("erin").rpc("approve_send", { send }));
  assert.equal(await tried(), true);
});

test("groups are of the own enterprise", async () => {
  const [theirs] =
    await db.sql`select g.id from public.groups g join public.enterprises e on e.id = g.enterprise_id where e.name = 'Other Ltd' limit 1`;
  for (const key of ["group_id", "requester_group_id"])
    await refused(db, () => save({ name: "a", approvers: 1, [key]: theirs?.id }), "not_found", 404);
});

test("tried on what was submitted, rules say what they would have asked and whether that was there; nothing changes", async () => {
  const small = await waitingSend(db, { count: 2, name: "小" });
  const large = await waitingSend(db, { count: 8, name: "大" });
  await done(db.as("carol").rpc("approve_send", { send: small }));
  await done(save({ name: "两人", approvers: 2 }));
  await done(db.as("carol").rpc("approve_send", { send: large }));
  await done(db.as("erin").rpc("approve_send", { send: large }));
  const before = await contents(db);
  const found = async (rules: unknown) => {
    const { sends, enough, more } = await done(attempt(rules));
    const lines = sends
      .filter(({ id }: { id: string }) => [small, large].includes(id))
      .map((one: Record<string, unknown>) => [one.name, one.most, one.had, one.enough]);
    return { lines, sum: enough + more, all: sends.length };
  };
  const now = await found(null);
  // The one that lacks an approver is first.
  assert.deepEqual(now.lines, [
    ["小", 2, 1, false],
    ["大", 2, 2, true],
  ]);
  assert.equal(now.sum, now.all);
  assert.deepEqual((await found([])).lines, [
    ["大", 1, 2, true],
    ["小", 1, 1, true],
  ]);
  assert.deepEqual((await found([{ name: "三", min_audience: 8, approvers: 3 }])).lines, [
    ["大", 3, 2, false],
    ["小", 1, 1, true],
  ]);
  const boss = [{ name: "管", approvers: 1, group_id: bosses, id: small, created_at: null }];
  assert.deepEqual((await found(boss)).lines, [
    ["大", 1, 2, false],
    ["小", 1, 1, false],
  ]);
  assert.deepEqual(await contents(db), before);
  const { sends } = await done(attempt(boss));
  assert.deepEqual(sends[0].asks, [{ rule: "管", approvers: 1, group: "管理层" }]);
});

test("they are tried on the days asked for, and of one's own enterprise", async () => {
  const send = await waitingSend(db);
  await done(db.as("carol").rpc("approve_send", { send }));
  const hit = async (days: number, person: Person = "dan") =>
    (await done(attempt(null, days, person))).sends.some(({ id }: { id: string }) => id === send);
  assert.equal(await hit(1), true);
  assert.equal(await hit(1, "mallory"), false);
  await db.sql`update public.sends set submitted_at = now() - interval '40 days' where id = ${send}`;
  assert.deepEqual([await hit(31), await hit(60)], [false, true]);
});

test("what cannot be tried is refused", async () => {
  for (const [rules, days] of [
    [null, 0],
    [null, 367],
    ["a", 1],
    [{}, 1],
    [[1], 1],
    [["a"], 1],
    [[null], 1],
    [[{ name: "a" }], 1],
  ] as const)
    await refused(db, () => attempt(rules, days), "input_invalid", 422);
});
