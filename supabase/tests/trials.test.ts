import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  draftSend,
  handOver,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "./scenes.ts";
import { openWorld, type World } from "./world.ts";

/** SND-2, SND-4, ACC-1: a trial first, the rest when it is released; and a cancel at every moment, with the account whole. */
let world: World;
before(async () => {
  world = await openWorld();
});
beforeEach(() => clearStage(world));
after(() => world.close());

const trial = { trial: true, trial_size: 2 };
const release = (send: string) => world.as("bob").rpc("release_send", { send });
const cancel = (send: string) => world.as("bob").rpc("cancel_send", { send });

test("a trial sends so many and holds until each of them is final; then the rest goes when it is released", async () => {
  const send = await startedSend(world, trial);
  const [one = "", two = ""] = await handOver(world);
  assert.equal(await claim(world), null, "no third");
  await report(world, [one], "delivered");
  await tick(world);
  assert.equal((await account(world, send)).state, "sending", "one is on its way");
  assert.equal((await release(send)).error?.code, "wrong_state");
  await report(world, [two], "failed");
  await tick(world);
  const held = await account(world, send);
  assert.deepEqual(
    [held.state, held.delivered, held.failed, held.pending, held.dispatch_limit],
    ["trial_hold", 1, 1, 4, 2],
  );
  assert.equal(await claim(world), null);
  await booksAgree(world);
  assert.equal((await release(send)).error, null);
  const rest = await handOver(world);
  assert.equal(rest.length, 4);
  await report(world, rest, "delivered");
  await tick(world);
  const end = await account(world, send);
  assert.deepEqual([end.state, end.delivered, end.failed, end.pending, end.handed], ["done", 5, 1, 0, 0]);
  assert.ok(end.finished_at);
  await booksAgree(world);
});

test("a trial as large as the file is simply the send", async () => {
  // Of a file of six, the ten that nobody chose are six.
  for (const trial_size of [6, undefined]) {
    const send = await startedSend(world, { trial: true, trial_size });
    await report(world, await handOver(world), "delivered");
    await tick(world);
    assert.equal((await account(world, send)).state, "done");
  }
});

test("without a trial a send is done when all are final, and not before", async () => {
  const send = await startedSend(world);
  const ids = await handOver(world);
  await report(world, ids.slice(1), "delivered");
  await tick(world);
  assert.equal((await account(world, send)).state, "sending");
  await report(world, ids.slice(0, 1), "expired");
  await tick(world);
  assert.equal((await account(world, send)).state, "done");
  assert.equal((await cancel(send)).error?.code, "wrong_state");
});

/** Ways to a moment, and what has to be cancelled there: [name, the way, cancelled, still on their way]. */
const moments: [string, () => Promise<string>, number, number][] = [
  ["a draft", () => draftSend(world), 0, 0],
  ["in review", () => waitingSend(world), 0, 0],
  ["approved, not expanded", () => approvedSend(world), 6, 0],
  [
    "half expanded",
    async () => {
      const send = await approvedSend(world);
      await world.sql`select private.expand_slice(${send}, 4)`;
      return send;
    },
    6,
    0,
  ],
  [
    "expanded, not started",
    async () => {
      const at = new Date(Date.now() + 3_600_000).toISOString();
      const send = await approvedSend(world, { timing: "scheduled", scheduled_at: at });
      await tick(world);
      assert.equal((await account(world, send)).state, "ready");
      return send;
    },
    6,
    0,
  ],
  ["started, nothing claimed", () => startedSend(world), 6, 0],
  [
    "claimed, the carrier's answer not here yet",
    async () => {
      const send = await startedSend(world, trial);
      await claim(world);
      return send;
    },
    4,
    2,
  ],
  [
    "given back, because the carrier took nothing",
    async () => {
      const send = await startedSend(world, trial);
      const batch = await claim(world);
      await world.sql`select private.give_back(${batch?.batch ?? null}, 30, true, '429')`;
      await world.sql`update public.channels set resume_at = '-infinity'`;
      return send;
    },
    6,
    0,
  ],
  [
    "given back in doubt",
    async () => {
      const send = await startedSend(world, trial);
      const batch = await claim(world);
      await world.sql`select private.give_back(${batch?.batch ?? null}, 30, false, 'no answer')`;
      return send;
    },
    4,
    2,
  ],
  [
    "handed over",
    async () => {
      const send = await startedSend(world, trial);
      await handOver(world);
      return send;
    },
    4,
    2,
  ],
  [
    "held after the trial",
    async () => {
      const send = await startedSend(world, trial);
      await report(world, await handOver(world), "delivered");
      await tick(world);
      assert.equal((await account(world, send)).state, "trial_hold");
      return send;
    },
    4,
    0,
  ],
];

for (const [moment, way, cancelled, onTheirWay] of moments) {
  test(`cancelled when it is ${moment}: what is not on its way is cancelled and paid back, the rest ends as it ends`, async () => {
    const [before = 0, , used = 0] = await balance(world);
    const send = await way();
    const card = await done(cancel(send));
    assert.deepEqual(
      [card.state, card.cancelled, card.pending + card.handed],
      ["cancelled", cancelled, onTheirWay],
    );
    await booksAgree(world);
    await tick(world);
    await booksAgree(world);
    const delivered = Number((await account(world, send)).delivered);
    const [available = 0, reserved = 0] = await balance(world);
    assert.deepEqual([available, reserved], [before - onTheirWay - delivered, onTheirWay]);
    for (const next of [release(send), cancel(send)]) assert.equal((await next).error?.code, "wrong_state");
    await world.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;
    const batch = await claim(world);
    const ids = batch
      ? references(batch)
      : (
          await world.sql`select id::text from public.deliveries where send_id = ${send} and state = 'handed'`
        ).map(({ id }) => id);
    assert.equal(ids.length, onTheirWay);
    if (batch) await recordHandoff(world, batch.batch, ids);
    await report(world, ids, "delivered");
    assert.equal(await claim(world), null);
    const end = await account(world, send);
    assert.deepEqual(
      [end.cancelled, end.delivered, end.pending, end.handed],
      [cancelled, onTheirWay + delivered, 0, 0],
    );
    assert.equal((await balance(world))[2], used + onTheirWay + delivered);
    await booksAgree(world);
    const rows =
      await world.sql`select state from public.deliveries where send_id = ${send} and state in ('pending', 'handed')`;
    assert.equal(rows.length, 0);
  });
}
