import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  approvedSend,
  balance,
  booksAgree,
  bought,
  claim,
  clearStage,
  handOver,
  imported,
  openCards,
  phones,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { waiting } from "../together.ts";

/** PKG-1 to PKG-3: packages are used in the order of expiry, then pay-as-you-go; quota is never oversold. */
const db = await testDatabase({ last: booksAgree });
await db.sql`update public.packages set expires_at = now() - interval '1 second'`;
assert.equal((await tick(db)).expired, 1);
beforeEach(() => clearStage(db));

const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
const add = (size: number, expires: string) => bought(db, size, { expires });
/** [package, reserved, settled, released] of a send, in the order of reservation. Package null: pay-as-you-go. */
const reservations = async (send: string) =>
  (
    await db.sql`select package_id, reserved::int, settled::int, released::int from private.reservations where holder_id = ${send} order by ordinal`
  ).map((r) => [r.package_id, r.reserved, r.settled, r.released]);
const left = async (pack: string) =>
  Number(
    (
      await db.sql`select balance from public.quota_accounts where package_id = ${pack} and account = 'available'`
    )[0]?.balance,
  );

test("what is left of an expired package is out of reach, and the send is pay-as-you-go from the start", async () => {
  assert.deepEqual(await balance(db), [0, 0, 0, 0]);
  const send = await approvedSend(db);
  assert.deepEqual(await reservations(send), [[null, 6, 0, 0]]);
  assert.deepEqual(await balance(db), [0, 6, 0, 6]);
  await clearStage(db);
  assert.deepEqual(await balance(db), [0, 0, 0, 0]);
  const [row] = await db
    .as("dan")
    .rows("select granted, expired from public.quota_balances where kind = 'aim_resolution'");
  assert.deepEqual([Number(row.granted), Number(row.expired)], [100_000, 100_000]);
});

test("packages are used up first, the one that expires first before the others, the rest is pay-as-you-go", async () => {
  const late = await add(2, days(60));
  const soon = await add(3, days(5));
  const between = await add(4, days(30));
  assert.deepEqual(await balance(db), [9, 0, 0, 0]);
  const send = await approvedSend(db, { count: 10 });
  assert.deepEqual(await reservations(send), [
    [soon, 3, 0, 0],
    [between, 4, 0, 0],
    [late, 2, 0, 0],
    [null, 1, 0, 0],
  ]);
  assert.deepEqual(await balance(db), [0, 10, 0, 1]);
  await booksAgree(db);
});

test("a cancelled send gives back every unit to the package it came from", async () => {
  const packs =
    await db.sql`select id, size from public.packages where expires_at > now() order by expires_at`;
  for (const { id, size } of packs) assert.equal(await left(id), Number(size));
  assert.deepEqual(await balance(db), [9, 0, 0, 0]);
});

test("resolved is used, failed is released: the oldest package is used first, the newest gets back first", async () => {
  const [soon, between] = (
    await db.sql`select id from public.packages where expires_at > now() order by expires_at`
  ).map(({ id }) => id);
  const send = await startedSend(db, { count: 6 });
  const ids = await handOver(db);
  await report(db, ids.slice(4), "failed");
  await report(db, ids.slice(0, 4), "delivered");
  await openCards(db, ids.slice(0, 4));
  assert.deepEqual(await reservations(send), [
    [soon, 3, 3, 0],
    [between, 3, 1, 2],
  ]);
  assert.deepEqual(await balance(db), [5, 0, 4, 0]);
  await tick(db);
  await booksAgree(db);
});

test("a rejected hand-off is released, an unknown one keeps its unit, and a receipt charges nothing", async () => {
  const [available, reserved, used] = await balance(db);
  await startedSend(db, { count: 4 });
  const batch = await claim(db);
  assert.ok(batch && available !== undefined && reserved !== undefined && used !== undefined);
  const [one = "", two = "", three = "", four = ""] = references(batch);
  await recordHandoff(db, batch.batch, [one], "rejected");
  await recordHandoff(db, batch.batch, [two, three], "unknown");
  assert.deepEqual(await balance(db), [available - 3, reserved + 3, used, 0]);
  await recordHandoff(db, batch.batch, [four]);
  await report(db, [one, two], "delivered");
  await report(db, [three], "failed");
  assert.deepEqual(await balance(db), [available - 2, reserved + 2, used, 0]);
  await booksAgree(db);
});

test("a unit that is released to a package which has expired meanwhile expires too", async () => {
  const pack = await add(4, days(1));
  await startedSend(db, { count: 4 });
  const ids = await handOver(db);
  await db.sql`update public.packages set expires_at = now() - interval '1 second' where id = ${pack}`;
  await tick(db);
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1), "failed");
  await openCards(db, ids.slice(0, 1));
  const accounts =
    await db.sql`select account, balance::int from public.quota_accounts where package_id = ${pack} order by account`;
  assert.deepEqual(
    accounts.map(({ account, balance }) => [account, balance]),
    [
      ["available", 0],
      ["expired", 3],
      ["granted", -4],
      ["reserved", 0],
      ["used", 1],
    ],
  );
  await booksAgree(db);
});

test("a package is no longer used from the instant it expires, whether the clock has turned or not", async () => {
  const pack = await add(4, days(1));
  await db.sql`update public.packages set expires_at = now() - interval '1 second' where id = ${pack}`;
  const send = await approvedSend(db);
  assert.ok((await reservations(send)).every(([from]) => from !== pack));
  assert.equal(await left(pack), 4);
  await tick(db);
  assert.equal(await left(pack), 0);
});

test("sends approved at the same instant never take a unit twice", async () => {
  await clearStage(db);
  const pack = await add(10, days(2));
  const file = await imported(db, phones(4));
  const sends = [];
  for (let n = 0; n < 5; n += 1) sends.push(await waitingSend(db, { file }));
  const [free = 0, reserved = 0, used] = await balance(db);
  const hold = `select private.lock_quota('${(await db.sql`select enterprise_id as id from public.packages limit 1`)[0]?.id}', 'aim_resolution')`;
  const answers = await waiting(
    db,
    hold,
    sends.map((send) => () => db.as("carol").rpc("approve_send", { send })),
  );
  for (const { error } of answers) assert.equal(error, null);
  assert.equal(await left(pack), 0);
  const taken = Math.min(20, free);
  assert.deepEqual(await balance(db), [free - taken, reserved + 20, used, 20 - taken]);
  const [row] =
    await db.sql`select sum(reserved)::int as n from private.reservations where package_id = ${pack}`;
  assert.equal(row?.n, 10);
  await booksAgree(db);
});

test("one kind of quota is not paid with another", async () => {
  await clearStage(db);
  await db.sql`update public.packages set expires_at = now() - interval '1 second'`;
  await tick(db);
  await bought(db, 1000, { kind: "basic", spec: "mobile" });
  const send = await approvedSend(db);
  assert.deepEqual(
    (await reservations(send)).map(([pack]) => pack),
    [null],
  );
});
