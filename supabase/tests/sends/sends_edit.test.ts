import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  buttonOf,
  claim,
  clearStage,
  done,
  draftSend,
  idOf,
  imported,
  inHours,
  openAllDay,
  type SendWishes,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { bigFile, erinApproves, fresh, noCaps, overSend, pass, refused, sendEdit } from "./sends_fixtures.ts";

/** SND-1, APR-1: a send is edited by its author while nothing of it has gone out; what was approved before is void. */
const db = await testDatabase({ last: booksAgree });
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
beforeEach(() => clearStage(db));

const scheduled = (hours = 5) => ({ timing: "scheduled", scheduled_at: inHours(hours) });
const save = async (send: string, wishes: SendWishes = {}, person: Person = "bob") =>
  db.as(person).rpc("update_send", await sendEdit(db, send, wishes));
const approve = (send: string, person: Person = "carol") => db.as(person).rpc("approve_send", { send });
const offered = async (send: string, verb: string, person: Person = "bob") => {
  const button = await buttonOf(db.as(person), "send", send, verb);
  return button && [button.allowed, button.code];
};
const lines = (send: string) =>
  db.sql`select verb, before, after, actor_name from public.audit_log where resource_id = ${send} and outcome = 'granted' order by id desc`;

test("a rejected send is edited by its author, submitted again, and approved", async () => {
  const send = await waitingSend(db, { name: "会员日" });
  await done(db.as("carol").rpc("reject_send", { send, reason: "名单不对" }));
  assert.deepEqual(await offered(send, "update"), [true, null]);
  const file = await imported(db, fresh(3));
  const card = await done(save(send, { file, name: "会员日改", validity_days: 3 }));
  assert.deepEqual(
    [card.state, card.name, card.accepted, card.validity_days, card.reason, card.submitted_at, card.revision],
    ["draft", "会员日改", 3, 3, null, null, 2],
  );
  const [line] = await lines(send);
  assert.deepEqual([line?.verb, line?.actor_name], ["update", "Bob"]);
  assert.partialDeepStrictEqual(line?.before, { state: "rejected", name: "会员日", validity_days: 7 });
  assert.partialDeepStrictEqual(line?.after, { state: "draft", name: "会员日改", number_file_id: file });
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.equal((await done(approve(send))).state, "expanding");
});

test("an edit in review voids the approvals that were given, and what was shown decides nothing any more", async () => {
  await done(
    db.as("alice").rpc("create_approval_rule", { input: { name: "两人", min_audience: 6, approvers: 2 } }),
  );
  const send = await waitingSend(db);
  assert.equal((await done(approve(send))).approvals[0].have, 1);
  const { shown: old } = await buttonOf(db.as("erin"), "send", send);
  await done(save(send, { name: "改过" }));
  assert.equal((await approve(send, "erin")).error?.code, "wrong_state");
  await done(db.as("bob").rpc("submit_send", { send }));
  const stale = await db.as("erin").rpc("approve_send", { send, shown: old });
  assert.equal(stale.error?.code, "shown_changed");
  assert.equal(
    (await done(approve(send, "erin"))).approvals[0].have,
    1,
    "the approval before counts no more",
  );
  assert.equal((await done(approve(send))).state, "expanding", "whoever approved before may approve anew");
  await done(
    db.as("alice").rpc("delete_approval_rule", { approval_rule: await idOf(db, "approval_rules", "两人") }),
  );
});

test("a scheduled send that was approved is edited before its time: units, messages and account are taken back, and made anew", async () => {
  const before = await balance(db);
  const numbers = fresh(6);
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql`insert into public.opt_outs (enterprise_id, signature, phone, reason)
    select ${home}, g.name, ${numbers[0] as string}, 'reply' from public.live_sms_templates t
    join public.sms_signatures g on g.id = t.signature_id where t.name = '订单通知' on conflict do nothing`;
  const send = await approvedSend(db, { file: await imported(db, numbers), ...scheduled() });
  assert.deepEqual(await offered(send, "update"), [true, null], "while it is expanded");
  await tick(db);
  const ready = await account(db, send);
  assert.deepEqual([ready.state, ready.pending, ready.opted_out], ["ready", 5, 1]);
  const [first] = await db.sql`select min(id) as id from public.deliveries where send_id = ${send}`;

  const card = await done(save(send, { file: await imported(db, fresh(2)), ...scheduled(6) }));
  assert.deepEqual([card.state, card.units, card.pending, card.opted_out], ["draft", 0, 0, 0]);
  assert.deepEqual(await balance(db), before);
  for (const table of ["public.deliveries", "public.send_totals", "private.send_progress"])
    assert.equal((await db.sql.unsafe(`select from ${table} where send_id = $1`, [send])).length, 0, table);
  assert.equal((await db.sql`select from private.holds where holder_id = ${send}`).length, 0);
  await tick(db);
  await booksAgree(db);

  await done(db.as("bob").rpc("submit_send", { send }));
  await done(approve(send));
  await tick(db);
  const again = await account(db, send);
  assert.deepEqual([again.state, again.pending, again.intended], ["ready", 2, 2]);
  const [next] = await db.sql`select min(id) as id from public.deliveries where send_id = ${send}`;
  assert.ok(next?.id > first?.id, "no delivery id is given out twice");
  // It goes out as any other, and its books agree.
  await db.sql`update public.sends set scheduled_at = now() - interval '1 second' where id = ${send}`;
  await tick(db);
  assert.equal(await pass(db), 2);
  await booksAgree(db);
});

test("what has begun is not edited, with words; nor what starts at once, as soon as it is approved", async () => {
  const going = await startedSend(db, { file: await imported(db, fresh(2)) });
  await refused(db, () => save(going), "wrong_state", 409);
  assert.equal(await offered(going, "update"), undefined);
  await claim(db);
  await done(db.as("bob").rpc("pause_send", { send: going }));
  await refused(db, () => save(going), "send_begun", 409);
  assert.deepEqual(await offered(going, "update"), [false, "send_begun"]);

  const soon = await approvedSend(db, { file: await imported(db, fresh(2)) });
  await refused(db, () => save(soon), "send_begun", 409);
  const due = await approvedSend(db, { file: await imported(db, fresh(2)), ...scheduled() });
  await tick(db);
  await db.sql`update public.sends set scheduled_at = now() - interval '1 second' where id = ${due}`;
  await refused(db, () => save(due, scheduled()), "send_begun", 409);
});

test("a send that was paused before anything went out can be edited", async () => {
  const before = await balance(db);
  const send = await approvedSend(db, { file: await imported(db, fresh(2)) });
  await done(db.as("bob").rpc("pause_send", { send, reason: "名单不对" }));
  const card = await done(save(send, { name: "改名单" }));
  assert.deepEqual([card.state, card.paused_at, card.pause_reason], ["draft", null, null]);
  assert.deepEqual(await balance(db), before);
});

test("a plan is edited, also while it is paused; what it made before goes on", async () => {
  const hourly = { timing: "recurring", cron: "17 * * * *" };
  const send = await approvedSend(db, { ...hourly, file: await imported(db, fresh(2)) });
  await db.sql`update public.sends set next_at = now() - interval '1 second' where id = ${send}`;
  await tick(db);
  const [made] = await db.sql`select id, state from public.sends where parent_id = ${send}`;
  await refused(db, () => save(made?.id), "occurrence_not_edited", 409);
  const card = await done(save(send, { cron: "47 * * * *" }));
  assert.deepEqual([card.state, card.cron, card.next_at], ["draft", "47 * * * *", null]);
  assert.equal((await tick(db)).occurred, 0);
  assert.notEqual((await account(db, made?.id)).state, "draft");
  await done(db.as("bob").rpc("submit_send", { send }));
  await done(approve(send));
  await done(db.as("bob").rpc("pause_send", { send }));
  assert.equal((await done(save(send, { ...scheduled(), cron: null }))).timing, "scheduled");
});

test("only its author edits a send; who may not make sends is forbidden, and strangers find nothing", async () => {
  const send = await waitingSend(db, { name: "鲍勃的任务" });
  const details = await refused(db, () => save(send, {}, "alice"), "not_the_author", 403);
  assert.deepEqual([details.name, details.author], ["鲍勃的任务", "Bob"]);
  assert.deepEqual(await offered(send, "update", "alice"), [false, "not_the_author"]);
  for (const person of ["carol", "dan"] as const)
    await refused(db, () => save(send, {}, person), "forbidden", 403);
  await refused(db, () => save(send, {}, "mallory"), "not_found", 404);
});

test("the second editor is told, and the same click twice edits once", async () => {
  const send = await draftSend(db);
  const one = await sendEdit(db, send, { name: "甲" });
  const other = await sendEdit(db, send, { name: "乙" });
  const request = crypto.randomUUID();
  const first = await done(db.as("bob").rpc("update_send", { ...one, request }));
  const again = await done(db.as("bob").rpc("update_send", { ...one, request }));
  assert.deepEqual([first.revision, again.revision], [2, 2]);
  await refused(db, () => db.as("bob").rpc("update_send", other), "send_edited", 409);
  assert.equal((await account(db, send)).name, "甲");
});

test("an edit is checked as a new send is, and a refused one leaves everything as it was", async () => {
  const send = await approvedSend(db, { file: await imported(db, fresh(6)), ...scheduled() });
  await tick(db);
  const nowhere = "00000000-0000-4000-8000-000000000000";
  const cases: [SendWishes, string, number][] = [
    [{ name: " " }, "name_required", 422],
    [{ template_id: nowhere }, "not_found", 404],
    [{ number_file_id: nowhere }, "not_found", 404],
    [{ number_file_id: "x" }, "input_invalid", 422],
    [{ scheduled_at: inHours(-1) }, "schedule_in_past", 422],
    [{ scheduled_at: "morgen" }, "input_invalid", 422],
    [{ trial: true, trial_size: 7 }, "trial_too_large", 422],
    [{ validity_days: 8 }, "validity_out_of_range", 422],
    [{ columns: { name: "没有" } }, "columns_invalid", 422],
    [{ timing: "recurring", cron: "x" }, "cron_invalid", 422],
    [{ revision: 0 }, "input_invalid", 422],
    [{ revision: undefined }, "input_invalid", 422],
    [{ color: "red" }, "input_invalid", 422],
  ];
  for (const [wishes, code, status] of cases) await refused(db, () => save(send, wishes), code, status);
  assert.equal((await account(db, send)).state, "ready");
});

test("text, segments and left-out numbers are computed as when it is made", async () => {
  const send = await draftSend(db, { consent: "入会时勾选" });
  const was = await account(db, send);
  const now = await done(save(send, { sms_template_id: await idOf(db, "sms_templates", "会员福利") }));
  const twin = await account(db, await draftSend(db, { sms: "会员福利" }));
  assert.notEqual(now.sms_text, was.sms_text);
  for (const column of ["sms_text", "segments", "is_marketing", "signature", "left_out"])
    assert.equal(now[column], twin[column], column);
  const { consent, ...rest } = (await sendEdit(db, send)).input;
  assert.equal(consent, "入会时勾选");
  const without = await done(db.as("bob").rpc("update_send", { send, input: rest }));
  assert.equal(without.consent, null);
  assert.equal((await db.as("bob").rpc("submit_send", { send })).error?.code, "consent_required");
});

test("a resend keeps the numbers that the first send did not reach, and goes once", async () => {
  const over = await overSend(db, { delivered: 1, failed: 2 }, { file: await imported(db, fresh(3)) });
  const { id } = await done(db.as("bob").rpc("resend_send", { send: over }));
  const other = await imported(db, fresh(1));
  await refused(db, () => save(id, { file: other }), "resend_keeps_numbers", 422);
  await refused(db, () => save(id, { timing: "recurring", cron: "17 * * * *" }), "resend_keeps_numbers", 422);
  const card = await done(save(id, scheduled()));
  assert.deepEqual([card.state, card.timing, card.accepted], ["draft", "scheduled", 2]);
});

test("a file that a large send no longer uses: its deliveries go, whether they are all made or not", async () => {
  const file = await bigFile(db, 20_500);
  for (const half of [true, false]) {
    const send = await approvedSend(db, { file, ...scheduled() });
    const [{ partition } = { partition: "" }] = await db.sql`
      select private.deliveries_partition(p) as partition from private.send_progress p where p.send_id = ${send}`;
    if (half) await db.sql`select private.expand_slice(${send}, 10000)`;
    else for (let slice = 0; slice < 4; slice += 1) await tick(db);
    assert.equal((await account(db, send)).state, "ready");
    await done(save(send, { file: await imported(db, fresh(2)) }));
    assert.equal((await db.sql.unsafe(`select from ${partition}`)).length, 0);
    await done(db.as("bob").rpc("submit_send", { send }));
    await done(approve(send));
    await tick(db);
    assert.equal((await account(db, send)).pending, 2);
  }
});

test("who edited does not decide, also after the file came from somebody else", async () => {
  const send = await draftSend(db);
  await db.sql`update public.sends set created_by = (select user_id from public.members where email = 'alice@demo.test') where id = ${send}`;
  await done(save(send, { name: "爱丽丝改" }, "alice"));
  await db.sql`update public.sends set created_by = (select user_id from public.members where email = 'bob@demo.test') where id = ${send}`;
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.equal((await approve(send, "alice")).error?.code, "four_eyes");
  assert.equal((await done(approve(send))).state, "expanding");
});
