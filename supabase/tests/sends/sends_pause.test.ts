import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  draftSend,
  inHours,
  messagesOf,
  openCards,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { bigFile, noCaps, pass, refused } from "./sends_fixtures.ts";

/** SND-2: a send is paused at any moment; nothing is handed over until it is resumed, and then it goes on where it stood. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`update public.channels set batch_size = 1000`;
});

const pause = (send: string, person: Person = "bob", reason: string | null = "有误") =>
  db.as(person).rpc("pause_send", { send, reason });
const resume = (send: string, person: Person = "bob") => db.as(person).rpc("resume_send", { send });
const state = async (send: string) => (await account(db, send)).state;

test("bob, carol and alice pause and resume; dan may not, and mallory finds nothing", async () => {
  const send = await startedSend(db);
  for (const person of ["bob", "carol", "alice"] as const) {
    const card = await done(pause(send, person, "  看一下  "));
    assert.deepEqual(
      [card.state, card.paused_by_name.toLowerCase(), card.pause_code, card.pause_reason],
      ["paused", person, null, "看一下"],
    );
    assert.ok(card.paused_at);
    const again = await done(resume(send, person));
    assert.deepEqual(
      [again.state, again.paused_by, again.paused_at, again.pause_reason],
      ["sending", null, null, null],
    );
  }
  await refused(db, () => pause(send, "dan"), "forbidden", 403);
  await refused(db, () => pause(send, "mallory"), "not_found", 404);
  await done(pause(send));
  await refused(db, () => resume(send, "dan"), "forbidden", 403);
  await refused(db, () => resume(send, "mallory"), "not_found", 404);
});

test("what does not move is not paused, and what is not paused is not resumed", async () => {
  const draft = await draftSend(db);
  const waiting = await waitingSend(db);
  const rejected = await waitingSend(db);
  await done(db.as("carol").rpc("reject_send", { send: rejected, reason: "不" }));
  const held = await startedSend(db, { trial: true, trial_size: 1, count: 2 });
  const batch = await claim(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  await tick(db);
  const cancelled = await draftSend(db);
  await done(db.as("bob").rpc("cancel_send", { send: cancelled }));
  for (const [send, its] of [
    [draft, "draft"],
    [waiting, "in_review"],
    [rejected, "rejected"],
    [held, "trial_hold"],
    [cancelled, "cancelled"],
  ] as const) {
    assert.equal(await state(send), its);
    assert.equal((await refused(db, () => pause(send), "wrong_state", 409)).state, its);
    await refused(db, () => resume(send), "wrong_state", 409);
  }
});

test("paused before its numbers are laid out it waits, and resumed they are", async () => {
  const send = await approvedSend(db);
  await done(pause(send));
  for (let turn = 0; turn < 2; turn += 1) assert.equal((await tick(db)).expanded, 0);
  await booksAgree(db);
  assert.equal((await done(resume(send))).state, "expanding");
  assert.equal((await tick(db)).expanded, 6);
});

test("paused while it waits for its time, it does not start when that comes; resumed it starts", async () => {
  const at = inHours(1);
  const send = await approvedSend(db, { timing: "scheduled", scheduled_at: at });
  await tick(db);
  assert.equal(await state(send), "ready");
  await done(pause(send));
  await db.sql`update public.sends set scheduled_at = now() - interval '1 minute' where id = ${send}`;
  assert.equal((await tick(db)).started, 0);
  assert.equal((await done(resume(send))).state, "ready");
  assert.equal((await tick(db)).started, 1);
  assert.equal(await state(send), "sending");
});

test("resumed it goes on where it stood: nobody twice, nobody left out", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  assert.equal(await pass(db), 2);
  await done(pause(send));
  await done(resume(send));
  assert.deepEqual([await pass(db), await pass(db), await pass(db)], [2, 2, 0]);
  const [row] = await db.sql`
    select count(*)::int as n, count(distinct phone)::int as people from public.deliveries where send_id = ${send} and state = 'handed'`;
  assert.deepEqual([row?.n, row?.people], [6, 6]);
  await report(db, await messagesOf(db, send), "delivered");
  await tick(db);
  assert.equal(await state(send), "done");
});

test("what ends while it is paused ends the send only when it is resumed", async () => {
  const send = await startedSend(db);
  const batch = await claim(db);
  await done(pause(send));
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  await tick(db);
  assert.equal(await state(send), "paused");
  await done(resume(send));
  await tick(db);
  assert.equal(await state(send), "done");
});

test("a trial that is paused keeps to its size when it is resumed", async () => {
  const send = await startedSend(db, { trial: true, trial_size: 2 });
  await done(pause(send));
  await done(resume(send));
  assert.deepEqual([await pass(db), await pass(db)], [2, 0]);
});

test("cancelled while it is paused, everybody is accounted for and what was not sent costs nothing", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const [available = 0, reserved = 0, used = 0] = await balance(db);
  const send = await startedSend(db);
  const batch = await claim(db);
  await done(pause(send));
  await done(db.as("bob").rpc("cancel_send", { send }));
  await tick(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  const { intended, delivered, cancelled, pending } = await account(db, send);
  assert.deepEqual([intended, delivered, cancelled, pending], [6, 2, 4, 0]);
  assert.deepEqual((await balance(db)).slice(0, 3), [available - 2, reserved + 2, used]);
  await openCards(db, references(batch));
  assert.deepEqual((await balance(db)).slice(0, 3), [available - 2, reserved, used + 2]);
  await refused(db, () => resume(send), "wrong_state", 409);
  await booksAgree(db);
});

test("a large send paused while it is laid out goes on with its next slice, and the books agree all the while", async () => {
  const send = await approvedSend(db, { file: await bigFile(db, 40_500) });
  assert.equal((await tick(db)).expanded, 20_000);
  await done(pause(send));
  assert.equal((await tick(db)).expanded, 0);
  await booksAgree(db);
  assert.equal((await done(resume(send))).state, "sending");
  assert.equal((await tick(db)).expanded, 20_500);
  const [row] =
    await db.sql`select count(*)::int as n, count(distinct phone)::int as people from public.deliveries where send_id = ${send}`;
  assert.deepEqual([row?.n, row?.people], [40_500, 40_500]);
  await booksAgree(db);
});

test("a large send cancelled while it is paused half laid out leaves no partition astray, and no quota", async () => {
  const [, reserved = 0] = await balance(db);
  const send = await approvedSend(db, { file: await bigFile(db, 20_500) });
  await tick(db);
  await done(pause(send));
  await done(db.as("bob").rpc("cancel_send", { send }));
  // One turn of the clock sweeps one slice of one cancelled send.
  while ((await db.sql`select from private.send_progress where not swept`).length > 0) await tick(db);
  const { cancelled, pending } = await account(db, send);
  assert.deepEqual([cancelled, pending], [20_500, 0]);
  assert.equal((await balance(db))[1], reserved);
  const astray = await db.sql`select relname from pg_class c
    where c.relnamespace = 'partitions'::regnamespace and c.relkind = 'r' and not c.relispartition`;
  assert.deepEqual([...astray], []);
  await booksAgree(db);
});
