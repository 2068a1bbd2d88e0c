import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Batch, claim, recordHandoff, references, startedSend } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { claimed, clearQueue, leasesEnd } from "./sends_fixtures.ts";

/** SND-5: a batch that was not handed over is given back, and keeps the mark whether it is in doubt. */
const db = await testDatabase();
beforeEach(() => clearQueue(db));

const giveBack = (batch: Batch, seconds: number, nothingTaken: boolean) =>
  db.sql`select private.give_back(${batch.batch}, ${seconds}, ${nothingTaken}, 'why')`;
const channel = async () =>
  (
    await db.sql`select extract(epoch from greatest(resume_at, now()) - now())::int as rests from public.channels where number = '106900001'`
  )[0];

test("a throttled batch is tried again later without a doubt, and the channel rests meanwhile", async () => {
  await db.sql`update public.channels set batch_size = 3`;
  await startedSend(db);
  const batch = await claimed(db);
  await giveBack(batch, 45, true);
  assert.ok((await channel())?.rests > 40);
  assert.equal(await claim(db), null, "nothing goes to a channel that rests");
  await db.sql`update public.channels set resume_at = '-infinity'`;
  await leasesEnd(db);
  const again = await claimed(db);
  assert.deepEqual([again.batch, again.doubtful, again.attempts], [batch.batch, false, 1]);
  await giveBack(again, 600, true);
  assert.ok((await channel())?.rests <= 60, "a minute at most");
});

test("a batch given back in doubt comes again in doubt, and the channel does not rest for it", async () => {
  await db.sql`update public.channels set batch_size = 3`;
  await startedSend(db);
  const batch = await claimed(db);
  await giveBack(batch, 45, false);
  const next = await claimed(db);
  assert.notEqual(next.batch, batch.batch);
  await leasesEnd(db);
  const again = [await claimed(db), await claimed(db)].find((one) => one.batch === batch.batch);
  assert.equal(again?.doubtful, true);
  await giveBack(again as Batch, 0, true);
  await leasesEnd(db);
  await db.sql`update public.channels set resume_at = '-infinity'`;
  const third = [await claimed(db), await claimed(db)].find((one) => one.batch === batch.batch);
  assert.equal(third?.doubtful, true, "a doubt does not go away because a later try was throttled");
});

test("a batch of which a part was answered stays in doubt, also when the carrier takes nothing of the rest", async () => {
  await startedSend(db);
  const batch = await claimed(db);
  await recordHandoff(db, batch.batch, references(batch).slice(0, 2));
  await giveBack(batch, 30, true);
  await db.sql`update public.channels set resume_at = '-infinity'`;
  await leasesEnd(db);
  const again = await claimed(db);
  assert.deepEqual([references(again).length, again.doubtful], [4, true]);
});

test("what the carrier calls each message is kept however its answers come, and shown to nobody else", async () => {
  const send = await startedSend(db);
  const batch = await claimed(db);
  const ids = references(batch);
  const carrierIds = async (who: "dan" | "mallory") =>
    (
      await db
        .as(who)
        .rows(
          "select id, private.carrier_id_of(id) as carrier_id from unnest($1::text::bigint[]) as id order by id",
          [`{${ids}}`],
        )
    ).map(({ carrier_id }) => carrier_id);
  const none = ids.map(() => null);
  assert.deepEqual(await carrierIds("dan"), none, "before its answer");
  await recordHandoff(db, batch.batch, ids.slice(3, 5).reverse());
  assert.deepEqual(
    await carrierIds("dan"),
    ids.map((id, n) => (n === 3 || n === 4 ? `c${id}` : null)),
  );
  await recordHandoff(db, batch.batch, [...ids.slice(0, 3), ...ids.slice(5)]);
  assert.deepEqual(
    await carrierIds("dan"),
    ids.map((id) => `c${id}`),
  );
  assert.deepEqual(await carrierIds("mallory"), none);
  const cards = await db
    .as("dan")
    .rows("select carrier_id from public.delivery_cards where send_id = $1 order by id", [send]);
  assert.deepEqual(
    cards.map(({ carrier_id }) => carrier_id),
    ids.map((id) => `c${id}`),
  );
});

test("a recorded batch is not given back any more", async () => {
  await startedSend(db);
  const batch = await claimed(db);
  await recordHandoff(db, batch.batch, references(batch));
  await giveBack(batch, 45, true);
  assert.equal((await channel())?.rests, 0);
  await leasesEnd(db);
  assert.equal(await claim(db), null);
});
