import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { done, draftSend, imported, importing, phones, sendInput, yunshan } from "../fixtures.ts";
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

test("the same click made anew types the numbers anew", async () => {
  const input = { input: { phones: phones(2) }, request: randomUUID() };
  const first = await done(db.as("bob").rpc("type_numbers", input));
  await done(discard(first.id));
  const second = await done(db.as("bob").rpc("type_numbers", input));
  assert.notEqual(second.id, first.id);
});

test("a file that a send has, that is not in yet, or that somebody else brought stays", async () => {
  const used = await imported(db, phones(3));
  await draftSend(db, { file: used });
  await refused(db, () => discard(used), "file_in_use", 409);
  const coming = await importing(db, 1);
  await refused(db, () => discard(coming), "wrong_state", 409);
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
