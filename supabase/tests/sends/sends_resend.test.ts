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
  laidOut,
  messagesOf,
  phones,
  report,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { alerts, bigFile, noCaps, overSend, pass, refused } from "./sends_fixtures.ts";

/** BSN-2: a send that is over can be resent once to the numbers it did not reach, as a send of its own with its own review. */
const db = await testDatabase({ last: (opened) => booksAgree(opened, "moved") });
await noCaps(db);
beforeEach(() => clearStage(db));

const resend = (send: string, person: Person = "bob") => db.as(person).rpc("resend_send", { send });
const audience = async (send: string) =>
  (
    await db.sql`select n.phone from public.numbers n join public.sends s on s.number_file_id = n.file_id where s.id = ${send} order by n.line`
  ).map(({ phone }) => phone);

test("who failed, expired or timed out gets it again; who got it, and who may have got it, does not", async () => {
  const numbers = phones(10, 500);
  const send = await overSend(
    db,
    { delivered: 3, failed: 2, expired: 1, timed_out: 2, unknown: 2 },
    { count: 10 },
  );
  const { failed, expired, timed_out, unknown } = await account(db, send);
  assert.deepEqual([failed, expired, timed_out, unknown], [2, 1, 2, 2]);
  const card = await done(resend(send));
  const first = await account(db, send);
  assert.deepEqual(
    [card.state, card.origin, card.parent_id, card.parent_name, card.batch_no, card.units, card.intended],
    ["in_review", "resend", send, first.name, `${first.batch_no}-R0`, 5, 5],
  );
  assert.equal(card.submitted_by_name, "Bob");
  assert.deepEqual(await audience(card.id), phones(5, 3));
  assert.equal(numbers.length, 10);
  assert.equal(await alerts(db, "review_waiting", card.id), 1);
});

test("it is approved by another person, and then reserves its own quota and goes out with its own account", async () => {
  const send = await overSend(db, { delivered: 1, failed: 3 });
  const before = await account(db, send);
  const [available = 0, reserved = 0] = await balance(db);
  const { id } = await done(resend(send, "alice"));
  assert.deepEqual(
    (await balance(db)).slice(0, 2),
    [available, reserved],
    "a resend in review costs nothing",
  );
  await refused(db, () => db.as("alice").rpc("approve_send", { send: id }), "four_eyes", 403);
  await done(db.as("carol").rpc("approve_send", { send: id }));
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 3, reserved + 3]);
  await tick(db);
  await tick(db);
  assert.equal(await pass(db), 3);
  await report(db, await messagesOf(db, id), "delivered");
  await tick(db);
  const { state, delivered, intended } = await account(db, id);
  assert.deepEqual([state, delivered, intended], ["done", 3, 3]);
  const { delivered: still, failed } = await account(db, send);
  assert.deepEqual([still, failed], [before.delivered, before.failed]);
  await booksAgree(db, "moved");
});

test("a send is resent once, a resend never, and only when it is over and somebody was not reached", async () => {
  const send = await overSend(db, { failed: 1 });
  const { id } = await done(resend(send));
  await refused(db, () => resend(send), "resent_already", 409);
  await done(db.as("carol").rpc("approve_send", { send: id }));
  await refused(db, () => resend(id), "wrong_state", 409);
  await db.sql`update public.sends set state = 'done' where id = ${id}`;
  await refused(db, () => resend(id), "resent_already", 409);
  await db.sql`update public.sends set state = 'expanding' where id = ${id}`;
  await done(db.as("bob").rpc("cancel_send", { send: id }));
  const reached = await overSend(db, { delivered: 2, unknown: 1 });
  await refused(db, () => resend(reached), "nothing_to_resend", 409);
  for (const open of [await draftSend(db), await waitingSend(db), await startedSend(db)])
    assert.equal((await refused(db, () => resend(open), "wrong_state", 409)).resource, "send");
});

test("a resend that was cancelled frees its place, and the next one has the next number", async () => {
  const send = await overSend(db, { failed: 2 });
  const first = await done(resend(send));
  await done(db.as("bob").rpc("cancel_send", { send: first.id }));
  const second = await done(resend(send));
  assert.deepEqual([first.batch_no.slice(-3), second.batch_no.slice(-3)], ["-R0", "-R1"]);
  await done(db.as("carol").rpc("reject_send", { send: second.id, reason: "不必" }));
  await refused(db, () => resend(send), "resent_already", 409);
});

test("whoever may neither make nor submit sends may not resend, and mallory finds nothing", async () => {
  const send = await overSend(db, { failed: 1 });
  await refused(db, () => resend(send, "carol"), "forbidden", 403);
  await refused(db, () => resend(send, "dan"), "forbidden", 403);
  await refused(db, () => resend(send, "mallory"), "not_found", 404);
});

test("two who resend at the same instant resend once", async () => {
  const send = await overSend(db, { failed: 1 });
  const [first, second] = await oneAfterTheOther(db, db.as("bob").open("resend_send", { send }), () =>
    resend(send, "alice"),
  );
  assert.deepEqual([first.error, second.error?.code], [null, "resent_already"]);
});

/** A large send that is over: the first `failed` numbers failed, the rest was delivered. */
async function largeOver(count: number, failed: number): Promise<string> {
  const send = await approvedSend(db, { file: await bigFile(db, count) });
  await laidOut(db, send);
  await db.sql.begin(async (step) => {
    await step`update public.deliveries set state = case when ordinal <= ${failed}::int then 'failed' else 'delivered' end::public.delivery_state,
      handed_at = now(), final_at = now() where send_id = ${send}`;
    await step`update public.send_totals set pending = 0, failed = ${failed}::int, delivered = ${count - failed}::int where send_id = ${send}`;
    await step`select private.release(${send}, ${failed})`;
    await step`update private.send_progress set next_ordinal = total + 1 where send_id = ${send}`;
  });
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  return send;
}

test("a large one is collected in slices by the clock, and is in review when all its numbers are there", async () => {
  const send = await largeOver(90_000, 80_000);
  const card = await done(resend(send));
  assert.deepEqual([card.state, card.accepted], ["draft", 20_000]);
  await refused(db, () => db.as("bob").rpc("submit_send", { send: card.id }), "file_not_ready", 409);
  const turn = await tick(db);
  assert.deepEqual([turn.collected, turn.imports], [1, []], "nobody imports what is collected");
  const file = (await account(db, card.id)).number_file_id;
  const [taken] = await db.sql`select private.finish_file(${file}) as taken`;
  assert.equal(taken?.taken, false, "nor may it be finished before its time");
  assert.equal((await account(db, card.id)).state, "draft");
  await tick(db);
  const { state, units, accepted } = await account(db, card.id);
  assert.deepEqual([state, Number(units), accepted], ["in_review", 80_000, 80_000]);
  assert.equal((await tick(db)).collected, 0);
  assert.deepEqual([...(await db.sql`select * from private.resends`)], []);
  const [row] =
    await db.sql`select count(distinct phone)::int as n, max(phone) as last from public.numbers where file_id = ${file}`;
  assert.deepEqual([row?.n, row?.last], [80_000, "+8613910079999"]);
});

test("a large one that is cancelled while it is collected is collected no further, and frees its place", async () => {
  const send = await largeOver(60_000, 1);
  const { id } = await done(resend(send));
  await done(db.as("bob").rpc("cancel_send", { send: id }));
  await tick(db);
  assert.deepEqual([...(await db.sql`select * from private.resends`)], []);
  const { state, number_file_id } = await account(db, id);
  assert.equal(state, "cancelled");
  const [file] = await db.sql`select state, error from public.number_files where id = ${number_file_id}`;
  assert.equal(file?.state, "failed", "its file is not under way for ever");
  assert.equal((await resend(send)).error, null);
});
