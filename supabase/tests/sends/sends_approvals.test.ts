import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  booksAgree,
  buttonOf,
  done,
  openAllDay,
  phones,
  type SendWishes,
  waitingSend,
} from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { waiting } from "../together.ts";
import { alerts, clearRules, erinApproves, group, noCaps, refused } from "./sends_fixtures.ts";

/** APR-1: approval rules are data. All rules that a send meets apply, and an edit voids the approvals given. */
const db = await testDatabase({ last: booksAgree });
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
const bosses = await group(db, "管理层", ["alice"]);
beforeEach(() => clearRules(db));

const saveRule = (input: object) =>
  done(db.as("alice").rpc("create_approval_rule", { input: { name: "策略", ...input } }));
const approve = (send: string, person: Person) => db.as(person).rpc("approve_send", { send });
const after1 = async (send: string, person: Person) => (await done(approve(send, person))).state;
const card = (send: string) => account(db, send);
/** Names of the rules that a send in review meets; null: the default of one other person. */
const asked = async (wishes: SendWishes = {}) => {
  const { approvals } = await card(await waitingSend(db, wishes));
  return approvals.map((one: { rule: string | null }) => one.rule);
};

test("without a rule one other person is enough, and the card says so", async () => {
  const send = await waitingSend(db);
  assert.deepEqual((await card(send)).approvals, [
    { rule: null, approvers: 1, group_id: null, group: null, have: 0, by: [], open: 3 },
  ]);
  assert.equal(await after1(send, "carol"), "expanding");
  assert.equal((await card(send)).approvals, null);
});

test("two approvers are two different people, and the send waits for the second", async () => {
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  const one = await done(approve(send, "carol"));
  assert.deepEqual(
    [one.state, one.approvals[0].have, one.approvals[0].by, one.decided_by],
    ["in_review", 1, [{ name: "Carol", instead_of: [] }], null],
  );
  await refused(db, () => approve(send, "carol"), "already_approved", 409);
  await refused(db, () => approve(send, "bob"), "forbidden", 403);
  assert.equal((await db.sql`select from public.quota_ledger where send_id = ${send}`).length, 0);
  assert.equal(await after1(send, "erin"), "expanding");
});

test("the submitter is never one of them", async () => {
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  await db.sql`update public.sends set submitted_by = (select user_id from public.members where email = 'carol@demo.test') where id = ${send}`;
  await refused(db, () => approve(send, "carol"), "four_eyes", 403);
});

test("a rule counts the people of its group only, and says no to others", async () => {
  await saveRule({ approvers: 1, group_id: bosses });
  const send = await waitingSend(db);
  const details = await refused(db, () => approve(send, "carol"), "not_an_approver", 403);
  assert.equal(details.groups, "管理层");
  assert.equal(await after1(send, "alice"), "expanding");
});

test("approve is offered to whom it would be granted, and says why not to everyone else", async () => {
  const offered = async (send: string, person: Person) => {
    const { allowed, code } = await buttonOf(db.as(person), "send", send);
    return [allowed, code];
  };
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  assert.deepEqual(await offered(send, "carol"), [true, null]);
  await done(approve(send, "carol"));
  assert.deepEqual(await offered(send, "carol"), [false, "already_approved"]);
  assert.deepEqual(await offered(send, "erin"), [true, null]);
  assert.deepEqual(await offered(send, "bob"), [false, "forbidden"]);
  await db.sql`delete from public.approval_rules`;
  assert.deepEqual(
    await offered(send, "carol"),
    [false, "already_approved"],
    "two were asked when it was submitted",
  );
  await saveRule({ approvers: 1, group_id: bosses });
  const theirs = await waitingSend(db);
  assert.deepEqual(await offered(theirs, "carol"), [false, "not_an_approver"]);
  assert.deepEqual(await offered(theirs, "alice"), [true, null]);
});

test("what waits says to each person whether it waits for them: not to its maker, nor to who has decided, nor whom no rule counts", async () => {
  const waits = async (send: string, person: Person) => {
    const [row] = await db
      .as(person)
      .rows("select decides from public.waiting_reviews where id = $1", [send]);
    return row?.decides;
  };
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  assert.deepEqual([await waits(send, "carol"), await waits(send, "bob")], [true, false]);
  await done(approve(send, "carol"));
  assert.deepEqual([await waits(send, "carol"), await waits(send, "erin")], [false, true]);
  await db.sql`insert into private.touches (resource, row_id, person) values ('send', ${send}, ${PEOPLE.erin})`;
  assert.equal(await waits(send, "erin"), false, "who edited it");
  await clearRules(db);
  await saveRule({ approvers: 1, group_id: bosses });
  const theirs = await waitingSend(db);
  assert.deepEqual([await waits(theirs, "carol"), await waits(theirs, "alice")], [false, true]);
  assert.equal(await waits(theirs, "mallory"), undefined);
});

test("the card counts who may still approve: not the submitter, not who has, not who may no longer", async () => {
  await saveRule({ approvers: 2 });
  const open = async (send: string) => (await card(send)).approvals[0].open;
  const send = await waitingSend(db);
  assert.equal(await open(send), 3);
  await done(approve(send, "carol"));
  assert.equal(await open(send), 2);
  await db.sql`update public.sends set submitted_by = (select user_id from public.members where email = 'alice@demo.test') where id = ${send}`;
  assert.equal(await open(send), 1);
  await db.sql`update public.members set state = 'disabled' where email = 'erin@nowhere.test'`;
  assert.equal(await open(send), 0);
  await db.sql`update public.members set state = 'active' where email = 'erin@nowhere.test'`;
});

test("two rules that a send meets both hold, and one person may count for both", async () => {
  await saveRule({ name: "甲", approvers: 2 });
  await saveRule({ name: "乙", approvers: 1, group_id: bosses });
  const send = await waitingSend(db);
  assert.equal(await after1(send, "carol"), "in_review");
  assert.equal(await after1(send, "erin"), "in_review", "two have approved, and none of them a boss");
  const { approvals } = await card(send);
  assert.deepEqual(
    approvals.map((one: Record<string, unknown>) => [one.rule, one.approvers, one.group, one.have]),
    [
      ["乙", 1, "管理层", 0],
      ["甲", 2, null, 2],
    ],
  );
  assert.equal(await after1(send, "alice"), "expanding");
});

test("a rule holds from its audience, its cost, its kind and its requester on, and no sooner", async () => {
  const analysts = await group(db, "数据组", ["bob"]);
  await saveRule({ name: "人数", min_audience: 6, approvers: 2 });
  await saveRule({ name: "费用", min_units: 5, approvers: 2 });
  await saveRule({ name: "营销", marketing: true, approvers: 2 });
  await saveRule({ name: "通知", marketing: false, approvers: 2 });
  await saveRule({ name: "数据组的", requester_group_id: analysts, approvers: 2 });
  await saveRule({ name: "管理层的", requester_group_id: bosses, approvers: 2 });
  await saveRule({ name: "都要", min_audience: 6, marketing: true, approvers: 2 });
  const sorted = async (wishes: SendWishes) => (await asked(wishes)).sort();
  assert.deepEqual(await sorted({ count: 4 }), ["通知", "数据组的"].sort());
  assert.deepEqual(await sorted({ count: 5 }), ["通知", "数据组的", "费用"].sort());
  assert.deepEqual(await sorted({ count: 6 }), ["通知", "数据组的", "费用", "人数"].sort());
  assert.deepEqual(
    await sorted({ count: 6, sms: "会员福利" }),
    ["营销", "数据组的", "费用", "人数", "都要"].sort(),
  );
});

test("an edit after the first approval voids it: the second is refused, and after another submission all begin anew", async () => {
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  assert.equal(await after1(send, "carol"), "in_review");
  await db.sql`update public.sends set validity_days = 3 where id = ${send}`;
  await refused(db, () => approve(send, "erin"), "hash_changed", 409);
  await done(db.as("erin").rpc("reject_send", { send, reason: "改过了" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.equal((await card(send)).approvals[0].have, 0);
  assert.equal(await after1(send, "erin"), "in_review", "what carol approved before counts no more");
  assert.equal(await after1(send, "carol"), "expanding");
});

test("rejected and submitted again just as it was, it needs all its approvals again", async () => {
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  const { hash } = await card(send);
  assert.equal(await after1(send, "carol"), "in_review");
  await done(db.as("erin").rpc("reject_send", { send, reason: "再等等" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  const { approvals, hash: again } = await card(send);
  assert.deepEqual([again, approvals[0].have], [hash, 0]);
});

test("an approval of what the send was before counts for nothing, even within one submission", async () => {
  await saveRule({ approvers: 2 });
  const send = await waitingSend(db);
  await done(approve(send, "carol"));
  await db.sql`update public.sends set validity_days = 3 where id = ${send}`;
  await db.sql`update public.sends set hash = private.send_hash(id) where id = ${send}`;
  assert.equal((await card(send)).approvals[0].have, 0);
});

test("a stricter rule holds for what waits already; a milder one lets go what has enough, at the next click", async () => {
  const send = await waitingSend(db);
  await saveRule({ name: "严", approvers: 2 });
  assert.equal(await after1(send, "carol"), "in_review");
  const [row] = await db.sql`select id from public.approval_rules`;
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: row?.id }));
  assert.equal((await card(send)).state, "in_review");
  assert.equal(await after1(send, "carol"), "expanding", "she has approved, and now that is enough");
});

test("who has left the group counts for it no more", async () => {
  const pair = await group(db, "双人", ["carol", "erin"]);
  await saveRule({ approvers: 2, group_id: pair });
  const send = await waitingSend(db);
  await done(approve(send, "carol"));
  await db.sql`delete from public.group_members g using public.members m where g.group_id = ${pair} and m.id = g.member_id and m.email = 'carol@demo.test'`;
  assert.equal(await after1(send, "erin"), "in_review");
});

test("two who approve at the same instant decide once; where two are needed, both count", async () => {
  const one = await waitingSend(db);
  const lock = (send: string) => `select from public.sends where id = '${send}' for update`;
  const answers = await waiting(db, lock(one), [() => approve(one, "carol"), () => approve(one, "erin")]);
  assert.deepEqual(answers.map(({ error }) => error?.code ?? "done").sort(), ["done", "wrong_state"]);
  assert.equal((await db.sql`select from public.send_approvals where send_id = ${one}`).length, 1);
  assert.equal((await db.sql`select from public.quota_ledger where send_id = ${one}`).length, 2);
  await saveRule({ approvers: 2 });
  const two = await waitingSend(db);
  const both = await waiting(db, lock(two), [() => approve(two, "carol"), () => approve(two, "erin")]);
  assert.deepEqual(both.map(({ data }) => data?.state).sort(), ["expanding", "in_review"]);
});

test("the glass is broken by an owner with a reason, and all who may approve are told where they are linked", async () => {
  await saveRule({ approvers: 3 });
  await linkChat(db, "carol", "slack:T1:UCAROL");
  await linkChat(db, "erin", "discord:-:77");
  await linkChat(db, "bob", "slack:T1:UBOB");
  const send = await waitingSend(db);
  const breaks = (person: Person, reason: string | null) => () =>
    db.as(person).rpc("break_glass_send", { send, reason });
  await refused(db, breaks("bob", "急"), "forbidden", 403);
  await refused(db, breaks("carol", "急"), "forbidden", 403);
  await refused(db, breaks("mallory", "急"), "not_found", 404);
  for (const none of [null, "", "  "]) await refused(db, breaks("alice", none), "reason_required", 422);
  const answer = await done(breaks("alice", "机房停电公告")());
  assert.deepEqual(
    [answer.state, answer.reason, answer.decided_by_name],
    ["expanding", "机房停电公告", "Alice"],
  );
  const told = await db.sql`select p.provider, p.chat_channel, p.person, a.details from private.alert_posts p
    join public.alerts a on a.id = p.alert_id where a.kind = 'break_glass' and a.resource_id = ${send} order by 1`;
  assert.deepEqual(
    told.map(({ provider, chat_channel, person }) => [provider, chat_channel, person]),
    [
      ["discord", null, "77"],
      ["slack", null, "UCAROL"],
    ],
  );
  assert.deepEqual([told[0]?.details.by, told[0]?.details.reason], ["Alice", "机房停电公告"]);
  assert.equal(await alerts(db, "break_glass", send), 1);
  await refused(db, breaks("alice", "再来"), "wrong_state", 409);
});

test("an owner may break the glass of her own send, and not of one that has changed since", async () => {
  const send = await waitingSend(db);
  await db.sql`update public.sends set submitted_by = (select user_id from public.members where email = 'alice@demo.test') where id = ${send}`;
  await db.sql`update public.sends set validity_days = 2 where id = ${send}`;
  const breaks = () => db.as("alice").rpc("break_glass_send", { send, reason: "急" });
  await refused(db, breaks, "hash_changed", 409);
  await db.sql`update public.sends set hash = private.send_hash(id) where id = ${send}`;
  assert.equal((await done(breaks())).state, "expanding");
});

test("people of the enterprise see who approved, and mallory does not", async () => {
  const send = await waitingSend(db, { count: phones(2).length });
  await done(db.as("carol").rpc("approve_send", { send, reason: "看过了" }));
  const query = "select reason from public.send_approvals where send_id = $1";
  assert.deepEqual(await db.as("dan").rows(query, [send]), [{ reason: "看过了" }]);
  assert.deepEqual(await db.as("mallory").rows(query, [send]), []);
  await assert.rejects(db.sql`delete from public.send_approvals`, /append-only/);
});

const away = (person: Person, delegate: Person | null, last_day = new Date(Date.now() + 3 * 86_400_000)) =>
  done(
    db.as(person).rpc("set_delegate", {
      input: { delegate: delegate && PEOPLE[delegate], last_day: last_day.toISOString().slice(0, 10) },
    }),
  );

/** In whose place the last approval was given, as the log has it. */
const decidedFor = async (send: string) =>
  (
    await db.sql`select details from public.audit_log where verb = 'approve' and outcome = 'granted' and resource_id = ${send} order by id desc limit 1`
  )[0]?.details?.instead_of;

test("a delegate's decision counts for the member of a group who is away; it still does when they are back", async () => {
  await saveRule({ approvers: 1, group_id: bosses });
  await away("alice", "carol");
  const send = await waitingSend(db);
  assert.equal(
    (await card(send)).approvals[0].open,
    1,
    "one of the group, in their own place or by the delegate",
  );
  await refused(db, () => approve(send, "erin"), "not_an_approver", 403);
  assert.equal(await after1(send, "carol"), "expanding");
  assert.deepEqual(await decidedFor(send), ["Alice"], "the log has for whom it counted");

  await saveRule({ name: "两位", approvers: 2 });
  const two = await waitingSend(db);
  await done(approve(two, "carol"));
  await away("alice", null);
  const [own] = (await card(two)).approvals.filter(({ rule }: { rule: string }) => rule === "策略");
  assert.deepEqual([own.have, own.by, own.open], [1, [{ name: "Carol", instead_of: ["Alice"] }], 1]);
  assert.equal(await after1(two, "erin"), "expanding");
});

test("one person never counts twice: not a delegate who is of the group, nor who decides all the same, nor for the maker", async () => {
  const both = await group(db, "两人组", ["alice", "carol"]);
  await saveRule({ approvers: 2, group_id: both });
  await away("alice", "carol");
  const send = await waitingSend(db);
  const [after] = (await done(approve(send, "carol"))).approvals;
  assert.deepEqual([after.have, after.open], [1, 1], "for herself, and not for Alice too");
  assert.equal(await decidedFor(send), undefined);
  assert.equal(await after1(send, "alice"), "expanding");

  await db.sql`delete from public.approval_rules`;
  const trio = await group(db, "甲组", ["alice", "erin"]);
  await saveRule({ approvers: 2, group_id: trio });
  const twice = await waitingSend(db);
  assert.equal((await done(approve(twice, "carol"))).approvals[0].have, 1, "for Alice");
  assert.deepEqual(await decidedFor(twice), ["Alice"]);
  const [still] = (await done(approve(twice, "alice"))).approvals;
  assert.deepEqual(
    [still.have, still.by],
    [1, [{ name: "Alice", instead_of: [] }]],
    "Alice has decided herself",
  );
  assert.equal(await after1(twice, "erin"), "expanding");

  await db.sql`delete from public.approval_rules`;
  await saveRule({ approvers: 1, group_id: bosses });
  const hers = await waitingSend(db);
  await db.sql`insert into private.touches (resource, row_id, person) values ('send', ${hers}, ${PEOPLE.alice})`;
  await refused(db, () => approve(hers, "carol"), "not_an_approver", 403);
  await away("alice", null);
});
