import assert from "node:assert/strict";
import { test } from "node:test";
import { yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-1: the day on which packages run out follows the use of the last 14 days, and what is low says so. */
const db = await testDatabase();

const balance = async () => {
  const [row] = await db
    .as("alice")
    .rows(
      "select available::int, runs_out_on - (now() at time zone 'Asia/Shanghai')::date as days, low from public.quota_balances where kind = 'aim_resolution'",
    );
  return [row.available, row.days, row.low];
};
const used = async (amount: number, days: number) =>
  db.sql`insert into public.quota_ledger (enterprise_id, kind, transfer, account, amount, reason, at)
    values (${await yunshan(db)}, 'aim_resolution', gen_random_uuid(), 'used', ${amount}, 'settle', now() - make_interval(days => ${days}))`;

test("without use nothing runs out; older use does not count; at a pace of 3,333 a day 100,000 last 30 days", async () => {
  assert.deepEqual(await balance(), [100_000, null, null]);
  await used(1_000_000, 20);
  assert.deepEqual(await balance(), [100_000, null, null]);
  await used(46_666, 3);
  assert.deepEqual(await balance(), [100_000, 30, null]);
});

test("a package that ends before it is used up lasts until it ends", async () => {
  const { sql } = db;
  const [was] = await sql`select id, expires_at from public.packages where kind = 'aim_resolution' limit 1`;
  await sql`update public.packages set expires_at = now() + interval '12 days 1 hour' where id = ${was?.id}`;
  assert.deepEqual(await balance(), [100_000, 12, "days"]);
  await sql`update public.packages set expires_at = ${was?.expires_at} where id = ${was?.id}`;
});

test("what lasts less than 14 days is low: people are told once, once more when nothing is left, and anew after it was well", async () => {
  const told = async () => {
    for (let each = 0; each < 2; each += 1) {
      await db.sql`update private.jobs set finished_at = null where job = 'warn-quotas'`;
      await db.sql`select private.warn_quotas()`;
    }
    const rows =
      await db.sql`select details ->> 'available' as available from public.alerts where kind = 'quota_low' and details ->> 'quota' = 'aim_resolution' order by id`;
    return rows.map(({ available }) => available);
  };
  const have = (units: number) =>
    db.sql`update public.quota_accounts set balance = ${units} where kind = 'aim_resolution' and account = 'available' and package_id is not null`;
  assert.deepEqual(await told(), []);
  await used(1_400_000, 0);
  assert.deepEqual(await balance(), [100_000, 0, "days"]);
  assert.deepEqual(await told(), ["100000"]);
  await have(0);
  assert.deepEqual(await told(), ["100000", "0"]);
  await have(100_000_000);
  assert.deepEqual(await told(), ["100000", "0"]);
  await have(5);
  assert.deepEqual(await told(), ["100000", "0", "5"]);
});
