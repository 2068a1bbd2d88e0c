import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedDomain,
  approvedSend,
  booksAgree,
  clearStage,
  done,
  handOver,
  idOf,
  memberOf,
  openAllDay,
  report,
  type SendWishes,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { alerts, erinApproves, noCaps, pass, refused } from "./sends_fixtures.ts";

/** SND-2, APR-1: what a send stands on, when it falls × where the send is by then. docs/house/approvals.md has the table. */
const db = await testDatabase({ last: booksAgree });
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
await db.sql`update public.channels set batch_size = 1`;
beforeEach(() => clearStage(db));

/** Bob's, approved by carol; over a domain that is not the default one, which is never disabled. */
const approved = (wishes: SendWishes = {}) => approvedSend(db, { domain_id: DOMAIN, ...wishes });
const started = (wishes: SendWishes = {}) => startedSend(db, { domain_id: DOMAIN, ...wishes });
const codeOf = async (send: string) => {
  const { state, pause_code } = await account(db, send);
  return [state, pause_code];
};
const act = (verb: string, send: string, person: Person = "bob") => db.as(person).rpc(verb, { send });
const due = (send: string) =>
  db.sql`update public.sends set scheduled_at = clock_timestamp() - interval '1 second' where id = ${send}`;
const planDue = (plan: string) =>
  db.sql`update public.sends set next_at = clock_timestamp() - interval '1 second' where id = ${plan}`;
/** Everything that is left of a send, handed over one by one. */
async function allOf(): Promise<string[]> {
  const all: string[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    await tick(db);
    all.push(...(await handOver(db)));
  }
  return all;
}

const DOMAIN = await approvedDomain(db, "stands.example");
const TEMPLATE = await idOf(db, "templates", "签收提醒");
const SMS = await idOf(db, "sms_templates", "订单通知");
const turned = (verb: string, noun: string, id: string) =>
  done(db.as("alice").rpc(`${verb}_${noun}`, { [noun]: id }));
const [row] = await db.sql`select g.id as signature, t.live_version_id as version
  from public.sms_templates m join public.sms_template_versions v on v.id = m.live_version_id
  join public.sms_signatures g on g.id = v.signature_id
  join public.templates t on t.id = ${TEMPLATE}
  where m.id = ${SMS}`;
const reviews = (state: string) =>
  db.sql`update public.vendor_reviews set state = ${state} where version_id = ${row?.version}`;

/** What a send is made of: how it falls, and how it is put right again. */
const PARTS = [
  [
    "its template disabled",
    "template_disabled",
    () => turned("disable", "template", TEMPLATE),
    () => turned("enable", "template", TEMPLATE),
  ],
  [
    "its SMS template disabled",
    "sms_template_disabled",
    () => db.sql`update public.sms_templates set enabled = false where id = ${SMS}`,
    () => db.sql`update public.sms_templates set enabled = true where id = ${SMS}`,
  ],
  [
    "its signature disabled",
    "signature_disabled",
    () => db.sql`update public.sms_signatures set enabled = false where id = ${row?.signature}`,
    () => db.sql`update public.sms_signatures set enabled = true where id = ${row?.signature}`,
  ],
  [
    "its domain disabled",
    "domain_disabled",
    () => turned("disable", "domain", DOMAIN),
    () => turned("enable", "domain", DOMAIN),
  ],
] as const;

for (const [how, code, fall, mend] of PARTS) {
  test(`${how}: what waits for its time does not begin, and begins once a person lets it`, async () => {
    const send = await approved({
      count: 2,
      timing: "scheduled",
      scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await tick(db);
    await fall();
    await due(send);
    await tick(db);
    assert.deepEqual(await codeOf(send), ["paused", code]);
    assert.equal(await alerts(db, "send_paused", send), 1);
    await refused(db, () => act("resume_send", send), code, 409);
    assert.deepEqual(await handOver(db), []);
    await mend();
    assert.equal((await done(act("resume_send", send))).state, "ready");
    assert.equal((await allOf()).length, 2);
  });

  test(`${how}: what runs hands over no further number, is paused with the reason, and goes on with the rest`, async () => {
    const send = await started({ count: 3 });
    assert.equal(await pass(db), 1);
    await fall();
    assert.equal(await pass(db), 0, "not even before the clock turns");
    await tick(db);
    assert.deepEqual(await codeOf(send), ["paused", code]);
    await refused(db, () => act("resume_send", send), code, 409);
    await mend();
    assert.equal((await done(act("resume_send", send))).state, "sending");
    assert.equal((await allOf()).length, 2);
  });

  test(`${how}: a paused send is not resumed, and the rest of a trial is not released`, async () => {
    const paused = await started({ count: 2 });
    await done(act("pause_send", paused));
    const trial = await started({ count: 3, trial: true, trial_size: 1 });
    await report(db, await handOver(db), "delivered");
    await tick(db);
    const [held] = await db.as("bob").rows(`select state from public.sends where id = '${trial}'`);
    assert.equal(held?.state, "trial_hold");
    await fall();
    await refused(db, () => act("resume_send", paused), code, 409);
    await refused(db, () => act("release_send", trial), code, 409);
    await mend();
    assert.equal((await done(act("resume_send", paused))).state, "sending");
    assert.equal((await done(act("release_send", trial))).state, "sending");
  });

  test(`${how}: a plan is paused at its next occurrence, and a resend is not approved`, async () => {
    const plan = await approved({ count: 2, timing: "recurring", cron: "17 * * * *" });
    await fall();
    await planDue(plan);
    await tick(db);
    assert.deepEqual(await codeOf(plan), ["paused", code]);
    await refused(db, () => act("resume_send", plan), code, 409);
    await mend();
    const first = await started({ count: 1 });
    await report(db, await handOver(db), "failed");
    await tick(db);
    const again = (await done(act("resend_send", first))).id;
    await fall();
    await refused(db, () => act("approve_send", again, "carol"), code, 409);
    await mend();
  });
}

test("a template of which no vendor's approval is left is not begun with", async () => {
  const send = await approved({ count: 1 });
  await reviews("rejected");
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  assert.deepEqual(await codeOf(send), ["paused", "template_not_approved"]);
  await reviews("approved");
});

const disable = async (person: Person) =>
  done(db.as("alice").rpc("disable_member", { member: await memberOf(db, person) }));
const enable = async (person: Person) =>
  done(db.as("alice").rpc("enable_member", { member: await memberOf(db, person) }));

/** Whose word a send goes out on, and how it is said to have come back to review. */
const PEOPLE_OF = [
  ["its approver", "approval_gone", "carol"],
  ["whoever submitted it", "maker_gone", "bob"],
] as const;

for (const [who, code, person] of PEOPLE_OF) {
  test(`${who} disabled: what waits for its time goes back to review, and begins once another approves it`, async () => {
    const send = await approved({
      count: 2,
      timing: "scheduled",
      scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await tick(db);
    await disable(person);
    await due(send);
    await tick(db);
    assert.deepEqual(await codeOf(send), ["in_review", code]);
    await db.sql`update public.sends s set hash = private.send_hash(s.id) where s.id = ${send}`;
    assert.equal((await done(act("approve_send", send, "erin"))).state, "expanding");
    assert.equal((await allOf()).length, 2);
    await enable(person);
  });

  test(`${who} disabled: what runs, is paused or on trial goes back to review, and the rest goes on once another approves it`, async () => {
    const running = await started({ count: 3 });
    assert.equal(await pass(db), 1);
    const paused = await started({ count: 2 });
    await done(act("pause_send", paused));
    await disable(person);
    await tick(db);
    assert.deepEqual(await codeOf(running), ["in_review", code]);
    assert.deepEqual(await handOver(db), []);
    assert.equal((await done(act("resume_send", paused, "alice"))).state, "in_review");
    await enable(person);
    assert.equal((await done(act("approve_send", running, "erin"))).state, "sending");
    assert.equal((await allOf()).length, 2);
    await booksAgree(db);
  });

  test(`${who} disabled: a trial is not released on that word, nor an occurrence made`, async () => {
    const trial = await started({ count: 3, trial: true, trial_size: 1 });
    await report(db, await handOver(db), "delivered");
    await tick(db);
    const plan = await approved({ count: 2, timing: "recurring", cron: "17 * * * *" });
    await disable(person);
    assert.equal((await done(act("release_send", trial, "alice"))).state, "in_review");
    await planDue(plan);
    assert.equal((await tick(db)).occurred, 0);
    assert.deepEqual(await codeOf(plan), ["in_review", code]);
    await enable(person);
    assert.equal((await done(act("approve_send", plan, "erin"))).state, "recurring");
    assert.equal((await done(act("approve_send", trial, "erin"))).state, "sending");
    await tick(db);
    assert.equal((await account(db, trial)).state, "trial_hold", "the release is a decision of its own");
  });
}

test("the control: who had no part in it may leave, and a rule that comes after a decision asks nothing of it", async () => {
  const send = await started({ count: 2 });
  await disable("erin");
  await done(
    db.as("alice").rpc("create_approval_rule", { input: { name: "两人", approvers: 2, min_audience: 1 } }),
  );
  await tick(db);
  assert.deepEqual(await codeOf(send), ["sending", null]);
  assert.equal((await allOf()).length, 2);
  await db.sql`delete from public.approval_rules`;
  await enable("erin");
});

test("one of two approvers who leaves is one too few; one of three is not", async () => {
  await done(
    db.as("alice").rpc("create_approval_rule", { input: { name: "两人", approvers: 2, min_audience: 1 } }),
  );
  const send = await waitingSend(db, { count: 2 });
  for (const person of ["carol", "erin"] as const) await done(act("approve_send", send, person));
  await disable("erin");
  for (let turn = 0; turn < 2; turn += 1) await tick(db);
  assert.deepEqual(await codeOf(send), ["in_review", "approval_gone"]);
  await enable("erin");
  await db.sql`delete from public.approval_rules`;
});

test("what came back after it had begun keeps its units; rejected, it is neither edited nor sent, and cancelled it gives them back", async () => {
  const send = await started({ count: 3 });
  assert.equal(await pass(db), 1);
  await disable("carol");
  await tick(db);
  await enable("carol");
  const { pending } = await account(db, send);
  assert.equal(pending, 2);
  await done(db.as("erin").rpc("reject_send", { send, reason: "内容有误" }));
  assert.deepEqual(await allOf(), []);
  assert.equal((await done(act("submit_send", send))).state, "in_review");
  await done(act("cancel_send", send));
  await booksAgree(db);
});
