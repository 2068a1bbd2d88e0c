import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  claim,
  clearStage,
  done,
  imported,
  laidOut,
  setSendSettings,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { bigFile, fresh, pass } from "./sends_fixtures.ts";

/** OPT-1: the caps count large sends too, which have a partition of their own and at first no index by number. */
const db = await testDatabase({ last: booksAgree });
beforeEach(() => clearStage(db));

test("a large send is counted with an index by number and without one, and the clock makes one when caps look there", async () => {
  const COUNT = 20_100;
  const file = await bigFile(db, COUNT, 5_000_000);
  await setSendSettings(db, { notice_per_minute: 1, notice_per_day: 2 });
  const send = await approvedSend(db, { file });
  await laidOut(db, send);
  assert.equal(await pass(db), 1000);
  /** How many of three numbers are capped; two of them are among the first thousand of the large send. */
  const look = async (nth: number) => {
    const numbers = [15_000_000 + nth, 15_000_999 - nth, 15_001_000 + nth].map((number) => `+86139${number}`);
    const later = await startedSend(db, { file: await imported(db, numbers) });
    await claim(db);
    return (await account(db, later)).capped;
  };
  // The large send has more to hand over; paused, it leaves the next claims to the sends below.
  await done(db.as("bob").rpc("pause_send", { send }));
  const indexes = () =>
    db.sql`select indexname from pg_indexes where schemaname = 'partitions' and indexname like '%\\_phone' and indexname like 'deliveries\\_1%'`;
  assert.equal((await indexes()).length, 0);
  assert.equal(await look(0), 2);
  while ((await indexes()).length === 0) await tick(db);
  assert.equal((await indexes()).length, 1);
  assert.equal(await look(1), 2);
  assert.equal((await tick(db)).indexed, 0, "once");
});

test("the clock waits for nobody to make that index, and tries again", async () => {
  const file = await bigFile(db, 20_050, 7_000_000);
  await setSendSettings(db, { notice_per_minute: 1 });
  const send = await approvedSend(db, { file });
  await laidOut(db, send);
  await pass(db);
  const [p] =
    await db.sql`select private.deliveries_partition(p) as name from private.send_progress p where p.send_id = ${send}`;
  await db.sql`drop index if exists ${db.sql.unsafe(`${p?.name}_phone`)}`;
  await startedSend(db, { file: await imported(db, fresh(1)) });
  await pass(db);
  await db.sql`drop index if exists ${db.sql.unsafe(`${p?.name}_phone`)}`;
  await db.sql.begin(async (step) => {
    await step.unsafe(`update ${p?.name} set code = code where ordinal = 1`);
    assert.equal((await tick(db)).indexed, 0);
  });
  assert.equal((await tick(db)).indexed, 1);
});
