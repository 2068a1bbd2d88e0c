import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
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
} from "./scenes.ts";
import { noCaps } from "./sends_scenes.ts";
import { untilWaiting } from "./together.ts";
import { openWorld, type World } from "./world.ts";

/** SND-2: what is on its way when a send is paused goes on to its receipt, and nothing else is handed over. */
let world: World;
before(async () => {
  world = await openWorld();
  await noCaps(world);
});
beforeEach(async () => {
  await clearStage(world);
  await world.sql`update private.batches set lease_until = 'infinity' where done_at is null`;
  await world.sql`update public.channels set batch_size = 1000`;
});
after(() => booksAgree(world).finally(() => world.close()));

const pause = (send: string) => world.as("bob").rpc("pause_send", { send });
const resume = (send: string) => world.as("bob").rpc("resume_send", { send });

test("a batch that was claimed before the pause is recorded after it, and nothing else is claimed", async () => {
  await world.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(world);
  const batch = await claim(world);
  await done(pause(send));
  assert.equal(await claim(world), null);
  await recordHandoff(world, batch?.batch ?? 0, references(batch));
  await report(world, references(batch).slice(0, 1), "delivered");
  const { state: now, pending, handed, delivered } = await account(world, send);
  assert.deepEqual([now, pending, handed, delivered], ["paused", 4, 1, 1]);
  assert.equal((await tick(world)).dispatch, false, "the clock calls no dispatcher for it");
  assert.equal(await claim(world), null);
  await booksAgree(world);
});

test("what is in doubt is not handed over again while the send is paused, and first of all when it is resumed", async () => {
  await world.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(world);
  const batch = await claim(world);
  await world.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  await done(pause(send));
  assert.equal(await claim(world), null);
  assert.equal((await tick(world)).dispatch, false);
  await done(resume(send));
  assert.equal((await tick(world)).dispatch, true);
  const again = await claim(world);
  assert.deepEqual([again?.batch, again?.doubtful], [batch?.batch, true]);
});

test("a pause that comes while a batch is claimed waits for it, and no claim begins after its answer", async () => {
  await world.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(world);
  const pausing = await world.sql.begin(async (step) => {
    await step`select from private.send_progress where send_id = ${send} for update`;
    const act = pause(send);
    await untilWaiting(world, [act]);
    const [row] = await step`select ids from private.claim_batch()`;
    assert.equal(row?.ids.length, 2);
    return { act };
  });
  assert.equal((await pausing.act).error, null);
  assert.equal(await claim(world), null);
});

test("while somebody pauses it, what is in doubt is not taken behind their back", async () => {
  const send = await startedSend(world);
  await claim(world);
  await world.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  const { answer, commit } = await world.as("bob").open("pause_send", { send });
  const meanwhile = await claim(world).finally(commit);
  assert.deepEqual([answer.error, meanwhile], [null, null], "the pause was not committed yet");
  assert.equal(await claim(world), null);
});

test("what is in doubt of a paused send does not stand in the way of another's", async () => {
  const [send, other] = [await startedSend(world), await startedSend(world)];
  const batches = [await claim(world), await claim(world)];
  await done(pause(send));
  await world.sql`update private.batches set lease_until = now() - case when send_id = ${send} then interval '2 hours' else interval '1 hour' end
    where send_id in (${send}, ${other})`;
  const again = await claim(world);
  const [row] = await world.sql`select send_id from private.batches where id = ${again?.batch ?? null}`;
  assert.deepEqual([row?.send_id, batches.length], [other, 2]);
});
