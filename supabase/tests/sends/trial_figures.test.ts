import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Reason } from "../../../shared/src/sends/trial.ts";
import { account, clearStage, done, handOver, openCards, report, startedSend, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { bigFile, noCaps } from "./sends_fixtures.ts";

/** SND-4: who releases the rest of a send sees what became of its trial, and not of all its numbers. */
const db = await testDatabase();
await noCaps(db);
beforeEach(() => clearStage(db));

/** A send to 1,000 numbers whose trial of 50 has ended: 45 delivered, 4 failed, 1 expired, 2 cards opened. */
async function heldTrial(): Promise<string> {
  const send = await startedSend(db, {
    file: await bigFile(db, 1000),
    trial: true,
    trial_size: 50,
  });
  const ids = await handOver(db);
  assert.equal(ids.length, 50);
  await report(db, ids.slice(0, 40), "delivered", { code: "DELIVRD", vendor: "huawei" });
  await report(db, ids.slice(40, 45), "delivered", { code: "DELIVRD", vendor: "vivo" });
  await report(db, ids.slice(45, 48), "failed", { code: "MK:0001", vendor: "vivo" });
  await report(db, ids.slice(48, 49), "failed", { code: "MBBLACK", vendor: "vivo" });
  await report(db, ids.slice(49), "expired", { code: "EXPIRED", vendor: "huawei" });
  await openCards(db, ids.slice(0, 2));
  await tick(db);
  return send;
}

test("a trial of 50 with 45 delivered is told as 45 of 50, by reason and by vendor, however large the send", async () => {
  const send = await heldTrial();
  const card = await account(db, send);
  assert.deepEqual([card.state, card.pending], ["trial_hold", 950]);
  const { reasons, vendors, ...counts } = card.trial_figures;
  assert.deepEqual(counts, {
    size: 50,
    delivered: 45,
    failed: 4,
    expired: 1,
    timed_out: 0,
    unknown: 0,
    handed: 0,
    opted_out: 0,
    capped: 0,
    resolved: 2,
    looked_at: 50,
  });
  const told = reasons.map(({ state, code, count }: Reason) => ({ state, code, count }));
  assert.deepEqual(told, [
    { state: "failed", code: "MK:0001", count: 3 },
    { state: "expired", code: "EXPIRED", count: 1 },
    { state: "failed", code: "MBBLACK", count: 1 },
  ]);
  assert.deepEqual(vendors, [
    { vendor: "huawei", delivered: 40, failed: 1, open: 0, resolved: 2 },
    { vendor: "vivo", delivered: 5, failed: 4, open: 0, resolved: 0 },
  ]);
});

test("what the trial had come to stays with the send once the rest goes, and moves no more", async () => {
  const send = await heldTrial();
  const before = (await account(db, send)).trial_figures;
  await done(db.as("bob").rpc("release_send", { send }));
  await report(db, await handOver(db), "failed");
  await tick(db);
  const after = await account(db, send);
  assert.deepEqual([after.state, after.failed], ["done", 954]);
  assert.deepEqual(after.trial_figures, before);
});

test("while the trial is on its way its figures say what there is no news of; a send without one has none", async () => {
  const send = await startedSend(db, { file: await bigFile(db, 20, 2000), trial: true, trial_size: 10 });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 4), "delivered", { code: "DELIVRD", vendor: "oppo" });
  const { trial_figures: figures } = await account(db, send);
  assert.deepEqual([figures.delivered, figures.handed], [4, 6]);
  assert.deepEqual(figures.vendors, [
    { vendor: "oppo", delivered: 4, failed: 0, open: 0, resolved: 0 },
    { vendor: null, delivered: 0, failed: 0, open: 6, resolved: 0 },
  ]);
  const whole = await startedSend(db, { file: await bigFile(db, 20, 3000) });
  assert.equal((await account(db, whole)).trial_figures, null);
});

test("only who may see a send sees its trial", async () => {
  const send = await heldTrial();
  const rows = await db
    .as("mallory")
    .rows("select trial_figures from public.send_cards where id = $1", [send]);
  assert.deepEqual(rows, []);
});
