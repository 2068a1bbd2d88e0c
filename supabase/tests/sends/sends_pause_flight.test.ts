import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  booksAgree,
  claim,
  clearStage,
  done,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { untilWaiting } from "../together.ts";
import { noCaps } from "./sends_fixtures.ts";

/** SND-2: a batch claimed before the pause is completed up to its receipts; nothing else is handed over. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`update public.channels set batch_size = 1000`;
});

const pause = (send: string) => db.as("bob").rpc("pause_send", { send });
const resume = (send: string) => db.as("bob").rpc("resume_send", { send });

test("a batch that was claimed before the pause is recorded after it, and nothing else is claimed", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const batch = await claim(db);
  await done(pause(send));
  assert.equal(await claim(db), null);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch).slice(0, 1), "delivered");
  const { state: now, pending, handed, delivered } = await account(db, send);
  assert.deepEqual([now, pending, handed, delivered], ["paused", 4, 1, 1]);
  assert.equal((await tick(db)).dispatch, false, "the clock calls no dispatcher for it");
  assert.equal(await claim(db), null);
  await booksAgree(db);
});

test("what is in doubt is not handed over again while the send is paused, and first of all when it is resumed", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const batch = await claim(db);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  await done(pause(send));
  assert.equal(await claim(db), null);
  assert.equal((await tick(db)).dispatch, false);
  await done(resume(send));
  assert.equal((await tick(db)).dispatch, true);
  const again = await claim(db);
  assert.deepEqual([again?.batch, again?.doubtful], [batch?.batch, true]);
});

test("a pause that comes while a batch is claimed waits for it, and no claim begins after its answer", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const pausing = await db.sql.begin(async (step) => {
    await step`select from private.send_progress where send_id = ${send} for update`;
    const act = pause(send);
    await untilWaiting(db, [act]);
    const [row] = await step`select ids from private.claim_batch()`;
    assert.equal(row?.ids.length, 2);
    return { act };
  });
  assert.equal((await pausing.act).error, null);
  assert.equal(await claim(db), null);
});

test("while somebody pauses it, what is in doubt is not taken behind their back", async () => {
  const send = await startedSend(db);
  await claim(db);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  const { answer, commit } = await db.as("bob").open("pause_send", { send });
  const meanwhile = await claim(db).finally(commit);
  assert.deepEqual([answer.error, meanwhile], [null, null], "the pause was not committed yet");
  assert.equal(await claim(db), null);
});

test("what is in doubt of a paused send does not stand in the way of another's", async () => {
  const [send, other] = [await startedSend(db), await startedSend(db)];
  const batches = [await claim(db), await claim(db)];
  await done(pause(send));
  await db.sql`update private.batches set lease_until = now() - case when send_id = ${send} then interval '2 hours' else interval '1 hour' end
    where send_id in (${send}, ${other})`;
  const again = await claim(db);
  const [row] = await db.sql`select send_id from private.batches where id = ${again?.batch ?? null}`;
  assert.deepEqual([row?.send_id, batches.length], [other, 2]);
});
