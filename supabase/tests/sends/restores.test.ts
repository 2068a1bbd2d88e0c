import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  claim,
  done,
  handOver,
  imported,
  recordHandoff,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { untilWaiting } from "../together.ts";
import { clearQueue, fresh, noCaps, refused, sendEdit } from "./sends_fixtures.ts";

/** A database that was restored from a backup is held, and asks. functions/restored.test.ts tells the whole story. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(async () => {
  await db.sql`delete from public.restores`;
  await sameDatabase();
  await clearQueue(db);
});

const sameDatabase = () => db.sql`update private.deployment set fingerprint = private.fingerprint()`;
/** The database has the fingerprint of another one, as the copy of it that was restored. */
const becomeCopy = () =>
  db.sql`update private.deployment set fingerprint = replace(fingerprint, 'timeline 00000001', 'timeline 00000000')`;
const openOne = async (): Promise<string> => {
  const [row] = await db.sql`select id from public.restores where state = 'open'`;
  return row?.id;
};
const accept = async () =>
  done(db.as("olga").rpc("accept_restore", { restore: await openOne(), reason: "昨夜的备份" }));

/** A send of six, two of them handed over and two claimed when the backup was taken. */
async function halfSent(): Promise<string> {
  const send = await startedSend(db, { file: await imported(db, fresh(6)), name: "恢复" });
  await db.sql`update public.channels set batch_size = 2`;
  await handOver(db);
  assert.ok(await claim(db));
  return send;
}

test("a turn of the clock that meets the answer holds nothing anew", async () => {
  await halfSent();
  await becomeCopy();
  await tick(db);
  const input = { restore: await openOne(), reason: "昨夜的备份" };
  const { answer, commit } = await db.as("olga").open("accept_restore", input);
  const turn = tick(db);
  // Whether it waits for the answer or goes past it: it may not take the copy for one that nobody has answered for.
  await untilWaiting(db, [turn]).catch(() => undefined);
  await commit();
  assert.equal(answer.error, null);
  await turn;
  await tick(db);
  const rows = await db.sql`select state from public.restores`;
  assert.deepEqual(
    rows.map(({ state }) => state),
    ["accepted"],
  );
});

test("the fingerprint has every part that an owner without superuser rights may read, and stays", async () => {
  const [row] =
    await db.sql`select private.fingerprint() as now, fingerprint as kept from private.deployment`;
  assert.match(row?.now, /^system \d+ timeline [0-9A-F]{8} database \d+ table \d+$/);
  assert.equal(row?.now, row?.kept);
  await db.sql`select private.set_deployment('http://l.test/l', 'http://l.test/functions/v1')`;
  await becomeCopy();
  await db.sql`select private.set_deployment('http://other.test/l', 'http://other.test/functions/v1')`;
  const [held] = await db.sql`select private.is_held() as yes`;
  assert.equal(held?.yes, true, "the addresses of its new place make a copy no original");
  await db.sql`select private.set_deployment('http://l.test/l', 'http://l.test/functions/v1')`;
});

test("a copy claims, starts, posts and asks nothing of anybody outside, and says so", async () => {
  const send = await halfSent();
  const later = await approvedSend(db, { file: await imported(db, fresh(2)), name: "等待" });
  await becomeCopy();
  assert.equal((await tick(db)).held, true);
  await tick(db);
  assert.equal(await claim(db), null);
  const [wait] = await db.sql`select private.claim_wait() as ms`;
  assert.equal(wait?.ms, null);
  for (const call of ["claim_alert_posts", "claim_chat_runs"])
    assert.deepEqual(await done(db.as("bot").rpc(call)), [], call);
  assert.equal((await account(db, send)).state, "sending");
  assert.notEqual((await account(db, later)).state, "sending");
  const { waiting } = await done(db.as("olga").rpc("platform_overview"));
  assert.deepEqual(
    waiting
      .filter(({ kind }: { kind: string }) => kind === "restores")
      .map(({ count }: { count: number }) => count),
    [1],
    "one, however often the clock turned",
  );
  assert.equal((await done(db.as("olga").rpc("deployment_health"))).held_copies, 1);
  await done(db.as("bob").rpc("cancel_send", { send: later }));
});

test("after a failover nothing is asked: it goes on where it stood", async () => {
  const send = await halfSent();
  await becomeCopy();
  await tick(db);
  const restore = await openOne();
  const olga = db.as("olga");
  await refused(db, () => olga.rpc("dismiss_restore", { restore }), "reason_required", 422);
  const card = await done(olga.rpc("dismiss_restore", { restore, reason: "切换到备用机" }));
  assert.equal(card.state, "dismissed");
  assert.equal((await account(db, send)).state, "sending");
  assert.ok(await claim(db));
});

test("nobody but a platform admin answers", async () => {
  await becomeCopy();
  await tick(db);
  const restore = await openOne();
  await refused(
    db,
    () => db.as("alice").rpc("accept_restore", { restore, reason: "备份" }),
    "not_found",
    404,
  );
});

test("accepted, everything in motion is paused with what is in doubt, and ids of the lost time are left out", async () => {
  const send = await halfSent();
  const asked = await waitingSend(db, { file: await imported(db, fresh(2)), name: "待审" });
  const [before] = await db.sql`select next from private.delivery_blocks where not large`;
  await becomeCopy();
  await tick(db);
  const card = await accept();
  assert.equal(card.state, "accepted");
  assert.ok(card.sends >= 1 && card.numbers >= 4 && card.reviews >= 1, JSON.stringify(card));
  const { state, pause_code, pause_details } = await account(db, send);
  assert.deepEqual([state, pause_code, pause_details], ["paused", "restored", { pending: 4, claimed: 2 }]);
  const given = await account(db, asked);
  assert.deepEqual([given.state, given.reason], ["rejected", "昨夜的备份"]);
  const [after] = await db.sql`select next from private.delivery_blocks where not large`;
  assert.equal(after?.next - before?.next, 1_000_000_000n);
  assert.equal((await tick(db)).held, undefined);
  assert.equal(await claim(db), null, "nothing of it goes out before its operator has said so");
  const [alert] =
    await db.sql`select details from public.alerts where kind = 'send_paused' and resource_id = ${send}`;
  assert.equal(alert?.details.code, "restored");
});

test("an operator sends the rest by an act of its own, which names what was shown, and the carrier is asked first", async () => {
  const send = await halfSent();
  await becomeCopy();
  await tick(db);
  await accept();
  const bob = db.as("bob");
  await refused(db, () => bob.rpc("resume_send", { send }), "wrong_state", 409);
  await refused(db, () => bob.rpc("retry_send", { send, shown: null }), "shown_required", 422);
  await refused(db, () => sendEdit(db, send).then((edit) => bob.rpc("update_send", edit)), "send_begun", 409);
  const card = await done(bob.rpc("retry_send", { send }));
  assert.deepEqual([card.state, card.pause_code], ["sending", null]);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;
  for (let n = 0; n < 2; n += 1) {
    const batch = await claim(db);
    assert.ok(batch?.doubtful, "each batch is in doubt, the new one too");
    await recordHandoff(db, batch.batch, batch.ids, "accepted");
  }
  assert.equal((await account(db, send)).handed, 6);
});

test("an operator ends it: what was not claimed is cancelled, counted, and its quota comes back", async () => {
  const send = await halfSent();
  await becomeCopy();
  await tick(db);
  await accept();
  const card = await done(db.as("bob").rpc("cancel_send", { send }));
  assert.deepEqual([card.state, card.cancelled, card.pending, card.handed], ["cancelled", 2, 2, 2]);
  await tick(db);
  assert.equal((await done(db.as("bob").rpc("audit_quota"))).ok, true);
});

test("a snapshot of the disk is told of: it is held like any other copy", async () => {
  await db.sql`select private.hold_copy('operator')`;
  assert.equal((await tick(db)).held, true);
  await accept();
  assert.equal((await tick(db)).held, undefined);
});
