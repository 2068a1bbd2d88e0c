import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  cardOf,
  claim,
  done,
  handOver,
  importing,
  phones,
  report,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { untilWaiting } from "../together.ts";

/** Files of more than a megabyte and sends to more than 20,000 have their own partitions and otherwise behave as any other. */
const db = await testDatabase();
let file: string;

const COUNT = 20_500;
const tables = async (schema = "partitions") =>
  (
    await db.sql`select relname as name from pg_class where relnamespace = ${schema}::regnamespace and relkind = 'r' order by 1`
  ).map(({ name }) => name as string);

/** Imports a part as the function does: into the target, or, when `die` stops it before the end, not at all. */
async function takeIn(
  id: string,
  part: number,
  lines: { line: number; phone: string }[],
  die = false,
): Promise<boolean> {
  const [next] = await db.sql`select part, target from private.next_part(${id})`;
  assert.equal(next?.part, part);
  const work = db.sql.begin(async (step) => {
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    await step.unsafe(
      `insert into ${next?.target} (line, phone) select * from jsonb_to_recordset($1) as x (line int, phone text)`,
      [lines as never],
    );
    const [end] =
      await step`select private.finish_part(${id}, ${part}, true, ',', '{phone,name,order_no,pickup_code}', 'phone', 'digest', ${lines.length}) as taken`;
    if (die) throw new Error("killed");
    return end?.taken as boolean;
  });
  if (!die) return work;
  await assert.rejects(work, /^Error: killed$/);
  return false;
}
/** How long a dispatcher that found nothing is to wait, in milliseconds. */
const waits = async () => (await db.sql`select private.claim_wait() as ms`)[0]?.ms;
const finishFile = async (id: string) => (await db.sql`select private.finish_file(${id}) as done`)[0]?.done;

test("a large file is taken in part by part beside the table, and a killed part leaves nothing behind", async () => {
  file = await importing(db, 2, "大名单.csv", "bob", 1_000_001);
  const lines = phones(COUNT).map((phone, index) => ({ line: index + 2, phone }));
  await takeIn(file, 1, lines.slice(0, 20_000), true);
  assert.equal((await cardOf(db, "number_files", file)).parts_done, 0);
  assert.equal(await takeIn(file, 1, lines.slice(0, 20_000)), true);
  assert.equal(await finishFile(file), false, "a part is missing");
  const again = phones(10).map((phone, index) => ({ line: 100_000 + index, phone }));
  assert.equal(
    await takeIn(file, 2, [
      ...lines.slice(20_000).map((one) => ({ ...one, line: one.line + 200_000 })),
      ...again,
    ]),
    true,
  );
  assert.deepEqual(
    await db.as("dan").rows("select line from public.numbers where file_id = $1", [file]),
    [],
    "not before it is checked",
  );
});

test("its duplicates are found when all parts are in: the earlier line stays, the account adds up", async () => {
  assert.equal(await finishFile(file), true);
  assert.equal(await finishFile(file), false);
  const { state, lines, accepted, duplicates, invalid } = await cardOf(db, "number_files", file);
  assert.deepEqual([state, lines, accepted, duplicates, invalid], ["ready", COUNT + 10, COUNT, 10, 0]);
  const [found] = await db
    .as("dan")
    .rows("select count(*)::int as n, min(line) as first from public.numbers where file_id = $1", [file]);
  assert.deepEqual(found, { n: COUNT, first: 2 });
  const rejects = await db
    .as("dan")
    .rows("select line, value, reason from public.number_rejects where file_id = $1 order by 1", [file]);
  assert.equal(rejects.length, 10);
  assert.deepEqual(rejects[0], { line: 100_000, value: "+86139****0000", reason: "duplicate" });
  assert.deepEqual(
    await db.as("mallory").rows("select line from public.numbers where file_id = $1", [file]),
    [],
  );
});

test("two who finish a large file at the same instant finish it once", async () => {
  const other = await importing(db, 1, "大名单.csv", "bob", 1_000_001);
  await takeIn(
    other,
    1,
    phones(20).map((phone, index) => ({ line: index + 2, phone })),
  );
  const both: Promise<boolean>[] = [];
  await db.sql.begin(async (step) => {
    await step`select from public.number_files where id = ${other} for update`;
    both.push(finishFile(other), finishFile(other));
    await untilWaiting(db, both);
  });
  assert.deepEqual((await Promise.all(both)).sort(), [false, true]);
  assert.equal((await cardOf(db, "number_files", other)).accepted, 20);
});

test("a large send is handed over while it is laid out, slice by slice: nobody twice, nobody left out, and the books agree all the while", async () => {
  const send = await approvedSend(db, { file });
  const first = await tick(db);
  assert.deepEqual([first.expanded, first.started, first.dispatch], [20_000, 1, true]);
  assert.equal((await account(db, send)).state, "sending");
  await booksAgree(db);
  const early = await handOver(db);
  assert.equal(early.length, 1000);
  assert.deepEqual(await report(db, early.slice(0, 600), "delivered"), { applied: 600, unknown: 0 });
  await booksAgree(db);
  for (let batch = 1; batch < 20; batch += 1) assert.equal((await handOver(db)).length, 1000);
  assert.equal(await claim(db), null, "no more is laid out");
  assert.equal(await waits(), 50, "and it is worth waiting for");
  await tick(db);
  assert.equal(
    (await account(db, send)).state,
    "sending",
    "what is laid out is handed over, but that is not all",
  );
  assert.equal(await waits(), 10, "the rest can be claimed");
  const [found] = await db
    .as("dan")
    .rows(
      "select count(*)::int as n, count(distinct ordinal)::int as p from public.deliveries where send_id = $1",
      [send],
    );
  assert.deepEqual(found, { n: COUNT, p: COUNT });
  assert.deepEqual(
    await db.as("mallory").rows("select id from public.deliveries where send_id = $1", [send]),
    [],
  );

  const ids = await handOver(db);
  assert.equal(ids.length, 500);
  assert.equal(await waits(), null);
  assert.deepEqual(await report(db, [...early, ...ids], "delivered"), { applied: 900, unknown: 0 });
  const { delivered, handed, pending } = await account(db, send);
  assert.deepEqual([delivered, handed, pending], [1500, 19_000, 0]);
  await booksAgree(db);
});

test("what is laid out of a large trial is the trial's first; the rest is laid out while it is judged", async () => {
  const send = await approvedSend(db, { file, trial: true, trial_size: 3 });
  await tick(db);
  const ids = await handOver(db);
  assert.equal(ids.length, 3);
  assert.equal(await claim(db), null);
  assert.equal(await waits(), null, "a trial waits for a person, not for deliveries");
  await report(db, ids, "delivered");
  await db.sql`update public.sends set state = 'trial_hold', held_at = now() where id = ${send}`;
  assert.equal((await tick(db)).expanded, COUNT - 20_000);
  await booksAgree(db);
  await done(db.as("bob").rpc("release_send", { send }));
  assert.equal((await handOver(db)).length, 1000);
  await done(db.as("bob").rpc("cancel_send", { send }));
});

test("a small send is laid out and goes in the turn that lays out the rest of a large one", async () => {
  const large = await approvedSend(db, { file });
  await tick(db);
  const small = await approvedSend(db);
  const { expanded } = await tick(db);
  assert.equal((await account(db, small)).state, "sending");
  const [made] = await db.sql`select count(*)::int as n from public.deliveries where send_id = ${small}`;
  assert.equal(expanded, COUNT - 20_000 + made?.n);
  for (const send of [large, small]) await done(db.as("bob").rpc("cancel_send", { send }));
});

test("opt-outs are taken out of each slice, also while the first one is on its way", async () => {
  const gone = phones(COUNT).filter((_, place) => place === 5 || place === 20_100);
  const [{ enterprise_id: home } = { enterprise_id: "" }] =
    await db.sql`select enterprise_id from public.number_files where id = ${file}`;
  for (const phone of gone)
    await db.sql`insert into public.opt_outs (enterprise_id, signature, phone, reason)
      select ${home}, g.name, ${phone}, 'reply' from public.sms_signatures g where g.enterprise_id = ${home}`;
  const send = await approvedSend(db, { file });
  await tick(db);
  assert.equal((await account(db, send)).opted_out, 1);
  assert.equal((await handOver(db)).length, 999);
  await tick(db);
  assert.equal((await account(db, send)).opted_out, 2);
  await booksAgree(db);
  await done(db.as("bob").rpc("cancel_send", { send }));
  await db.sql`delete from public.opt_outs where enterprise_id = ${home}`;
});

for (const [when, turns, made] of [
  ["before its first slice", 0, 0],
  ["while it is laid out", 1, 20_000],
] as const)
  test(`a large send cancelled ${when} sends nothing more, keeps no quota, and lays out no more`, async () => {
    const before = await tables();
    const send = await approvedSend(db, { file });
    for (let turn = 0; turn < turns; turn += 1) await tick(db);
    const sent = made > 0 ? await handOver(db) : [];
    assert.equal((await tables()).length, before.length + turns);
    await done(db.as("bob").rpc("cancel_send", { send }));
    await booksAgree(db);
    assert.equal(await claim(db), null);
    assert.equal((await tick(db)).expanded, 0);
    const { state, cancelled, pending, handed } = await account(db, send);
    assert.deepEqual([state, cancelled, pending, handed], ["cancelled", COUNT - sent.length, 0, sent.length]);
    const [rows] =
      await db.sql`select count(*)::int as made, (count(*) filter (where state = 'cancelled'))::int as cancelled
      from public.deliveries where send_id = ${send}`;
    assert.deepEqual([rows?.made, rows?.cancelled], [made, made - sent.length]);
    await report(db, sent, "delivered");
    await booksAgree(db);
  });

test("past their period, messages of large sends and the lines of their file leave at once and their partitions are empty; sums and books stay", async () => {
  const sends = (await db.sql`select id from public.sends where number_file_id = ${file}`).map(
    ({ id }) => id as string,
  );
  const before = await tables();
  // All of it was 366 days ago, and the links are over.
  await db.sql`update private.batches set done_at = done_at - interval '366 days', closed_at = closed_at - interval '366 days'`;
  await db.sql`update private.holds set look_at = '-infinity'`;
  for (let turn = 0; turn < 4; turn += 1) await tick(db);
  const sums = await db.sql`select * from public.send_totals order by send_id`;
  const kept = await db.sql`select count(*)::int as n from public.deliveries where send_id = any (${sends})`;
  assert.ok(kept[0]?.n > COUNT);
  await db.sql`update public.sends set created_at = created_at - interval '366 days', decided_at = decided_at - interval '366 days', finished_at = finished_at - interval '366 days' where id = any (${sends})`;
  await db.sql`update public.number_files set created_at = created_at - interval '366 days', finished_at = finished_at - interval '366 days' where id = ${file}`;
  const emptied = async () =>
    (await db.sql`select emptied_at from public.number_files where id = ${file}`)[0]?.emptied_at;
  for (let turn = 0; turn < 10 && !(await emptied()); turn += 1)
    assert.equal((await done(db.as("bot").rpc("clock_sweep"))).failed, 0);
  assert.ok(await emptied());
  const [left] =
    await db.sql`select (select count(*) from public.deliveries where send_id = any (${sends}))::int as messages,
    (select count(*) from public.numbers where file_id = ${file})::int as lines,
    (select coalesce(sum(pg_relation_size(i.inhrelid)), 0) from pg_inherits i join private.send_progress p on i.inhrelid = to_regclass(private.deliveries_partition(p)) where p.send_id = any (${sends}))::int as bytes`;
  assert.deepEqual({ ...left }, { messages: 0, lines: 0, bytes: 0 });
  assert.deepEqual(await tables(), before, "a partition is emptied and stays");
  assert.deepEqual(await db.sql`select * from public.send_totals order by send_id`, sums);
  await booksAgree(db);
});
