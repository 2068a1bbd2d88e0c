import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  idOf,
  imported,
  openAllDay,
  recordHandoff,
  references,
  type SendWishes,
  setSendSettings,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { untilWaiting } from "../together.ts";
import { fresh, pass } from "./sends_fixtures.ts";

/** OPT-1: nobody gets more than the frequency caps allow, whoever dispatches. A capped number is counted and costs nothing. */
const db = await testDatabase({ last: (opened) => booksAgree(opened, "moved") });
await openAllDay(db);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`update public.send_settings set marketing_per_hour = default, marketing_per_day = default, notice_per_minute = default,
    notice_per_day = default, pause_at_failures = default, pay_as_you_go = default`;
});

const marketing = { sms: "会员福利" };
/** Sends once to a file and hands all over. Returns how many numbers were capped. */
async function once(file: string, wishes: SendWishes = {}): Promise<number> {
  const send = await startedSend(db, { file, ...wishes });
  await pass(db);
  return (await account(db, send)).capped;
}
/** Makes every hand-over so far this much older. */
const ago = (time: string) =>
  db.sql`update public.deliveries set handed_at = handed_at - ${time}::interval where handed_at is not null`;

test("marketing: four an hour, the fifth is capped, accounted for, and its quota released", async () => {
  const [available = 0, reserved = 0] = await balance(db);
  const both = fresh(2);
  const file = await imported(db, both);
  for (let turn = 1; turn <= 4; turn += 1) assert.equal(await once(file, marketing), 0, `${turn}`);
  const more = await imported(db, [...both, ...fresh(1)]);
  const send = await startedSend(db, { file: more, ...marketing });
  const batch = await claim(db);
  assert.deepEqual(batch?.ids.length, 1, "only who is below the cap is handed over");
  const { capped, pending, intended } = await account(db, send);
  assert.deepEqual([capped, pending, intended], [2, 1, 3]);
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 9, reserved + 9]);
  await booksAgree(db, "moved");
});

test("after an hour they may again, until ten of a day; after the day they may again", async () => {
  const file = await imported(db, fresh(1));
  for (let turn = 1; turn <= 4; turn += 1) assert.equal(await once(file, marketing), 0);
  assert.equal(await once(file, marketing), 1);
  await ago("59 minutes");
  assert.equal(await once(file, marketing), 1, "an hour is not over yet");
  await ago("2 minutes");
  for (let turn = 5; turn <= 8; turn += 1) assert.equal(await once(file, marketing), 0, `${turn}`);
  await ago("61 minutes");
  for (let turn = 9; turn <= 10; turn += 1) assert.equal(await once(file, marketing), 0, `${turn}`);
  assert.equal(await once(file, marketing), 1, "ten a day");
  await ago("25 hours");
  assert.equal(await once(file, marketing), 0);
});

test("notices: ten a minute, and they are counted apart from marketing", async () => {
  const file = await imported(db, fresh(1));
  for (let turn = 1; turn <= 4; turn += 1) assert.equal(await once(file, marketing), 0);
  for (let turn = 1; turn <= 10; turn += 1) assert.equal(await once(file), 0, `${turn}`);
  assert.equal(await once(file), 1);
  await ago("61 seconds");
  assert.equal(await once(file), 0);
});

test("a number's marketing does not count against its notices, also where the caps have to look", async () => {
  const file = await imported(db, fresh(1));
  await setSendSettings(db, { notice_per_minute: 2 });
  for (let turn = 1; turn <= 2; turn += 1) assert.equal(await once(await imported(db, fresh(1))), 0);
  assert.equal(await once(file, marketing), 0);
  for (let turn = 1; turn <= 2; turn += 1) assert.equal(await once(file), 0, `${turn}`);
  assert.equal(await once(file), 1);
});

test("an owner sets the caps, and they hold for the next batch", async () => {
  const file = await imported(db, fresh(1));
  await setSendSettings(db, { notice_per_minute: 1, notice_per_day: 2 });
  assert.equal(await once(file), 0);
  assert.equal(await once(file), 1);
  await setSendSettings(db, { notice_per_minute: 2 });
  assert.equal(await once(file), 0);
  assert.equal(await once(file), 1, "two a day");
  await setSendSettings(db, { notice_per_minute: 3, notice_per_day: 3 });
  assert.equal(await once(file), 0);
});

test("what is on its way counts already; what was capped, opted out or cancelled does not", async () => {
  await setSendSettings(db, { notice_per_minute: 1 });
  const file = await imported(db, fresh(1));
  await startedSend(db, { file });
  const first = await claim(db);
  assert.equal(first?.ids.length, 1);
  const second = await startedSend(db, { file });
  const none = await claim(db);
  assert.equal(none?.ids.length, 0);
  assert.equal((await account(db, second)).capped, 1);
  await ago("2 minutes");
  await recordHandoff(db, first?.batch ?? 0, references(first));
  await ago("2 minutes");
  assert.equal(await once(file), 0, "the capped one was never sent");
});

test("a batch the carrier gave back untouched is looked at again when it goes out", async () => {
  await setSendSettings(db, { notice_per_minute: 1 });
  const file = await imported(db, fresh(1));
  const send = await startedSend(db, { file });
  const batch = await claim(db);
  await db.sql`select private.give_back(${batch?.batch ?? 0}, 60, true, '429')`;
  await db.sql`update public.channels set resume_at = '-infinity'`;
  // With its last claim long ago, the waiting message is not counted: the second send takes its place.
  await db.sql`update private.send_progress set last_claim_at = '-infinity' where send_id = ${send}`;
  assert.equal(await once(file), 0);
  await db.sql`update private.batches set lease_until = now() where id = ${batch?.batch ?? 0}`;
  assert.equal((await claim(db))?.ids.length, 0);
  assert.equal((await account(db, send)).capped, 1);
});

test("two dispatchers at the same instant do not exceed a cap together", async () => {
  await setSendSettings(db, { notice_per_minute: 1 });
  const file = await imported(db, fresh(1));
  const sends = [await approvedSend(db, { file }), await approvedSend(db, { file })];
  await tick(db);
  await tick(db);
  // Neither sees the other's claim yet, and nothing else was sent today.
  await db.sql`update private.send_progress set last_claim_at = '-infinity'`;
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql
    .begin(async (first) => {
      const [row] = await first`select ids::text[] from private.claim_batch()`;
      assert.equal(row?.ids.length, 1);
      const second = claim(db);
      await untilWaiting(db, [second]);
      const held = await first`select from pg_locks where locktype = 'advisory' and not granted`;
      assert.equal(held.length, 1, `the second waits for its turn at ${home}`);
      return { second };
    })
    .then(async ({ second }) => assert.equal((await second)?.ids.length, 0));
  const capped = await Promise.all(sends.map(async (send) => (await account(db, send)).capped));
  assert.deepEqual(capped.sort(), [0, 1]);
});

test("a dispatcher that honours an opt-out and one that honours a cap do not wait for each other", async () => {
  await setSendSettings(db, { notice_per_minute: 1 });
  const numbers = fresh(3);
  const file = await imported(db, numbers);
  await once(file);
  const said = { input: { signature: "云杉商城", phones: numbers.slice(0, 1) }, reason: "投诉" };
  for (let turn = 0; turn < 2; turn += 1) {
    await approvedSend(db, { file });
    await tick(db);
    await tick(db);
  }
  await done(db.as("bob").rpc("import_opt_outs", said));
  const [one, other] = await Promise.all([claim(db), claim(db)]);
  assert.deepEqual([one?.ids.length, other?.ids.length], [0, 0]);
  await booksAgree(db, "moved");
});

test("another enterprise's messages do not count", async () => {
  await setSendSettings(db, { notice_per_minute: 1 });
  const file = await imported(db, fresh(1));
  const send = await startedSend(db, { file });
  await pass(db);
  const other = await idOf(db, "enterprises", "Other Ltd");
  await db.sql`update private.send_progress set enterprise_id = ${other} where send_id = ${send}`;
  assert.equal(await once(file), 0);
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql`update private.send_progress set enterprise_id = ${home} where send_id = ${send}`;
  assert.equal(await once(file), 1);
});
