import assert from "node:assert/strict";
import { test } from "node:test";
import { done, groupInput, linesOf, madeTask, personalTask, resolve, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** GRD-1, RES-3: a group link is paid for no more often in a minute than the enterprise allows, before the guard freezes it. */
const db = await testDatabase();

/** The clock of links stands at this minute. */
const minute = (n: number) =>
  db.sql.unsafe(`create or replace function private.minute_now() returns integer language sql volatile
    set search_path = '' as $$ select ${n} $$`);
const budget = (group_burst: number) =>
  done(db.as("alice").rpc("update_link_rules", { input: { group_burst } }));
const used = async (id: number) =>
  Number((await db.sql`select used from public.links where id = ${id}`)[0]?.used);
/** One batch: so many requests of each of two vendors for one link; how many of each are shown the card, and what the others hear. */
async function batch(id: number, huawei: number, vivo: number) {
  const [row] = await db.sql`select private.resolve_batch(array[${id}, ${id}]::bigint[],
    '{resolution,resolution}', '{huawei,vivo}', array[${huawei}, ${vivo}]::integer[]) as r`;
  return linesOf(row?.r, [huawei, vivo]).map(([, verdict, granted]) => [granted, verdict]);
}

test("no more is paid in a minute than the budget, in the order of who came; the next minute has its own", async () => {
  await budget(10);
  const { link_id: id } = await madeTask(db, await groupInput(db, { max_resolutions: 1000 }));
  await minute(100);
  const [one, other] = await batch(id, 7, 7);
  assert.deepEqual([one?.[0], other], [7, [3, "too_fast"]]);
  assert.equal((await resolve(db, id)).verdict, "too_fast");
  assert.equal(await used(id), 10);
  await minute(101);
  assert.equal((await resolve(db, id)).verdict, "ok");
  assert.deepEqual((await batch(id, 9, 1))[1], [0, "too_fast"]);
  assert.equal(await used(id), 20);
});

test("sessions that count at the same instant do not pass the budget between them", async () => {
  await budget(25);
  await minute(200);
  const { link_id: id } = await madeTask(db, await groupInput(db, { max_resolutions: 1000 }));
  const seen = await Promise.all(Array.from({ length: 60 }, () => resolve(db, id)));
  assert.equal(seen.filter(({ verdict }) => verdict === "ok").length, 25);
  assert.equal(await used(id), 25);
});

test("a link that is used up says so, whatever is left of the minute; a page and a preview cost no budget", async () => {
  await budget(10);
  await minute(300);
  const { link_id: id } = await madeTask(db, await groupInput(db, { max_resolutions: 4 }));
  for (let n = 0; n < 20; n++) await resolve(db, id, "human", null);
  assert.deepEqual(await batch(id, 4, 3), [
    [4, "used_up"],
    [0, "used_up"],
  ]);
  assert.equal((await resolve(db, id)).verdict, "used_up");
});

test("a crowd beyond the budget freezes the link and is paid for up to the budget alone", async () => {
  await budget(10);
  await minute(400);
  const { id: task, link_id: id } = await madeTask(db, await groupInput(db, { max_resolutions: 1000 }));
  assert.deepEqual(
    (await batch(id, 30, 1)).map(([granted]) => granted),
    [10, 0],
  );
  await tick(db);
  await tick(db);
  assert.equal((await resolve(db, id)).verdict, "frozen");
  const [row] = await db.sql`
    select sum(d.resolutions)::integer as paid from public.link_days d where d.task_id = ${task}`;
  assert.equal(row?.paid, 10);
});

test("a personal link has its one resolution, whatever the budget of group links", async () => {
  await budget(1);
  await minute(500);
  await personalTask(db, ["A1", "A2"]);
  const rows = await db.sql<
    { id: string }[]
  >`select id::text from public.link_cards where cust_flag in ('A1', 'A2')`;
  for (const { id } of rows) assert.equal((await resolve(db, id)).verdict, "ok");
  for (const { id } of rows) assert.equal((await resolve(db, id)).verdict, "used_up");
  const kept =
    await db.sql`select l.minute from public.links l where l.id = any (${rows.map(({ id }) => id)}::bigint[])`;
  assert.deepEqual(
    kept.map(({ minute }) => minute),
    [null, null],
  );
});
