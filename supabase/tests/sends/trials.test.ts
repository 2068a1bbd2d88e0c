import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  age,
  approvedSend,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  draftSend,
  handOver,
  inHours,
  openCards,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** SND-2, SND-4, ACC-1: a trial goes first, the rest when it is released; after a cancel at any moment the totals add up. */
const db = await testDatabase();
beforeEach(() => clearStage(db));

const trial = { trial: true, trial_size: 2 };
const release = (send: string) => db.as("bob").rpc("release_send", { send });
const cancel = (send: string) => db.as("bob").rpc("cancel_send", { send });

test("a trial sends so many and holds until each of them is final; then the rest goes when it is released", async () => {
  const send = await startedSend(db, trial);
  const [one = "", two = ""] = await handOver(db);
  assert.equal(await claim(db), null, "no third");
  await report(db, [one], "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "sending", "one is on its way");
  assert.equal((await release(send)).error?.code, "wrong_state");
  await report(db, [two], "failed");
  await tick(db);
  const held = await account(db, send);
  assert.deepEqual(
    [held.state, held.delivered, held.failed, held.pending, held.dispatch_limit],
    ["trial_hold", 1, 1, 4, 2],
  );
  assert.equal(await claim(db), null);
  await booksAgree(db, "moved");
  assert.equal((await release(send)).error, null);
  const rest = await handOver(db);
  assert.equal(rest.length, 4);
  await report(db, rest, "delivered");
  await tick(db);
  const end = await account(db, send);
  assert.deepEqual([end.state, end.delivered, end.failed, end.pending, end.handed], ["done", 5, 1, 0, 0]);
  assert.ok(end.finished_at);
  await booksAgree(db, "moved");
});

test("a trial that names no size goes to ten, or to all numbers but one where there are not more", async () => {
  const send = await startedSend(db, { trial: true });
  const [made] = await db.sql`select trial_size from public.sends where id = ${send}`;
  assert.equal(made?.trial_size, 5, "of a file of six");
  await report(db, await handOver(db), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "trial_hold");
});

test("without a trial a send is done when all are final, and not before", async () => {
  const send = await startedSend(db);
  const ids = await handOver(db);
  await report(db, ids.slice(1), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "sending");
  await report(db, ids.slice(0, 1), "expired");
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  assert.equal((await cancel(send)).error?.code, "wrong_state");
});

/** Moments at which a send is cancelled: [name, how to get there, numbers cancelled, numbers still in flight]. */
const moments: [string, () => Promise<string>, number, number][] = [
  ["a draft", () => draftSend(db), 0, 0],
  ["in review", () => waitingSend(db), 0, 0],
  ["approved, not expanded", () => approvedSend(db), 6, 0],
  [
    "half expanded",
    async () => {
      const send = await approvedSend(db);
      await db.sql`select private.expand_slice(${send}, 4)`;
      return send;
    },
    6,
    0,
  ],
  [
    "expanded, not started",
    async () => {
      const at = inHours(1);
      const send = await approvedSend(db, { timing: "scheduled", scheduled_at: at });
      await tick(db);
      assert.equal((await account(db, send)).state, "ready");
      return send;
    },
    6,
    0,
  ],
  ["started, nothing claimed", () => startedSend(db), 6, 0],
  [
    "claimed, the carrier's answer not here yet",
    async () => {
      const send = await startedSend(db, trial);
      await claim(db);
      return send;
    },
    4,
    2,
  ],
  [
    "given back, because the carrier took nothing",
    async () => {
      const send = await startedSend(db, trial);
      const batch = await claim(db);
      await db.sql`select private.give_back(${batch?.batch ?? null}, 30, true, '429')`;
      await db.sql`update public.channels set resume_at = '-infinity'`;
      return send;
    },
    6,
    0,
  ],
  [
    "given back in doubt",
    async () => {
      const send = await startedSend(db, trial);
      const batch = await claim(db);
      await db.sql`select private.give_back(${batch?.batch ?? null}, 30, false, 'no answer')`;
      return send;
    },
    4,
    2,
  ],
  [
    "handed over",
    async () => {
      const send = await startedSend(db, trial);
      await handOver(db);
      return send;
    },
    4,
    2,
  ],
  [
    "held after the trial",
    async () => {
      const send = await startedSend(db, trial);
      await report(db, await handOver(db), "delivered");
      await tick(db);
      assert.equal((await account(db, send)).state, "trial_hold");
      return send;
    },
    4,
    0,
  ],
];

for (const [moment, way, cancelled, onTheirWay] of moments) {
  test(`cancelled when it is ${moment}: what is not on its way is cancelled and paid back, the rest ends as it ends`, async () => {
    const [before = 0, held = 0, used = 0] = await balance(db);
    const send = await way();
    const card = await done(cancel(send));
    assert.deepEqual(
      [card.state, card.cancelled, card.pending + card.handed],
      ["cancelled", cancelled, onTheirWay],
    );
    await booksAgree(db, "moved");
    await tick(db);
    await booksAgree(db, "moved");
    const delivered = Number((await account(db, send)).delivered);
    const [available = 0, reserved = 0] = await balance(db);
    const kept = onTheirWay + delivered;
    assert.deepEqual(
      [before - available, reserved - held],
      [kept, kept],
      "a phone may still open what went out",
    );
    for (const next of [release(send), cancel(send)]) assert.equal((await next).error?.code, "wrong_state");
    await db.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;
    const batch = await claim(db);
    const ids = batch
      ? references(batch)
      : (
          await db.sql`select id::text from public.deliveries where send_id = ${send} and state = 'handed'`
        ).map(({ id }) => id);
    assert.equal(ids.length, onTheirWay);
    if (batch) await recordHandoff(db, batch.batch, ids);
    await report(db, ids, "delivered");
    assert.equal(await claim(db), null);
    const end = await account(db, send);
    assert.deepEqual(
      [end.cancelled, end.delivered, end.pending, end.handed],
      [cancelled, onTheirWay + delivered, 0, 0],
    );
    await booksAgree(db, "moved");
    await openCards(db, ids.slice(0, 1));
    await age(db, send, 30);
    await tick(db);
    await tick(db);
    const opened = Math.min(ids.length, 1);
    assert.deepEqual(
      (await balance(db)).slice(0, 3),
      [before - opened, held, used + opened],
      "its links are over",
    );
    await booksAgree(db, "moved");
    const rows =
      await db.sql`select state from public.deliveries where send_id = ${send} and state in ('pending', 'handed')`;
    assert.equal(rows.length, 0);
  });
}
