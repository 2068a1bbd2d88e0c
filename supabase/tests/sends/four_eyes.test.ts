import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  buttonsOf,
  done,
  draftSend,
  finishPart,
  importing,
  openAllDay,
  PARAMS,
  sendInput,
  waitingSend,
} from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { clearRules, erinApproves, group, noCaps, overSend, refused } from "./sends_fixtures.ts";

/** T9: four eyes hold over time: for who was asked then and is asked now, may decide now, and has not had it in hand. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
beforeEach(() => clearRules(db));

const rule = (input: object) =>
  done(db.as("alice").rpc("create_approval_rule", { input: { name: "规则", ...input } }));
const change = (id: string, input: object) =>
  done(
    db
      .as("alice")
      .rpc("update_approval_rule", { approval_rule: id, input: { name: "规则", approvers: 1, ...input } }),
  );
const approve = (send: string, person: Person) => db.as(person).rpc("approve_send", { send });
const stateAfter = async (send: string, person: Person) => (await done(approve(send, person))).state;
/** Of each requirement on the card: approvers, approvals that count, people who may still give one. */
const counts = async (send: string) =>
  (await account(db, send)).approvals.map((one: Record<string, unknown>) => [
    one.approvers,
    one.have,
    one.open,
  ]);
const set = (person: Person, state: "active" | "disabled") =>
  db.sql`update public.members set state = ${state} where user_id = ${PEOPLE[person]}`;
const join = (id: string, person: Person) =>
  db.sql`insert into public.group_members (group_id, member_id, enterprise_id)
    select ${id}, m.id, m.enterprise_id from public.members m where m.user_id = ${PEOPLE[person]}`;
const leave = (id: string, person: Person) =>
  db.sql`delete from public.group_members g using public.members m
    where g.group_id = ${id} and m.id = g.member_id and m.user_id = ${PEOPLE[person]}`;

test("the approval of somebody who has been disabled since does not count", async () => {
  await rule({ approvers: 2 });
  const send = await waitingSend(db);
  assert.equal(await stateAfter(send, "carol"), "in_review");
  await set("carol", "disabled");
  assert.deepEqual(await counts(send), [[2, 0, 2]]);
  assert.equal(await stateAfter(send, "erin"), "in_review", "hers is the only one that counts");
  assert.deepEqual((await account(db, send)).approvals[0].by, [{ name: "Erin", instead_of: [] }]);
  assert.equal(await stateAfter(send, "alice"), "expanding");
  await set("carol", "active");
});

test("nor does that of somebody who may approve no longer", async () => {
  await rule({ approvers: 2 });
  const send = await waitingSend(db);
  assert.equal(await stateAfter(send, "carol"), "in_review");
  const [reviewers] = await db.sql`
    select g.id from public.groups g join public.group_members x on x.group_id = g.id join public.members m on m.id = x.member_id
    where g.name = 'Reviewers' and m.user_id = ${PEOPLE.carol}`;
  await leave(reviewers?.id, "carol");
  assert.equal(await stateAfter(send, "erin"), "in_review");
  await join(reviewers?.id, "carol");
  assert.deepEqual(await counts(send), [[2, 2, 1]]);
});

test("who joins the group after the submission does not decide, and who has left it counts no more", async () => {
  const pair = await group(db, "双人", ["carol", "erin"]);
  await rule({ approvers: 2, group_id: pair });
  const send = await waitingSend(db);
  await join(pair, "alice");
  const { groups } = await refused(db, () => approve(send, "alice"), "not_an_approver", 403);
  assert.equal(groups, "双人");
  assert.equal(await stateAfter(send, "carol"), "in_review");
  await leave(pair, "carol");
  assert.equal(await stateAfter(send, "erin"), "in_review");
  assert.deepEqual(await counts(send), [[2, 1, 0]]);
});

test("a rule that is relaxed after the submission still asks what it asked then", async () => {
  const { id } = await rule({ approvers: 2 });
  const changed = await waitingSend(db);
  await change(id, { approvers: 1 });
  assert.deepEqual(await counts(changed), [[2, 0, 3]]);
  assert.equal(await stateAfter(changed, "carol"), "in_review");
  assert.equal(await stateAfter(changed, "erin"), "expanding");
  await change(id, { approvers: 2 });
  const deleted = await waitingSend(db);
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: id }));
  assert.equal(await stateAfter(deleted, "carol"), "in_review");
  assert.equal(await stateAfter(deleted, "erin"), "expanding");
});

test("a rule that is tightened after the submission asks what it asks now; one whose group was changed asks both", async () => {
  const { id } = await rule({ approvers: 1 });
  const tightened = await waitingSend(db);
  await change(id, { approvers: 2 });
  assert.equal(await stateAfter(tightened, "carol"), "in_review");
  assert.equal(await stateAfter(tightened, "erin"), "expanding");
  const [ours, theirs] = [await group(db, "财务", ["carol"]), await group(db, "法务", ["erin"])];
  await change(id, { group_id: ours });
  const moved = await waitingSend(db);
  await change(id, { group_id: theirs });
  assert.equal(await stateAfter(moved, "erin"), "in_review", "the group of its submission is asked too");
  assert.equal(await stateAfter(moved, "carol"), "expanding");
});

test("the author of a send does not decide about it, whoever submits it", async () => {
  const { id: send } = await done(db.as("alice").rpc("create_send", { input: await sendInput(db) }));
  await done(db.as("bob").rpc("submit_send", { send }));
  await refused(db, () => approve(send, "alice"), "four_eyes", 403);
  await refused(db, () => db.as("alice").rpc("reject_send", { send, reason: "不" }), "four_eyes", 403);
  assert.deepEqual(await counts(send), [[1, 0, 2]], "nor is she among those who may");
  assert.equal(await stateAfter(send, "carol"), "expanding");
});

test("who submitted it the first time does not decide about it the second time", async () => {
  const send = await draftSend(db);
  await done(db.as("alice").rpc("submit_send", { send }));
  await done(db.as("carol").rpc("reject_send", { send, reason: "再看看" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  await refused(db, () => approve(send, "alice"), "four_eyes", 403);
  assert.equal(await stateAfter(send, "carol"), "expanding");
});

test("who imported its numbers does not decide about it, nor about their resend", async () => {
  const input = { phones: ["+8613900000001"], params: [PARAMS] };
  const { id: own } = await done(db.as("alice").rpc("type_numbers", { input }));
  // Announced by bob, its import started by alice.
  const shared = await importing(db, 1, "合办.csv", "alice");
  await finishPart(db, shared, 1, [{ line: 2, phone: "+8613900000002" }]);
  for (const file of [own, shared]) {
    const send = await waitingSend(db, { file });
    await refused(db, () => approve(send, "alice"), "four_eyes", 403);
    assert.equal(await stateAfter(send, "carol"), "expanding");
    await done(db.as("bob").rpc("cancel_send", { send }));
  }
  const over = await overSend(db, { failed: 2 });
  await db.sql`update public.number_files f set created_by = ${PEOPLE.alice}
    from public.sends s where s.id = ${over} and f.id = s.number_file_id`;
  const { id: again } = await done(db.as("bob").rpc("resend_send", { send: over }));
  await refused(db, () => approve(again, "alice"), "four_eyes", 403);
  assert.equal(await stateAfter(again, "carol"), "expanding");
});

test("where nobody is left who could, the card says so, and submitted again all begins anew", async () => {
  const pair = await group(db, "值班", ["carol", "erin"]);
  await rule({ approvers: 2, group_id: pair });
  const send = await waitingSend(db);
  assert.equal(await stateAfter(send, "carol"), "in_review");
  await set("erin", "disabled");
  await join(pair, "alice");
  assert.deepEqual(await counts(send), [[2, 1, 0]]);
  await done(db.as("alice").rpc("reject_send", { send, reason: "人不在了" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.deepEqual(await counts(send), [[2, 0, 2]]);
  assert.equal(await stateAfter(send, "alice"), "in_review");
  assert.equal(await stateAfter(send, "carol"), "expanding");
  await set("erin", "active");
});

test("the glass is not broken with a reason that has no words", async () => {
  const send = await waitingSend(db);
  const breaks = (reason: string) => db.as("alice").rpc("break_glass_send", { send, reason });
  for (const none of [".", "…", "  ", "。。。", "-- !?"])
    await refused(db, () => breaks(none), "reason_required", 422);
  assert.equal((await done(breaks("机房着火"))).state, "expanding");
});

test("who broke the glass does not close the alert that tells of it; somebody else does", async () => {
  const send = await waitingSend(db);
  await done(db.as("alice").rpc("break_glass_send", { send, reason: "机房着火" }));
  const [row] =
    await db.sql`select id::text from public.alerts where kind = 'break_glass' and resource_id = ${send}`;
  const see = (person: Person) => db.as(person).rpc("see_alert", { alert: row?.id });
  await refused(db, () => see("alice"), "own_glass", 403);
  const buttons = await buttonsOf(db.as("alice"), "alert", row?.id);
  assert.deepEqual(
    buttons.map(({ verb, allowed, code }) => [verb, allowed, code]),
    [["see", false, "own_glass"]],
  );
  assert.ok((await done(see("carol"))).seen_at);
  assert.ok((await done(see("alice"))).seen_at, "now it is seen, and whoever looks again hears so");
});
