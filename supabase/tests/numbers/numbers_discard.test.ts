import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { done, draftSend, finishPart, imported, importing, phones, sendInput, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** Whoever uploaded a number file may discard it while nothing uses it; nothing of it is left. */
const db = await testDatabase();

const discard = (file: string, person: Person = "bob") => db.as(person).rpc("discard_number_file", { file });

test("what was typed or imported is gone with its numbers, its parts and its rejects", async () => {
  const file = await imported(db, phones(5));
  assert.deepEqual(await done(discard(file)), { discarded: "会员2026.csv" });
  for (const table of ["numbers", "number_rejects", "number_file_parts"]) {
    const rows = await db.sql`select from public.${db.sql(table)} where file_id = ${file}`;
    assert.equal(rows.length, 0, table);
  }
  await refused(db, () => discard(file), "not_found", 404);
});

/** What there is of a file: rows by table, and its partition. */
async function leftOf(file: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of ["number_files", "number_file_parts", "numbers", "number_rejects"]) {
    const of = table === "number_files" ? "id" : "file_id";
    const rows = await db.sql`select from public.${db.sql(table)} where ${db.sql(of)} = ${file}`;
    if (rows.length > 0) found[table] = rows.length;
  }
  const tries = await db.sql`select from private.import_tries where file_id = ${file}`;
  const [partition] =
    await db.sql`select to_regclass(private.numbers_partition(${file})) is not null as there`;
  return {
    ...found,
    ...(tries.length > 0 ? { import_tries: tries.length } : {}),
    ...(partition?.there ? { partition: 1 } : {}),
  };
}

test("a file is discarded in any state, and nothing of it is left: uploading, importing, failed", async () => {
  const bob = db.as("bob");
  const input = { name: "上传.csv", bytes: 10, parts: 2 };
  const { id: uploading } = await done(bob.rpc("begin_number_file", { input }));
  await done(bob.rpc("add_number_part", { file: uploading, input: { part: 1, bytes: 5, first_line: 1 } }));
  const waiting = await importing(db, 2);
  await finishPart(db, waiting, 1, [{ line: 2, phone: phones(1)[0] ?? "" }]);
  await db.sql`select private.try_part(${waiting}, 2)`;
  const large = await importing(db, 2, "大.csv", "bob", 1_000_001);
  await db.sql`select private.next_part(${large})`;
  const failed = await importing(db, 1);
  await db.sql`select private.fail_import(${failed}, 'part_failed')`;
  for (const file of [uploading, waiting, large, failed]) {
    await done(discard(file));
    assert.deepEqual(await leftOf(file), {});
  }
  const doomed = await db.sql`select from private.doomed_uploads where name like ${`%${uploading}%`}`;
  assert.equal(doomed.length, 1, "what was uploaded is taken out of the bucket");
});

test("a part that is imported while its file is discarded is not taken in", async () => {
  const file = await importing(db, 2, "大.csv", "bob", 1_000_001);
  const [next] = await db.sql`select target from private.next_part(${file})`;
  await db.sql.begin(async (step) => {
    await step`select pg_advisory_xact_lock(hashtextextended('import:' || ${file}, 0))`;
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    await step.unsafe(`insert into ${next?.target} (line, phone) values (2, '+8613900000000')`);
    await done(discard(file));
    const [end] =
      await step`select private.finish_part(${file}, 1, true, ',', '{phone}', 'phone', 'digest', 1) as taken`;
    assert.equal(end?.taken, false);
  });
  // Its importer died before it could drop what it had copied: the hourly sweep does.
  assert.deepEqual(await leftOf(file), { partition: 1 });
  await done(db.as("bot").rpc("clock_sweep"));
  assert.deepEqual(await leftOf(file), {});
});

test("the same click made anew types the numbers anew", async () => {
  const input = { input: { phones: phones(2) }, request: randomUUID() };
  const first = await done(db.as("bob").rpc("type_numbers", input));
  await done(discard(first.id));
  const second = await done(db.as("bob").rpc("type_numbers", input));
  assert.notEqual(second.id, first.id);
});

test("a file that a send has, or that somebody else brought, stays", async () => {
  const used = await imported(db, phones(3));
  await draftSend(db, { file: used });
  await refused(db, () => discard(used), "file_in_use", 409);
  const bobs = (await done(db.as("bob").rpc("type_numbers", { input: { phones: phones(1) } }))).id;
  await refused(db, () => discard(bobs, "alice"), "not_the_maker", 403);
  await refused(db, () => discard(bobs, "dan"), "forbidden", 403);
  await refused(db, () => discard(bobs, "mallory"), "not_found", 404);
});

test("a file that is discarded while a send is made of it stays, and the send with it", async () => {
  const file = await imported(db, phones(3));
  const input = await sendInput(db, { file });
  const [made, gone] = await oneAfterTheOther(db, db.as("bob").open("create_send", { input }), () =>
    discard(file),
  );
  assert.equal(made.error, null);
  assert.deepEqual([gone.error?.code, gone.status], ["file_in_use", 409]);
  const [left] = await db.sql`select accepted from public.number_files where id = ${file}`;
  assert.equal(left?.accepted, 3);
});

test("parts in the store are taken away when their file is gone, and not before, and not by others", async () => {
  const file = await imported(db, phones(4));
  const path = `${await yunshan(db)}/${file}/1.csv`;
  await db.sql`insert into storage.objects (bucket_id, name, owner_id) values ('numbers', ${path}, ${PEOPLE.bob})`;
  const taken = async (person: Person) =>
    (await db.as(person).rows("delete from storage.objects where name = $1 returning 1", [path])).length;
  assert.equal(await taken("bob"), 0);
  await done(discard(file));
  assert.equal(await taken("mallory"), 0);
  assert.equal(await taken("dan"), 0);
  assert.equal(await taken("bob"), 1);
});
