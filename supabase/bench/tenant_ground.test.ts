import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../tests/test_database.ts";
import { filesOf, sendsOf, tenants } from "./tenant_ground.ts";

test("enterprises have units for more cards than a package holds, and sends that are submitted", async () => {
  const db = await testDatabase();
  const all = await tenants(db, 2, 10_000_001);
  const units = await db.sql<{ enterprise_id: string; n: number }[]>`
    select enterprise_id, sum(size)::integer as n from public.packages where kind = 'aim_resolution' group by 1`;
  for (const { id, name } of all)
    assert.ok((units.find((one) => one.enterprise_id === id)?.n ?? 0) >= 10_000_001, name);
  const sends = await sendsOf(db, all, await filesOf(db, all, 10), 2);
  const states = await db.sql<{ state: string }[]>`
    select state from public.sends where id = any (${[...sends.values()].flat()})`;
  assert.deepEqual(
    states.map(({ state }) => state),
    Array.from({ length: 4 }, () => "in_review"),
  );
});
