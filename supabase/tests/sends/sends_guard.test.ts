import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  booksAgree,
  claim,
  clearStage,
  done,
  imported,
  recordHandoff,
  references,
  report,
  setSendSettings,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { alerts, fresh, noCaps } from "./sends_fixtures.ts";

/** GRD-1: the system pauses a send of which too many fail, and a person decides whether it goes on. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`update public.channels set batch_size = 1000`;
});

/** Of the next batch, `failed` messages fail and `delivered` are delivered. */
async function ends(failed: number, delivered: number, status = "failed"): Promise<void> {
  await db.sql`update public.channels set batch_size = ${failed + delivered}`;
  const batch = await claim(db);
  const ids = references(batch);
  assert.equal(ids.length, failed + delivered);
  await recordHandoff(db, batch?.batch ?? 0, ids);
  await report(db, ids.slice(0, failed), status);
  await report(db, ids.slice(failed), "delivered");
}
const started = async (count = 300) => startedSend(db, { file: await imported(db, fresh(count)) });

test("fifty-one failures in a hundred ends pause it, with the reason, and people are told once", async () => {
  const send = await started();
  await ends(51, 49);
  assert.equal((await tick(db)).guarded, 1);
  const { state, pause_code, pause_reason, paused_by } = await account(db, send);
  assert.deepEqual(
    [state, pause_code, pause_reason, paused_by],
    ["paused", "failure_rate", "51 of 100 messages failed", null],
  );
  assert.equal(await claim(db), null);
  assert.equal((await tick(db)).guarded, 0);
  assert.equal(await alerts(db, "send_paused", send), 1);
  const [told] =
    await db.sql`select details from public.alerts where resource_id = ${send} and kind = 'send_paused'`;
  assert.equal(told?.details.code, "failure_rate");
  assert.deepEqual(told?.details.values, { failed: 51, ends: 100 });
  assert.deepEqual((await account(db, send)).pause_details, { failed: 51, ends: 100 });
  const [line] =
    await db.sql`select code, details from public.audit_log where resource_id = ${send} and verb = 'stop'`;
  assert.deepEqual({ ...line }, { code: "failure_rate", details: { failed: 51, ends: 100 } });
});

test("expired ones count as failures", async () => {
  const send = await started();
  await ends(60, 40, "expired");
  assert.equal((await tick(db)).guarded, 1);
  assert.equal((await account(db, send)).state, "paused");
});

test("half of them is not more than half, and below a hundred ends a share says nothing", async () => {
  const half = await started();
  await ends(50, 50);
  assert.equal((await tick(db)).guarded, 0);
  await done(db.as("bob").rpc("cancel_send", { send: half }));
  const few = await started();
  await ends(99, 0);
  assert.equal((await tick(db)).guarded, 0);
  await ends(1, 0);
  assert.equal((await tick(db)).guarded, 1);
  assert.equal((await account(db, few)).state, "paused");
});

test("resumed by a person it counts anew: what failed before is let pass", async () => {
  const send = await started(500);
  await ends(100, 0);
  assert.equal((await tick(db)).guarded, 1);
  await done(db.as("carol").rpc("resume_send", { send }));
  assert.equal((await tick(db)).guarded, 0);
  await ends(40, 60);
  assert.equal((await tick(db)).guarded, 0, "40 of a hundred since then");
  await ends(70, 30);
  assert.equal((await tick(db)).guarded, 1, "110 of two hundred since then");
  assert.equal((await account(db, send)).pause_reason, "110 of 200 messages failed");
});

test("the owner sets the share", async () => {
  await setSendSettings(db, { pause_at_failures: 0.1 });
  await started();
  await ends(10, 90);
  assert.equal((await tick(db)).guarded, 0);
  await ends(11, 0);
  assert.equal((await tick(db)).guarded, 1);
  await setSendSettings(db, { pause_at_failures: 0.5 });
});

test("what has nothing left to hand over needs no brake", async () => {
  const send = await started(100);
  await ends(100, 0);
  const turn = await tick(db);
  assert.deepEqual([turn.guarded, turn.closed], [0, 1]);
  assert.equal((await account(db, send)).state, "done");
});
