import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  type Batch,
  booksAgree,
  claim,
  clearStage,
  imported,
  phones,
  recordHandoff,
  references,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { claimed, clearQueue, leasesEnd } from "./sends_fixtures.ts";

/** SND-5: no number is sent to twice and none is lost, however many dispatchers there are and whenever they die. */
const db = await testDatabase();
beforeEach(() => clearQueue(db));

test("six dispatchers at once claim ranges that do not overlap and leave nobody out", async () => {
  await db.sql`update public.channels set batch_size = 3`;
  const send = await startedSend(db, { count: 50 });
  const batches: Batch[] = [];
  while (batches.flatMap(references).length < 50) {
    const claimed = await Promise.all(Array.from({ length: 6 }, () => claim(db)));
    assert.ok(
      claimed.some((one) => one !== null),
      "all of them came away with nothing",
    );
    batches.push(...claimed.filter((one) => one !== null));
  }
  const ids = batches.flatMap(references);
  assert.equal(new Set(ids).size, 50);
  assert.deepEqual([...new Set(batches.flatMap((one) => one.phones))].sort(), phones(50));
  for (const batch of batches) assert.ok(references(batch).length <= 3 && !batch.doubtful);
  assert.equal(await claim(db), null);
  assert.equal((await account(db, send)).pending, 50);
});

test("sends take turns, so that a small one does not wait behind a large one", async () => {
  await db.sql`update public.channels set batch_size = 5`;
  const large = await startedSend(db, { count: 40 });
  await claimed(db);
  const small = await startedSend(db, { file: await imported(db, phones(5, 100)) });
  const order = [];
  for (let n = 0; n < 3; n += 1) {
    const [row] =
      await db.sql`select send_id from public.deliveries where id = ${references(await claimed(db))[0] ?? null}`;
    order.push(row?.send_id === small ? "small" : "large");
  }
  assert.deepEqual(order, ["small", "large", "large"]);
  assert.equal((await account(db, large)).state, "sending");
});

test("what a dead dispatcher had claimed comes back when its lease has run out, marked as in doubt, before anything new", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  await startedSend(db);
  const lost = await claimed(db);
  assert.equal(lost.doubtful, false);
  await leasesEnd(db);
  const again = await claimed(db);
  assert.deepEqual(
    [again.batch, again.doubtful, again.attempts, references(again)],
    [lost.batch, true, 2, references(lost)],
  );
  const next = await claimed(db);
  assert.notEqual(next.batch, lost.batch);
  assert.equal(next.doubtful, false);
});

test("a lease is 60 seconds where the carrier knows a repeated reference, and 100 where it must be asked", async () => {
  for (const [idempotent, seconds] of [
    [true, 60],
    [false, 100],
  ] as const) {
    await db.sql`update public.channels set idempotent = ${idempotent}`;
    await startedSend(db);
    const { batch } = await claimed(db);
    const [row] =
      await db.sql`select round(extract(epoch from lease_until - claimed_at))::int as s from private.batches where id = ${batch}`;
    assert.equal(row?.s, seconds);
    await clearStage(db);
  }
});

test("an answer is recorded once: told twice, or by a dispatcher who was thought dead, it counts once", async () => {
  const send = await startedSend(db);
  const slow = await claimed(db);
  await leasesEnd(db);
  const second = await claimed(db);
  assert.deepEqual(await recordHandoff(db, second.batch, references(second)), {
    accepted: 6,
    rejected: 0,
    open: 0,
  });
  assert.deepEqual(await recordHandoff(db, slow.batch, references(slow)), {
    accepted: 0,
    rejected: 0,
    open: 0,
  });
  assert.deepEqual(await recordHandoff(db, slow.batch, references(slow), "rejected"), {
    accepted: 0,
    rejected: 0,
    open: 0,
  });
  const { handed, failed, pending } = await account(db, send);
  assert.deepEqual([handed, failed, pending], [6, 0, 0]);
  await leasesEnd(db);
  assert.equal(await claim(db), null, "a recorded batch is over");
  await booksAgree(db);
});

test("messages without an answer keep their batch open and in doubt, and only they come again", async () => {
  const send = await startedSend(db);
  const batch = await claimed(db);
  const [one = "", two = "", three = "", ...rest] = references(batch);
  assert.deepEqual(await recordHandoff(db, batch.batch, [one]), { accepted: 1, rejected: 0, open: 5 });
  assert.deepEqual(await recordHandoff(db, batch.batch, [two], "rejected"), {
    accepted: 0,
    rejected: 1,
    open: 4,
  });
  assert.equal(await claim(db), null, "the lease still runs");
  await leasesEnd(db);
  const again = await claimed(db);
  assert.deepEqual([references(again), again.doubtful], [[three, ...rest], true]);
  assert.deepEqual(await recordHandoff(db, again.batch, [three], "unknown"), {
    accepted: 0,
    rejected: 0,
    open: 3,
  });
  assert.deepEqual(await recordHandoff(db, again.batch, rest), { accepted: 3, rejected: 0, open: 0 });
  const { handed, failed, unknown, pending } = await account(db, send);
  assert.deepEqual([handed, failed, unknown, pending], [4, 1, 1, 0]);
  await booksAgree(db);
});

test("an answer about messages of another batch, or of a kind nobody knows, changes nothing", async () => {
  await db.sql`update public.channels set batch_size = 3`;
  const send = await startedSend(db);
  const [mine, other] = [await claimed(db), await claimed(db)];
  assert.deepEqual(await recordHandoff(db, mine.batch, references(other)), {
    accepted: 0,
    rejected: 0,
    open: 3,
  });
  assert.deepEqual(await recordHandoff(db, mine.batch, references(mine), "delivered"), {
    accepted: 0,
    rejected: 0,
    open: 3,
  });
  assert.deepEqual(await recordHandoff(db, 999_999, references(mine)), {
    accepted: 0,
    rejected: 0,
    open: 0,
  });
  assert.equal((await account(db, send)).pending, 6);
});

test("nothing is claimed for a channel that is paused, old or new", async () => {
  await db.sql`update public.channels set batch_size = 3`;
  await startedSend(db);
  await claimed(db);
  await leasesEnd(db);
  await db.sql`update public.channels set state = 'paused'`;
  assert.equal(await claim(db), null);
  await db.sql`update public.channels set state = 'active'`;
  assert.equal((await claimed(db)).doubtful, true);
});

test("a clock that was an hour ahead, and was set back, holds nothing up", async () => {
  await db.sql`update public.channels set rate_per_s = 100`;
  await startedSend(db);
  await db.sql`update public.channels set next_at = now() + interval '1 hour', resume_at = now() + interval '1 hour'`;
  assert.equal(await claim(db), null);
  await tick(db);
  assert.equal(references(await claim(db)).length, 6);
});

test("a pause that a carrier asked for lasts", async () => {
  await startedSend(db);
  await db.sql`update public.channels set resume_at = now() + interval '1 minute'`;
  await tick(db);
  assert.equal(await claim(db), null);
});
