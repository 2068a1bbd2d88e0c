import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  cardOf,
  channelOf,
  claim,
  clearStage,
  done,
  recordHandoff,
  references,
  startedSend,
  tick,
  yunshan,
} from "../fixtures.ts";
import { alerts, noCaps, refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { untilWaiting } from "../together.ts";

/** CHL-1, GRD-1: a rate limit shared by all dispatchers, a circuit breaker for a silent carrier, and an owner's pause. */
const db = await testDatabase();
const channel = await channelOf(db, await yunshan(db));
await noCaps(db);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`update public.channels set state = 'active', batch_size = 1000, rate_per_s = null, next_at = '-infinity', resume_at = '-infinity',
    failures = 0, sick_since = null, probe_at = '-infinity', last_error = null`;
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.alerts`;
});

const row = async () => (await db.sql`select * from public.channels where id = ${channel}`)[0];
const health = () => cardOf(db, "channel_cards", channel);
const wait = async () => (await db.sql`select private.claim_wait() as ms`)[0]?.ms;
const limit = (rate_per_s: number | null, person: Person = "alice") =>
  db.as(person).rpc("update_channel", { channel, input: { rate_per_s } });
/** Refills the rate limit, so that the next batch may go. */
const later = () => db.sql`update public.channels set next_at = now()`;
/** Records `times` hand-overs to which the carrier gave no answer. */
async function fail(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await db.sql`select private.channel_failed(${channel}, ${`no answer ${time}`})`;
}
/** Ends the channel's rest, so that the next probe is due. */
const probe = () => db.sql`update public.channels set probe_at = now() - interval '1 second'`;

test("a batch is never more than one second's rate, and the next one waits until that second is over", async () => {
  await done(limit(4));
  const send = await startedSend(db);
  assert.equal(await wait(), 10, "whatever can be claimed at once and was not is locked for an instant");
  assert.equal((await claim(db))?.ids.length, 4);
  const now = await row();
  const [left] =
    await db.sql`select extract(epoch from next_at - now())::float as s from public.channels where id = ${channel}`;
  assert.ok(left?.s > 0.5 && left?.s <= 1, `${left?.s}`);
  assert.equal(await claim(db), null);
  const ms = await wait();
  assert.ok(ms > 0 && ms <= 1000, `${ms}`);
  await later();
  assert.equal((await claim(db))?.ids.length, 2);
  const [half] =
    await db.sql`select extract(epoch from next_at - now())::float as s from public.channels where id = ${channel}`;
  assert.ok(half?.s > 0.2 && half?.s <= 0.5, `two of four: half a second, not ${half?.s}`);
  assert.equal(await wait(), null, "nothing is left to wait for");
  assert.equal((await account(db, send)).pending, 6);
  assert.equal(now?.state, "active");
});

test("two dispatchers at the same instant share the rate: one gets the second, the other nothing", async () => {
  await done(limit(2));
  await startedSend(db);
  await startedSend(db);
  const { second } = await db.sql.begin(async (step) => {
    const [first] = await step`select ids from private.claim_batch()`;
    assert.equal(first?.ids.length, 2);
    const act = claim(db);
    await untilWaiting(db, [act]);
    return { second: act };
  });
  assert.equal(await second, null);
});

test("what is in doubt takes its share of the rate too", async () => {
  await done(limit(2));
  const send = await startedSend(db, { count: 4 });
  const first = await claim(db);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  assert.equal(await claim(db), null);
  await later();
  assert.equal((await claim(db))?.batch, first?.batch);
  assert.equal(await claim(db), null, "the second is used up");
});

test("without a rate nobody waits, and no claim writes the channel", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  await startedSend(db);
  const before = await db.sql`select xmin::text from public.channels where id = ${channel}`;
  assert.equal((await claim(db))?.ids.length, 2);
  assert.equal((await claim(db))?.ids.length, 2);
  assert.deepEqual(
    [...(await db.sql`select xmin::text from public.channels where id = ${channel}`)],
    [...before],
  );
});

test("five hand-overs in a row without an answer make a channel sick: people are told once, and nothing goes out", async () => {
  await startedSend(db);
  await fail(4);
  assert.equal((await health()).health, "well");
  assert.equal(await alerts(db, "channel_sick", channel), 0);
  await fail(1);
  const card = await health();
  assert.equal(card.health, "sick");
  const wait5 = (card.tries_at.getTime() - Date.now()) / 1000;
  assert.ok(wait5 > 10 && wait5 <= 30, `a probe in ${wait5} s`);
  await fail(1);
  assert.equal(await alerts(db, "channel_sick", channel), 1);
  assert.equal(await claim(db), null);
  assert.equal(await wait(), null, "a probe is the clock's business");
  await fail(20);
  const [most] =
    await db.sql`select extract(epoch from probe_at - now())::int as s from public.channels where id = ${channel}`;
  assert.ok(most?.s > 240 && most?.s <= 480, `at most eight minutes, not ${most?.s} s`);
});

test("an answer in between begins the count anew", async () => {
  await fail(4);
  await db.sql`select private.channel_worked(${channel})`;
  assert.equal((await row())?.failures, 0);
  await fail(4);
  assert.equal((await health()).health, "well");
  assert.equal(await alerts(db, "channel_well"), 0, "it never was sick");
});

test("one probe goes, whoever dispatches, and the others wait for what it says", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  await startedSend(db);
  await startedSend(db);
  await fail(5);
  await probe();
  const probes = await Promise.all([claim(db), claim(db), claim(db)]);
  assert.equal(probes.filter(Boolean).length, 1);
  assert.equal(await claim(db), null);
  const sent = probes.find(Boolean);
  await db.sql`select private.give_back(${sent?.batch ?? 0}, 5, false, 'still nothing')`;
  assert.deepEqual([(await row())?.failures, (await health()).health], [6, "sick"]);
  assert.equal(await claim(db), null);
});

test("a probe that is answered makes it well: people are told once, and all goes on", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  await startedSend(db);
  await fail(5);
  await probe();
  const batch = await claim(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  const { failures, sick_since } = (await row()) ?? {};
  assert.deepEqual([failures, sick_since, (await health()).health], [0, null, "well"]);
  assert.equal(await alerts(db, "channel_well", channel), 1);
  assert.equal((await claim(db))?.ids.length, 2);
  assert.equal((await claim(db))?.ids.length, 2);
  assert.equal(await alerts(db, "channel_well", channel), 1);
  assert.equal(await alerts(db, "channel_sick", channel), 1);
});

test("an answer that says of every message it does not know counts as none", async () => {
  await startedSend(db);
  await fail(3);
  const batch = await claim(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch), "unknown");
  assert.equal((await row())?.failures, 3);
});

test("a carrier that says it took nothing rests, and is not sick for it", async () => {
  await startedSend(db);
  const batch = await claim(db);
  await db.sql`select private.give_back(${batch?.batch ?? 0}, 600, true, '429')`;
  assert.deepEqual([(await health()).health, (await row())?.failures], ["throttled", 0]);
  const [rests] =
    await db.sql`select extract(epoch from resume_at - now())::int as s from public.channels where id = ${channel}`;
  assert.ok(rests?.s > 50 && rests?.s <= 60, "a minute at most");
});

test("the owner pauses a channel: nothing is handed over, not even what is in doubt, until it is resumed", async () => {
  const send = await startedSend(db, { count: 4 });
  await db.sql`update public.channels set batch_size = 2`;
  const first = await claim(db);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where send_id = ${send}`;
  const card = await done(db.as("alice").rpc("pause_channel", { channel, reason: "割接" }));
  assert.deepEqual([card.state, card.health], ["paused", "paused"]);
  assert.equal(await claim(db), null);
  assert.equal((await tick(db)).dispatch, false, "the clock calls no dispatcher for it");
  await fail(5);
  await done(db.as("alice").rpc("resume_channel", { channel }));
  const { failures, sick_since } = (await row()) ?? {};
  assert.deepEqual([failures, sick_since], [0, null], "whoever resumes it says that it is well");
  assert.equal((await claim(db))?.batch, first?.batch);
  assert.equal((await claim(db))?.ids.length, 2);
});

test("the owner need not wait for the next probe of a sick channel", async () => {
  await startedSend(db);
  await fail(9);
  assert.equal(await claim(db), null, "the probe is minutes away");
  await done(db.as("alice").rpc("resume_channel", { channel }));
  assert.equal((await health()).health, "well");
  assert.ok(await claim(db));
});

test("only the owner pauses, resumes and limits, and each refusal leaves everything as it was", async () => {
  const act =
    (person: Person, verb: string, more: object = {}) =>
    () =>
      db.as(person).rpc(`${verb}_channel`, { channel, ...more });
  for (const person of ["bob", "carol", "dan"] as const) {
    await refused(db, act(person, "pause", { reason: "xx" }), "forbidden", 403);
    await refused(db, act(person, "resume"), "forbidden", 403);
    await refused(db, act(person, "update", { input: { rate_per_s: 5 } }), "forbidden", 403);
  }
  for (const [verb, more] of [
    ["pause", { reason: "xx" }],
    ["resume", {}],
    ["update", { input: { rate_per_s: 5 } }],
  ] as const)
    await refused(db, act("mallory", verb, more), "not_found", 404);
  for (const reason of [null, "", "  "])
    await refused(db, act("alice", "pause", { reason }), "reason_required", 422);
  await refused(db, act("alice", "resume"), "wrong_state", 409);
  for (const rate_per_s of [0, -1, 100_001])
    await refused(db, act("alice", "update", { input: { rate_per_s } }), "input_invalid", 422);
  await done(act("alice", "pause", { reason: "xx" })());
  await refused(db, act("alice", "pause", { reason: "yy" }), "wrong_state", 409);
  await done(limit(100_000));
  assert.equal((await done(limit(null))).rate_per_s, null);
});
