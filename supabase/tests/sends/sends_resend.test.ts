import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { resultCodeInput } from "../carriers/carrier_fixtures.ts";
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

test("numbers whose code says that they would fail again are left out; where nothing is left, nothing is made", async () => {
  const send = await overSend(db, { failed: 3 });
  const [first, second, third] = await messagesOf(db, send);
  const ends = (ids: unknown[]) =>
    db.sql`update public.deliveries set code = 'MK:0001' where id = any (${ids as string[]}::bigint[])`;
  await ends([first, second, third]);
  await refused(db, () => resend(send), "nothing_to_resend", 409);
  assert.equal((await db.sql`select from public.sends where parent_id = ${send}`).length, 0);
  await db.sql`update public.deliveries set code = null where id = ${second as string}::bigint`;
  const { id, intended } = await done(resend(send));
  assert.equal(intended, 1);
  const [[phone] = []] = [await audience(id)];
  const sent = await db.sql`select phone from public.deliveries where id = ${second as string}::bigint`;
  assert.equal(phone, sent[0]?.phone);
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

/** The only message of a send that is over, which ended so. */
async function oneOver(end: "failed" | "expired" | "timed_out" | "delivered" | "unknown", code?: string) {
  const send = await overSend(db, { [end]: 1 });
  const [message = ""] = await messagesOf(db, send);
  if (code) await db.sql`update public.deliveries set code = ${code} where id = ${message}`;
  return { send, message };
}
const again = (delivery: string, person: Person = "bob", more = {}) =>
  db.as(person).rpc("resend_delivery", { delivery, ...more });
const storyOf = async (message: string) => done(db.as("dan").rpc("message_story", { message }));

test("one message is sent again as a send of its own with its own review, and both stories lead to each other", async () => {
  const { send, message } = await oneOver("failed", "MK:0010");
  const card = await done(again(message, "alice"));
  assert.deepEqual(
    [card.state, card.origin, card.parent_id, String(card.again_of), card.intended],
    ["in_review", "resend", send, message, 1],
  );
  assert.deepEqual(await audience(card.id), phones(1));
  await refused(db, () => db.as("alice").rpc("approve_send", { send: card.id }), "four_eyes", 403);
  await done(db.as("carol").rpc("approve_send", { send: card.id }));
  await tick(db);
  await tick(db);
  assert.equal(await pass(db), 1);
  const [next = ""] = await messagesOf(db, card.id);
  await report(db, [next], "delivered");
  const told = (await storyOf(message)).events.find(({ what }: { what: string }) => what === "resent");
  assert.deepEqual([told.send_id, told.message, told.by], [card.id, next, "Alice"]);
  assert.equal((await storyOf(next)).events[0].first_message, message);
  await booksAgree(db, "moved");
});

test("a message is sent again once: not of a send that was resent, and what was sent again is in no resend of its send", async () => {
  const { send, message } = await oneOver("failed");
  const { id } = await done(again(message));
  await refused(db, () => again(message), "message_resent", 409);
  await refused(db, () => resend(send), "nothing_to_resend", 409);
  await done(db.as("bob").rpc("cancel_send", { send: id }));
  const whole = await done(resend(send));
  await refused(db, () => again(message), "message_resent", 409);
  await done(db.as("bob").rpc("cancel_send", { send: whole.id }));
  const several = await overSend(db, { failed: 2 });
  const [first = ""] = await messagesOf(db, several);
  await done(again(first));
  assert.deepEqual(await audience((await done(resend(several))).id), phones(1, 1));
});

test("two who send a message again at the same instant do it once; so do a message and its whole send", async () => {
  const { message } = await oneOver("expired");
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("bob").open("resend_delivery", { delivery: message }),
    () => again(message, "alice"),
  );
  assert.deepEqual([first.error, second.error?.code], [null, "message_resent"]);
  const other = await oneOver("timed_out");
  const [whole, one] = await oneAfterTheOther(
    db,
    db.as("bob").open("resend_send", { send: other.send }),
    () => again(other.message, "alice"),
  );
  assert.deepEqual([whole.error, one.error?.code], [null, "message_resent"]);
});

test("what arrived, is on its way or in doubt, ended for good, opted out or is frozen is not sent again, and each says why", async () => {
  const refusedAs = async (message: string, code: string) => {
    const about = await db.as("bob").rpc("allowed_transitions", { resource: "delivery", ids: [message] });
    assert.deepEqual(
      about.data[message].map((one: { verb: string; code: string }) => [one.verb, one.code]),
      [["resend", code]],
    );
    return refused(db, () => again(message), code, 409);
  };
  await refusedAs((await oneOver("delivered")).message, "message_delivered");
  await refusedAs((await oneOver("unknown")).message, "message_in_doubt");
  const { result } = await refusedAs((await oneOver("failed", "MK:0001")).message, "result_is_final");
  assert.equal(result, "MK:0001");
  const frozen = (await oneOver("failed")).message;
  await done(db.as("carol").rpc("freeze_link", { link: frozen, reason: "投诉" }));
  await refusedAs(frozen, "message_frozen");
  const out = (await oneOver("failed")).message;
  const asks = { signature: "云杉商城", phones: phones(1), proof: "工单 7" };
  await done(db.as("bob").rpc("import_opt_outs", { input: asks, reason: "来电" }));
  const { signature } = await refusedAs(out, "number_opted_out");
  assert.equal(signature, "云杉商城");
  await db.sql`delete from public.opt_outs where phone = ${phones(1)[0] ?? ""}`;
  const [waits = ""] = await messagesOf(db, await startedSend(db));
  await refusedAs(waits, "message_under_way");
});

test("a platform admin says which results may be sent again, of older messages too", async () => {
  const { message } = await oneOver("failed", "ZZ:41");
  const input = resultCodeInput("ZZ:41", { again: false });
  const { id } = await done(db.as("olga").rpc("create_result_code", { input }));
  await refused(db, () => again(message), "result_is_final", 409);
  await done(db.as("olga").rpc("update_result_code", { result_code: id, input: { ...input, again: true } }));
  assert.equal((await again(message)).error, null);
});

test("sending a message again takes the rights of a send, and what was shown; mallory finds no message", async () => {
  const { message } = await oneOver("failed");
  for (const person of ["carol", "dan"] as const)
    await refused(db, () => again(message, person), "forbidden", 403);
  await refused(db, () => again(message, "mallory"), "not_found", 404);
  await refused(db, () => again("x"), "not_found", 404);
  await refused(db, () => again(message, "bob", { shown: "" }), "shown_required", 422);
  const about = await db.as("bob").rpc("allowed_transitions", { resource: "delivery", ids: [message] });
  await db.sql`update public.deliveries set code = 'MK:0010' where id = ${message}`;
  const { shown } = about.data[message][0];
  await refused(db, () => again(message, "bob", { shown }), "shown_changed", 409);
});
