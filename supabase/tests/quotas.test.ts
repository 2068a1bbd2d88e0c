import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import {
  approvedSend,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  handOver,
  imported,
  phones,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
  waitingSend,
} from "./scenes.ts";
import { waiting } from "./together.ts";
import { openWorld, type World } from "./world.ts";

/** PKG-1 to PKG-3: packages by expiry, then pay-as-you-go; reserved, settled, released; never oversold. */
let world: World;
before(async () => {
  world = await openWorld();
  await world.sql`update public.packages set expires_at = now() - interval '1 second'`;
  assert.equal((await tick(world)).expired, 1);
});
beforeEach(() => clearStage(world));
after(async () => {
  await booksAgree(world);
  await world.close();
});

const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
const order = (size: number | null, expires: string | null, input: object = {}) =>
  world.as("alice").rpc("add_package", {
    kind: "aim_resolution",
    spec: "three_network",
    size,
    price_cents: 100,
    expires_at: expires,
    ...input,
  });
const add = async (size: number, expires: string) => (await done(order(size, expires))).id as string;
/** [package, reserved, settled, released] of a send, in the order in which it took them; null is pay-as-you-go. */
const reservations = async (send: string) =>
  (
    await world.sql`select package_id, reserved::int, settled::int, released::int from private.reservations where send_id = ${send} order by ordinal`
  ).map((r) => [r.package_id, r.reserved, r.settled, r.released]);
const left = async (pack: string) =>
  Number(
    (
      await world.sql`select balance from public.quota_accounts where package_id = ${pack} and account = 'available'`
    )[0]?.balance,
  );

test("what is left of an expired package is out of reach, and the send is pay-as-you-go from the start", async () => {
  assert.deepEqual(await balance(world), [0, 0, 0, 0]);
  const send = await approvedSend(world);
  assert.deepEqual(await reservations(send), [[null, 6, 0, 0]]);
  assert.deepEqual(await balance(world), [0, 6, 0, 6]);
  await clearStage(world);
  assert.deepEqual(await balance(world), [0, 0, 0, 0]);
  const [row] = await world
    .as("dan")
    .rows("select granted, expired from public.quota_balances where kind = 'aim_resolution'");
  assert.deepEqual([Number(row.granted), Number(row.expired)], [100_000, 100_000]);
});

test("packages are used up first, the one that expires first before the others, the rest is pay-as-you-go", async () => {
  const late = await add(2, days(60));
  const soon = await add(3, days(5));
  const between = await add(4, days(30));
  assert.deepEqual(await balance(world), [9, 0, 0, 0]);
  const send = await approvedSend(world, { count: 10 });
  assert.deepEqual(await reservations(send), [
    [soon, 3, 0, 0],
    [between, 4, 0, 0],
    [late, 2, 0, 0],
    [null, 1, 0, 0],
  ]);
  assert.deepEqual(await balance(world), [0, 10, 0, 1]);
  await booksAgree(world);
});

test("a cancelled send gives back every unit to the package it came from", async () => {
  const packs =
    await world.sql`select id, size from public.packages where expires_at > now() order by expires_at`;
  for (const { id, size } of packs) assert.equal(await left(id), Number(size));
  assert.deepEqual(await balance(world), [9, 0, 0, 0]);
});

test("delivered is used, failed is released: the oldest package is used first, the newest gets back first", async () => {
  const [soon, between] = (
    await world.sql`select id from public.packages where expires_at > now() order by expires_at`
  ).map(({ id }) => id);
  const send = await startedSend(world, { count: 6 });
  const ids = await handOver(world);
  await report(world, ids.slice(4), "failed");
  await report(world, ids.slice(0, 4), "delivered");
  assert.deepEqual(await reservations(send), [
    [soon, 3, 3, 0],
    [between, 3, 1, 2],
  ]);
  assert.deepEqual(await balance(world), [5, 0, 4, 0]);
  await tick(world);
  await booksAgree(world);
});

test("rejected and unknown hand-offs are released, and charged again when they are delivered after all", async () => {
  const [available, , used] = await balance(world);
  await startedSend(world, { count: 4 });
  const batch = await claim(world);
  assert.ok(batch && available !== undefined && used !== undefined);
  const [one = "", two = "", three = "", four = ""] = references(batch);
  await recordHandoff(world, batch.batch, [one], "rejected");
  await recordHandoff(world, batch.batch, [two, three], "unknown");
  assert.deepEqual(await balance(world), [available - 1, 1, used, 0]);
  await recordHandoff(world, batch.batch, [four]);
  await report(world, [one, two], "delivered");
  await report(world, [three], "failed");
  assert.deepEqual(await balance(world), [available - 3, 1, used + 2, 0]);
  await booksAgree(world);
});

test("a unit that is released to a package which has expired meanwhile expires too", async () => {
  const pack = await add(4, days(1));
  await startedSend(world, { count: 4 });
  const ids = await handOver(world);
  await world.sql`update public.packages set expires_at = now() - interval '1 second' where id = ${pack}`;
  await tick(world);
  await report(world, ids.slice(0, 1), "delivered");
  await report(world, ids.slice(1), "failed");
  await tick(world);
  const accounts =
    await world.sql`select account, balance::int from public.quota_accounts where package_id = ${pack} order by account`;
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
  await booksAgree(world);
});

test("a package is no longer used from the instant it expires, whether the clock has turned or not", async () => {
  const pack = await add(4, days(1));
  await world.sql`update public.packages set expires_at = now() - interval '1 second' where id = ${pack}`;
  const send = await approvedSend(world);
  assert.ok((await reservations(send)).every(([from]) => from !== pack));
  assert.equal(await left(pack), 4);
  await tick(world);
  assert.equal(await left(pack), 0);
});

test("sends approved at the same instant never take a unit twice", async () => {
  await clearStage(world);
  const pack = await add(10, days(2));
  const file = await imported(world, phones(4));
  const sends = [];
  for (let n = 0; n < 5; n += 1) sends.push(await waitingSend(world, { file }));
  const [free = 0, reserved = 0, used] = await balance(world);
  const hold = `select private.lock_quota('${(await world.sql`select enterprise_id as id from public.packages limit 1`)[0]?.id}', 'aim_resolution')`;
  const answers = await waiting(
    world,
    hold,
    sends.map((send) => () => world.as("carol").rpc("approve_send", { send })),
  );
  for (const { error } of answers) assert.equal(error, null);
  assert.equal(await left(pack), 0);
  const taken = Math.min(20, free);
  assert.deepEqual(await balance(world), [free - taken, reserved + 20, used, 20 - taken]);
  const [row] =
    await world.sql`select sum(reserved)::int as n from private.reservations where package_id = ${pack}`;
  assert.equal(row?.n, 10);
  await booksAgree(world);
});

test("a package has a kind, a spec, a size, a price and a time to come", async () => {
  const wrong: [number | null, string | null, object][] = [
    [0, days(1), {}],
    [null, days(1), {}],
    [1_000_000_001, days(1), {}],
    [1, days(-1), {}],
    [1, null, {}],
    [1, days(1), { kind: "free" }],
    [1, days(1), { kind: null }],
    [1, days(1), { spec: "all" }],
    [1, days(1), { price_cents: -1 }],
    [1, days(1), { price_cents: null }],
  ];
  for (const [size, expires, input] of wrong) {
    assert.equal(
      (await order(size, expires, input)).error?.code,
      "input_invalid",
      JSON.stringify([size, expires, input]),
    );
  }
  assert.equal(
    (
      await world
        .as("bob")
        .rpc("add_package", { kind: "basic", spec: "mobile", size: 1, price_cents: 1, expires_at: days(1) })
    ).error?.code,
    "forbidden",
  );
});

test("one kind of quota is not paid with another", async () => {
  await clearStage(world);
  await world.sql`update public.packages set expires_at = now() - interval '1 second'`;
  await tick(world);
  await done(order(1000, days(1), { kind: "basic", spec: "mobile" }));
  const send = await approvedSend(world);
  assert.deepEqual(
    (await reservations(send)).map(([pack]) => pack),
    [null],
  );
});
