import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  balance,
  booksAgree,
  cardOf,
  clearStage,
  done,
  handOver,
  memberOf,
  refusal,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { byKey, layVoice, type MadeKey, standingStage } from "./key_fixtures.ts";

/** API-1: what goes out on a standing approval asks it again each time that it begins or goes on. */
const db = await testDatabase({ last: booksAgree });
await layVoice(db);
await db.sql`update public.enterprises set marketing_from = '00:00', marketing_to = '23:59:59'`;
await db.sql`update public.channels set batch_size = 1`;
const { fresh, inputOf, standing, sent } = await standingStage(db);
beforeEach(() => clearStage(db));

const close = (plan: string) =>
  done(db.as("bob").rpc("close_standing_approval", { standing_approval: plan }));
const pause = (key: MadeKey, send: string) => done(byKey(db, key.key_id).rpc("pause_send", { send }));
const resume = (key: MadeKey, send: string) => done(byKey(db, key.key_id).rpc("resume_send", { send }));
const codeOf = async (send: string) => {
  const { state, pause_code } = await account(db, send);
  return [state, pause_code];
};
/** As if its time had come. */
const due = (send: string) =>
  db.sql`update public.sends set scheduled_at = clock_timestamp() - interval '1 second' where id = ${send}`;
const inAnHour = () => ({
  count: 2,
  timing: "scheduled",
  scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
});
/** Moves what a plan allows to hours that are not now. */
const otherHours = (plan: string) => db.sql`update public.standing_approvals s set
    hour_from = case when y.hour < 12 then '22:00' else '02:00' end::time,
    hour_until = case when y.hour < 12 then '23:00' else '03:00' end::time
  from (select extract(hour from clock_timestamp() at time zone 'Asia/Shanghai') as hour) y where s.id = ${plan}`;
/** Laid out, started, and its first number handed over. */
async function begun(key: MadeKey, count = 3): Promise<string> {
  const { id } = await sent(key, { count });
  for (let turn = 0; turn < 2; turn += 1) await tick(db);
  const [row] = await db.sql`select batch from private.claim_batch()`;
  assert.ok(row, "the first number is claimed");
  return id;
}

/** What a standing approval may lack by the time that a send goes on, and how that send is said to have come back. */
const ENDS = [
  ["closed", "standing_gone", (plan: string) => close(plan)],
  [
    "past its last day",
    "standing_gone",
    (plan: string) =>
      db.sql`update public.standing_approvals set last_day = last_day - 1000 where id = ${plan}`,
  ],
  [
    "its key revoked",
    "standing_gone",
    (_: string, key: MadeKey) => done(db.as("alice").rpc("revoke_access_key", { access_key: key.id })),
  ],
  ["outside its hours", "standing_hours", otherHours],
] as const;

for (const [how, code, end] of ENDS) {
  test(`a scheduled send does not begin on a plan that is ${how}: it goes back to review and gives its units back`, async () => {
    const key = await fresh();
    const before = await balance(db);
    const plan = await standing(key);
    const { id } = await sent(key, inAnHour());
    await tick(db);
    assert.deepEqual(await codeOf(id), ["ready", null]);
    await end(plan, key);
    await due(id);
    await tick(db);
    assert.deepEqual(await codeOf(id), ["in_review", code]);
    assert.deepEqual(await balance(db), before);
    const [use] = await db.sql`select sum(numbers)::int as n from public.standing_uses where send_id = ${id}`;
    assert.equal(use?.n, 0, "its day is free again");
    assert.deepEqual(await handOver(db), []);
    const waiting = await db
      .as("carol")
      .rows("select id from public.waiting_reviews where resource = 'send'");
    assert.ok(waiting.some((row) => row.id === id));
  });
}

test("the control: on a plan that stands a scheduled send begins", async () => {
  const key = await fresh();
  await standing(key);
  const { id } = await sent(key, inAnHour());
  await tick(db);
  await due(id);
  await tick(db);
  assert.deepEqual(await codeOf(id), ["sending", null]);
  assert.equal((await handOver(db)).length, 1);
});

for (const [how, code, end] of ENDS.filter(([how]) => how !== "its key revoked")) {
  test(`a key does not resume its send on a plan that is ${how}, and who may approve it lets the rest go on`, async () => {
    const key = await fresh();
    const plan = await standing(key);
    const id = await begun(key);
    await pause(key, id);
    await end(plan, key);
    const back = await resume(key, id);
    assert.deepEqual([back.state, back.pause_code], ["in_review", code]);
    assert.equal(await refusal(byKey(db, key.key_id).rpc("approve_send", { send: id })), "forbidden");
    // What was claimed is in doubt, and not even that is handed over without a decision.
    await db.sql`update private.batches set lease_until = '-infinity' where send_id = ${id}`;
    assert.deepEqual([...(await db.sql`select batch from private.claim_batch()`)], []);
    const on = await done(db.as("carol").rpc("approve_send", { send: id }));
    assert.deepEqual([on.state, on.pause_code], ["sending", null]);
    const handed = new Set<string>();
    for (let turn = 0; turn < 4; turn += 1) for (const one of await handOver(db)) handed.add(one);
    assert.equal(handed.size, 3, "each number once");
    await booksAgree(db);
  });
}

test("the control: a key pauses and resumes its send on a plan that stands", async () => {
  const key = await fresh();
  await standing(key);
  const id = await begun(key);
  await pause(key, id);
  assert.equal((await resume(key, id)).state, "sending");
});

test("what was submitted in the hours, and paused before it began, does not go out after them", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const { id } = await sent(key, { count: 2 });
  await pause(key, id);
  await otherHours(plan);
  assert.equal((await resume(key, id)).state, "in_review");
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  assert.deepEqual(await handOver(db), []);
});

test("sends of other days do not go out on one: the day on which it really goes is counted", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const [one, two] = [await sent(key, { count: 3 }), await sent(key, { count: 2 })];
  for (const { id } of [one, two]) await pause(key, id);
  // They were submitted yesterday.
  await db.sql`update public.standing_uses set day = day - 1 where standing_approval_id = ${plan}`;
  assert.equal((await sent(key, { count: 3 })).state, "expanding", "today has its own five");
  assert.equal((await resume(key, two.id)).state, "expanding", "exactly five");
  const back = await resume(key, one.id);
  assert.deepEqual([back.state, back.pause_code], ["in_review", "standing_day_full"]);
  const seen = await cardOf(db, "standing_approval_cards", plan, "carol");
  assert.equal(Number(seen.used_today), 5);
});

test("closing stops what runs: the rest goes back to review, what was handed over ends by its receipts", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const id = await begun(key);
  await close(plan);
  await tick(db);
  assert.deepEqual(await codeOf(id), ["in_review", "standing_gone"]);
  assert.deepEqual([...(await db.sql`select batch from private.claim_batch()`)], []);
  const { pending, cancelled } = await account(db, id);
  assert.deepEqual([pending, cancelled], [3, 0]);
  await done(db.as("carol").rpc("reject_send", { send: id, reason: "不再需要" }));
  await done(db.as("bob").rpc("cancel_send", { send: id }));
  await booksAgree(db);
});

test("a key whose creator has left sends nothing by itself any more", async () => {
  const key = await fresh("dan");
  const plan = await standing(key);
  assert.equal((await sent(key, { count: 1 })).state, "expanding");
  const member = await memberOf(db, "dan");
  await done(db.as("alice").rpc("disable_member", { member }));
  assert.equal((await cardOf(db, "standing_approval_cards", plan, "carol")).standing, "creator_gone");
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  await done(db.as("alice").rpc("enable_member", { member }));
});

test("who approves a second plan of the same key, template and channel reads what both allow together", async () => {
  const key = await fresh();
  const first = await standing(key, { most_a_day: 100 });
  const { id } = await done(
    db.as("bob").rpc("create_standing_approval", { input: inputOf(key, { most_a_day: 100 }) }),
  );
  const { name, beside: alone } = await cardOf(db, "standing_approval_cards", first, "carol");
  assert.equal(alone, null, "what waits allows nothing yet");
  const { beside } = await cardOf(db, "standing_approval_cards", id, "carol");
  assert.deepEqual(beside, { names: name, a_day: 200 });
});
