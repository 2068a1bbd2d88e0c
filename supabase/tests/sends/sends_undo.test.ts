import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  buttonOf,
  buttonsOf,
  claim,
  done,
  handOver,
  inHours,
  openAllDay,
  report,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { clearRules, erinApproves, noCaps, refused } from "./sends_fixtures.ts";

/** BOT-3: whoever approved, rejected or released a send takes it back within 30 s, where nothing has gone out because of it. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
beforeEach(() => clearRules(db));

const carol = () => db.as("carol");
const undo = (send: string, person: "carol" | "erin" | "bob" | "dan" | "mallory" = "carol") =>
  db.as(person).rpc("undo_send", { send });
const stateOf = async (send: string) => (await account(db, send)).state;
const approve = async (send: string, person: "carol" | "erin" = "carol") =>
  done(
    db.as(person).rpc("approve_send", { send, shown: (await buttonOf(db.as(person), "send", send)).shown }),
  );
const reserved = async (send: string) =>
  Number(
    (
      await db.sql`select coalesce(sum(reserved - released), 0) as n from private.reservations where holder_id = ${send}`
    )[0]?.n,
  );
const isOffered = async (send: string, person: "carol" | "erin" = "carol") =>
  (await buttonsOf(db.as(person), "send", send)).some(({ verb, allowed }) => verb === "undo" && allowed);

test("an approval is taken back: the send is in review again, its units are free, and it is approved anew", async () => {
  for (const wishes of [{}, { timing: "scheduled", scheduled_at: inHours(30) }]) {
    const send = await approvedSend(db, wishes);
    assert.ok((await reserved(send)) > 0);
    assert.equal(await isOffered(send), true);
    assert.equal((await done(undo(send))).state, "in_review");
    assert.equal(await reserved(send), 0);
    await booksAgree(db);
    const card = await account(db, send);
    assert.deepEqual([card.decided_by, card.decided_at, card.approvals[0].have], [null, null, 0]);
    await refused(db, () => undo(send), "undo_over", 409);
    await approve(send);
    await tick(db);
    assert.ok(["ready", "sending"].includes(await stateOf(send)));
    await done(db.as("bob").rpc("cancel_send", { send }));
  }
});

test("after 30 s, after the first claim, and by anybody else it is refused in words, and nothing is half-done", async () => {
  const send = await approvedSend(db, {});
  await refused(db, () => undo(send, "erin"), "undo_not_yours", 403);
  await refused(db, () => undo(send, "dan"), "forbidden", 403);
  await refused(db, () => undo(send, "mallory"), "not_found", 404);
  await tick(db);
  await tick(db);
  assert.equal(await stateOf(send), "sending");
  assert.equal(await isOffered(send), true, "nothing is claimed yet");
  assert.ok(await claim(db));
  assert.equal(await isOffered(send), false);
  await refused(db, () => undo(send), "undo_begun", 409);
  assert.equal(await stateOf(send), "sending");
  await done(db.as("bob").rpc("cancel_send", { send }));
  const late = await approvedSend(db, { timing: "scheduled", scheduled_at: inHours(30) });
  await db.sql`update public.sends set undo_until = now() - interval '1 second' where id = ${late}`;
  await refused(db, () => undo(late), "undo_over", 409);
  // The clock redraws its cards once: the button goes.
  const did = await tick(db);
  assert.equal(did.undo_ended, 1);
  assert.equal((await tick(db)).undo_ended, 0);
  assert.equal(await isOffered(late), false);
});

test("a claim and an undo at the same instant: exactly one of them wins", async () => {
  let undone = 0;
  let claimed = 0;
  for (let round = 0; round < 12; round += 1) {
    const send = await approvedSend(db, {});
    await tick(db);
    await tick(db);
    const [{ error }, batch] = await Promise.all([undo(send), claim(db)]);
    const state = await stateOf(send);
    if (batch) {
      claimed += 1;
      assert.deepEqual([error?.code, state], ["undo_begun", "sending"]);
    } else {
      undone += 1;
      assert.deepEqual([error, state], [null, "in_review"]);
    }
    await done(db.as("bob").rpc("cancel_send", { send }));
    await booksAgree(db);
  }
  assert.equal(undone + claimed, 12);
});

test("of two approvals only one's own is taken back, and a rejection by whoever rejected", async () => {
  await done(db.as("alice").rpc("create_approval_rule", { input: { name: "两人", approvers: 2 } }));
  const send = await waitingSend(db, {});
  await approve(send, "erin");
  await approve(send);
  assert.equal(await stateOf(send), "expanding");
  assert.equal((await done(undo(send))).state, "in_review");
  assert.deepEqual((await account(db, send)).approvals[0].have, 1, "erin's still counts");
  await approve(send);
  assert.equal(await stateOf(send), "expanding");
  const other = await waitingSend(db, {});
  await approve(other, "erin");
  assert.equal((await done(undo(other, "erin"))).state, "in_review");
  assert.equal((await account(db, other)).approvals[0].have, 0);
  const { shown } = await buttonOf(carol(), "send", other);
  await done(carol().rpc("reject_send", { send: other, shown, reason: "看错了" }));
  await refused(db, () => undo(other, "erin"), "undo_not_yours", 403);
  const back = await done(undo(other));
  assert.deepEqual([back.state, back.reason], ["in_review", null]);
  await done(carol().rpc("reject_send", { send: other, shown, reason: "这次是真的" }));
  await done(db.as("bob").rpc("submit_send", { send: other }));
  await refused(db, () => undo(other), "undo_over", 409);
});

test("a release is taken back until the first number of the rest is claimed; its trial is what it was", async () => {
  const released = async () => {
    const send = await approvedSend(db, { count: 6, trial: true, trial_size: 2 });
    await tick(db);
    await tick(db);
    await report(db, await handOver(db), "delivered");
    await tick(db);
    assert.equal(await stateOf(send), "trial_hold");
    const { shown } = await buttonOf(carol(), "send", send, "release");
    await done(carol().rpc("release_send", { send, shown }));
    return send;
  };
  const send = await released();
  const before = (await account(db, send)).trial_result;
  assert.notEqual(before, null);
  assert.equal((await done(undo(send))).state, "trial_hold");
  assert.equal(await claim(db), null, "nothing more goes out");
  const { shown } = await buttonOf(carol(), "send", send, "release");
  await done(carol().rpc("release_send", { send, shown }));
  assert.equal((await handOver(db)).length, 4);
  await refused(db, () => undo(send), "undo_begun", 409);
  await booksAgree(db);
});
