import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { account, approvedSend, draftSend, idOf, waitingSend, yunshan } from "./fixtures.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

/** PKG-2: the card of a send in review shows what it needs beyond the packages. */
let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
});
after(() => db.close());

/** Leaves this many resolutions in the packages. */
async function left(count: number): Promise<void> {
  const home = await yunshan(db);
  await db.sql`update public.quota_accounts a set balance = 0 where a.enterprise_id = ${home} and a.account = 'available' and a.package_id is not null`;
  await db.sql`update public.quota_accounts a set balance = ${count} where a.account = 'available' and a.package_id = (
    select p.id from public.packages p where p.enterprise_id = ${home} and p.kind = 'aim_resolution' and p.expires_at > now() limit 1)`;
}
const cost = async (send: string) => (await account(db, send)).cost;

test("a draft and a send in review say what comes from the packages, and what is pay-as-you-go", async () => {
  await left(4);
  const expected = { units: 6, packages: 4, pay_as_you_go: 2, allowed: true, segments: 6 };
  assert.deepEqual(await cost(await draftSend(db)), expected);
  const send = await waitingSend(db);
  assert.deepEqual(await cost(send), expected);
  await left(6);
  assert.deepEqual(await cost(send), { units: 6, packages: 6, pay_as_you_go: 0, allowed: true, segments: 6 });
});

test("with pay-as-you-go off it says that the approval will be refused, and so it is", async () => {
  await left(4);
  await db.as("alice").rpc("set_send_settings", { input: { pay_as_you_go: false } });
  const send = await waitingSend(db);
  assert.deepEqual(await cost(send), {
    units: 6,
    packages: 4,
    pay_as_you_go: 2,
    allowed: false,
    segments: 6,
  });
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "quota_short");
  await db.as("alice").rpc("set_send_settings", { input: { pay_as_you_go: true } });
});

test("once approved it is reserved, and no forecast any more; a package that has expired pays nothing", async () => {
  await left(4);
  assert.equal(await cost(await approvedSend(db)), null);
  await left(4);
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql`update public.packages set expires_at = now() - interval '1 minute' where enterprise_id = ${home} and kind = 'aim_resolution'`;
  assert.equal((await cost(await waitingSend(db))).packages, 0);
});
