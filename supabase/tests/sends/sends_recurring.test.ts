import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  clearStage,
  done,
  draftSend,
  idOf,
  openAllDay,
  type SendWishes,
  sendInput,
  setSendSettings,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { alerts, noCaps, pass, refused } from "./sends_fixtures.ts";

/** SND-1, CRN-1: a recurring send is a plan; each occurrence is a send of its own, exactly as approved. */
const db = await testDatabase({ last: booksAgree });
await openAllDay(db);
await noCaps(db);
beforeEach(() => clearStage(db));

const hourly = { timing: "recurring", cron: "17 * * * *" };
const plan = (wishes: SendWishes = {}) => approvedSend(db, { ...hourly, ...wishes });
/** Moves the plan's next occurrence this far into the past. */
const due = (send: string, ago = "1 second") =>
  db.sql`update public.sends set next_at = now() - ${ago}::interval where id = ${send}`;
const occurrences = (send: string) =>
  db.sql`select * from public.sends where parent_id = ${send} order by batch_no`;
const create = async (wishes: SendWishes) => {
  const input = await sendInput(db, wishes);
  return () => db.as("bob").rpc("create_send", { input });
};

test("approved by carol, the plan stands with its next instant, reserves nothing and sends nothing itself", async () => {
  const before = await balance(db);
  const waiting = await waitingSend(db, hourly);
  const asked = await account(db, waiting);
  assert.equal(asked.next_at, null);
  const [first] = await db.sql`select private.next_occurrence('17 * * * *', now(), 'Asia/Shanghai') as at`;
  assert.equal(
    new Date(asked.first_at).getTime(),
    first?.at.getTime(),
    "when it would come, approved by then",
  );
  const card = await done(db.as("carol").rpc("approve_send", { send: waiting }));
  const [row] = await db.sql`select private.next_occurrence('17 * * * *', now(), 'Asia/Shanghai') as at`;
  assert.deepEqual([card.state, new Date(card.next_at).getTime()], ["recurring", row?.at.getTime()]);
  assert.equal(card.first_at, null);
  assert.equal((await tick(db)).occurred, 0);
  assert.deepEqual(await balance(db), before);
});

test("the links of an occurrence are minted on its day, not on the day of its plan's approval", async () => {
  const send = await plan({ count: 3 });
  await db.sql`update public.sends set created_at = created_at - interval '10 days', decided_at = decided_at - interval '10 days' where id = ${send}`;
  await due(send);
  assert.equal((await tick(db)).occurred, 1);
  await tick(db);
  const minted =
    await db.sql`select (t.day = private.day_of(t.enterprise_id, now())) as today, sum(t.minted)::int as n
    from public.template_days t join public.sends s on s.template_id = t.template_id and s.id = ${send} where t.kind = 'send' and t.minted > 0 group by 1`;
  assert.deepEqual([...minted], [{ today: true, n: 3 }]);
});

test("what is due is a send of its own: the same numbers, its own batch number, account and quota, and it goes out", async () => {
  const send = await plan({ count: 4 });
  const [available = 0, reserved = 0] = await balance(db);
  await due(send);
  assert.equal((await tick(db)).occurred, 1);
  const [one, ...more] = await occurrences(send);
  assert.equal(more.length, 0);
  const parent = await account(db, send);
  assert.deepEqual(
    [one?.origin, one?.timing, one?.batch_no, one?.number_file_id],
    ["occurrence", "scheduled", `${parent.batch_no}-1`, parent.number_file_id],
  );
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 4, reserved + 4]);
  await tick(db);
  await tick(db);
  assert.equal(await pass(db), 4);
  const card = await account(db, one?.id);
  assert.deepEqual(
    [card.handed, card.intended, card.parent_name, card.decided_by_name],
    [4, 4, parent.name, "Carol"],
  );
  assert.equal(parent.state, "recurring");
  assert.ok(parent.next_at > new Date());
  assert.equal((await tick(db)).occurred, 0, "once each");
  await booksAgree(db);
});

test("two at the same instant make one occurrence", async () => {
  const send = await plan();
  await due(send);
  const turns = await Promise.all([tick(db), tick(db)]);
  assert.equal(
    // Whoever comes while another turns the clock is told so, and does nothing.
    turns.reduce((sum, turn) => sum + (turn?.occurred ?? 0), 0),
    1,
  );
  assert.equal((await occurrences(send)).length, 1);
});

test("one that is an hour late is left out, and that is written down", async () => {
  const send = await plan();
  await due(send, "61 minutes");
  assert.equal((await tick(db)).occurred, 0);
  assert.deepEqual([...(await occurrences(send))], []);
  const { state, next_at } = await account(db, send);
  assert.equal(state, "recurring");
  assert.ok(next_at > new Date());
  const lines = await db.sql`select verb from public.audit_log where resource_id = ${send} and verb = 'skip'`;
  assert.equal(lines.length, 1);
  await due(send, "59 minutes");
  assert.equal((await tick(db)).occurred, 1);
});

test("the repetition ends: what lies at or behind its end is not made, and the plan is done", async () => {
  const until = new Date(Date.now() + 3 * 3_600_000).toISOString();
  const send = await plan({ repeat_until: until });
  await due(send);
  await db.sql`update public.sends set repeat_until = now() where id = ${send}`;
  // As if it had been approved so.
  await db.sql`with s as (update public.sends set hash = private.send_hash(id), submitted_at = clock_timestamp()
      where id = ${send} returning *)
    insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at)
    select s.id, s.enterprise_id, s.decided_by, s.hash, s.submitted_at from s`;
  assert.equal((await tick(db)).occurred, 1);
  const { state, next_at, finished_at } = await account(db, send);
  assert.deepEqual([state, next_at, finished_at instanceof Date], ["done", null, true]);
  assert.equal((await tick(db)).occurred, 0);
});

test("a template that was switched off pauses the plan, people are told, and nothing of the occurrence is left", async () => {
  const send = await plan();
  const template = await idOf(db, "templates", "签收提醒");
  await done(db.as("bob").rpc("disable_template", { template }));
  const before = await balance(db);
  await due(send);
  assert.equal((await tick(db)).occurred, 0);
  assert.equal((await tick(db)).occurred, 0);
  const card = await account(db, send);
  assert.deepEqual([card.state, card.pause_code, card.paused_by], ["paused", "template_disabled", null]);
  assert.deepEqual([...(await occurrences(send))], []);
  assert.deepEqual(await balance(db), before);
  assert.equal(await alerts(db, "send_paused", send), 1);
  await done(db.as("bob").rpc("enable_template", { template }));
  const again = await done(db.as("bob").rpc("resume_send", { send }));
  assert.deepEqual([again.state, again.pause_code], ["recurring", null]);
  assert.ok(new Date(again.next_at) > new Date(), "what was missed is not made up for");
});

test("what was approved holds only as it was: another marketing window pauses the plan", async () => {
  const send = await plan();
  await due(send);
  await done(
    db
      .as("alice")
      .rpc("update_marketing_window", { input: { marketing_from: "00:30", marketing_to: "23:30" } }),
  );
  assert.equal((await tick(db)).occurred, 0);
  const { pause_code, pause_details } = await account(db, send);
  assert.deepEqual([pause_code, pause_details.fields], ["hash_changed", "window.from, window.to"]);
  assert.deepEqual([...(await occurrences(send))], []);
  assert.equal(await alerts(db, "send_paused", send), 1);
  await openAllDay(db);
});

test("a plan whose packages are used up and which may not go beyond them is paused, and reserves nothing", async () => {
  const send = await plan({ count: 6 });
  const saved = await db.sql`select id, expires_at from public.packages`;
  await db.sql`update public.packages set expires_at = now() - interval '1 second'`;
  await setSendSettings(db, { pay_as_you_go: false });
  const reserved = async () => (await db.sql`select count(*)::int as n from private.reservations`)[0]?.n;
  const before = await reserved();
  await due(send);
  assert.equal((await tick(db)).occurred, 0);
  assert.equal((await account(db, send)).pause_code, "quota_short");
  assert.deepEqual([await reserved(), (await occurrences(send)).length], [before, 0]);
  await setSendSettings(db, { pay_as_you_go: true });
  for (const { id, expires_at } of saved)
    await db.sql`update public.packages set expires_at = ${expires_at} where id = ${id}`;
});

test("a paused plan makes nothing, and a cancelled one neither; what it made already goes on", async () => {
  const send = await plan();
  await due(send);
  await tick(db);
  await done(db.as("carol").rpc("pause_send", { send }));
  await due(send);
  assert.equal((await tick(db)).occurred, 0);
  await done(db.as("bob").rpc("cancel_send", { send }));
  await due(send);
  assert.equal((await tick(db)).occurred, 0);
  const [one] = await occurrences(send);
  assert.equal(one?.state, "sending");
  assert.equal(await pass(db), 6);
});

test("an expression that cannot be read or never comes, and one that comes too often, is refused with nothing left", async () => {
  for (const cron of ["", "at ten", "0 9 30 2 *", "61 9 * * *", null])
    await refused(db, await create({ ...hourly, cron }), "cron_invalid", 422);
  for (const cron of ["* * * * *", "*/30 9 * * *", "0,59 9 * * *", "59,0 9,10 * * *"])
    await refused(db, await create({ ...hourly, cron }), "recurring_too_often", 422);
  assert.equal((await (await create({ ...hourly, cron: "0 * * * *" }))()).error, null);
});

test("an end before the first occurrence, or that cannot be read, is refused", async () => {
  await refused(
    db,
    await create({ ...hourly, repeat_until: new Date("2001-01-01T00:00:00Z").toISOString() }),
    "repetition_over",
    422,
  );
  for (const repeat_until of ["tomorrow week", "infinity"])
    await refused(db, await create({ ...hourly, repeat_until }), "input_invalid", 422);
  await refused(db, await create({ timing: "daily" }), "input_invalid", 422);
});

test("a recurring marketing send comes inside the window only, each time", async () => {
  await db.sql`update public.enterprises set marketing_from = '08:00', marketing_to = '21:00'`;
  const wishes = { timing: "recurring", sms: "会员福利" };
  await refused(db, await create({ ...wishes, cron: "0 7 * * *" }), "schedule_outside_window", 422);
  await refused(db, await create({ ...wishes, cron: "0 9,21 * * *" }), "schedule_outside_window", 422);
  assert.equal((await (await create({ ...wishes, cron: "0 9,20 * * *" }))()).error, null);
  await openAllDay(db);
});

test("only a recurring send has a plan's fields, and its glass is not broken", async () => {
  const once = await draftSend(db, { cron: "0 9 * * *" });
  assert.equal((await account(db, once)).cron, null);
  const waiting = await waitingSend(db, hourly);
  const act = () => db.as("alice").rpc("break_glass_send", { send: waiting, reason: "急" });
  await refused(db, act, "wrong_state", 409);
});
