import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  buttonsOf,
  clearStage,
  done,
  draftSend,
  inHours,
  openAllDay,
  type SendWishes,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { noCaps, refused } from "./sends_fixtures.ts";

/** SND-2, APR-1: a send whose time has passed offers no approval; its author edits the time. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await linkChat(db, "alice", ALICE_IN_CHAT);
beforeEach(() => clearStage(db));

const scheduled = () => ({ timing: "scheduled", scheduled_at: inHours(5) });
const passes = (send: string) =>
  db.sql`update public.sends set scheduled_at = now() - interval '1 second' where id = ${send}`;
const offers = async (send: string, person: Person) => {
  const buttons = await buttonsOf(db.as(person), "send", send);
  return Object.fromEntries(buttons.map(({ verb, allowed, code }) => [verb, allowed || code]));
};
async function late(wishes: SendWishes = {}): Promise<string> {
  const send = await waitingSend(db, { ...scheduled(), ...wishes });
  await passes(send);
  return send;
}

test("a send whose time has passed offers no approval and no glass to break, and says why; its author may edit the time", async () => {
  const send = await late();
  assert.deepEqual(await offers(send, "alice"), {
    ...{ approve: "schedule_in_past", break_glass: "schedule_in_past" },
    ...{ reject: true, assign: true, urge: true, cancel: true, update: "not_the_author" },
    undo: "undo_over",
  });
  assert.equal((await offers(send, "bob")).update, true);
  await refused(db, () => db.as("carol").rpc("approve_send", { send }), "schedule_in_past", 422);
  await refused(
    db,
    () => db.as("alice").rpc("break_glass_send", { send, reason: "急" }),
    "schedule_in_past",
    422,
  );
  const { name, template_id, sms_template_id, number_file_id, revision } = await account(db, send);
  const input = { name, template_id, sms_template_id, number_file_id, revision, ...scheduled() };
  await done(db.as("bob").rpc("update_send", { send, input }));
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.equal((await offers(send, "carol")).approve, true);
  assert.equal((await done(db.as("carol").rpc("approve_send", { send }))).state, "expanding");
});

test("before it is submitted, what is late is not submitted either", async () => {
  const send = await draftSend(db, scheduled());
  assert.equal((await offers(send, "bob")).submit, true);
  await passes(send);
  assert.equal((await offers(send, "bob")).submit, "schedule_in_past");
  await refused(db, () => db.as("bob").rpc("submit_send", { send }), "schedule_in_past", 422);
});

test("a plan whose end comes before its first time offers no approval", async () => {
  const send = await waitingSend(db, { timing: "recurring", cron: "17 3 * * *", repeat_until: inHours(72) });
  assert.equal((await offers(send, "carol")).approve, true);
  await db.sql`update public.sends set repeat_until = now() + interval '1 second' where id = ${send}`;
  assert.equal((await offers(send, "carol")).approve, "repetition_over");
  const details = await refused(
    db,
    () => db.as("carol").rpc("approve_send", { send }),
    "repetition_over",
    422,
  );
  assert.match(String(details.first), /^\d{4}-\d\d-\d\d 03:17$/);
});

test("the clock redraws the cards of what has lapsed, once, as after a decision", async () => {
  const send = await waitingSend(db, scheduled());
  const now = await waitingSend(db);
  for (const id of [send, now]) {
    const at = { provider: "slack", chat_channel: "C1", message: id, locale: "en" };
    const card = { ...at, resource: "send", resource_id: id };
    await done(db.as("bot", ALICE_IN_CHAT).rpc("register_card", card));
  }
  const claimed = async () => {
    const due = await done(db.as("bot").rpc("claim_card_updates", { most: 20, homes: null }));
    for (const { card_id, seq } of due)
      await done(db.as("bot").rpc("finish_card_update", { card_id, seq, error: null }));
    return due.map((one: { resource_id: string; decided: boolean }) => [one.resource_id, one.decided]);
  };
  await claimed();
  assert.equal((await tick(db)).lapsed, 0);
  assert.deepEqual(await claimed(), []);
  await passes(send);
  assert.equal((await tick(db)).lapsed, 1);
  assert.deepEqual(await claimed(), [[send, true]]);
  assert.equal((await tick(db)).lapsed, 0);
  assert.deepEqual(await claimed(), []);
});
