import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { idOf } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** A11Y-1: whoever opens an edit form is told who else is at it, and nobody else is. */
const db = await testDatabase();
const template = await idOf(db, "templates", "签收提醒");

/** Opens or keeps open a form; answers who else has one: their names, and whether it is oneself. */
async function beat(person: Person, tab: string, input: Record<string, unknown> = {}) {
  const { data, error } = await db
    .as(person)
    .rpc("edit_presence", { resource: "template", id: template, tab, ...input });
  assert.equal(error, null);
  return data.map(({ name, mine }: { name: string; mine: boolean }) => [name, mine]);
}

test("the second editor is told of the first, and the first of the second, until one leaves", async () => {
  const [bobs, carols] = [randomUUID(), randomUUID()];
  assert.deepEqual(await beat("bob", bobs), []);
  assert.deepEqual(await beat("carol", carols), [["Bob", false]]);
  assert.deepEqual(await beat("bob", bobs), [["Carol", false]]);
  assert.deepEqual(await beat("bob", randomUUID(), { id: template.toUpperCase() }), [
    ["Bob", true],
    ["Carol", false],
  ]);
  // Nobody closes the form of another.
  await beat("carol", bobs, { leave: true });
  assert.equal((await beat("carol", carols)).length, 2);
  await beat("bob", bobs, { leave: true });
  assert.equal((await beat("carol", carols)).length, 1);
});

test("a form that is heard of no more is gone after half a minute, and since when is kept while it is heard of", async () => {
  await db.sql`delete from private.form_presence`;
  const tab = randomUUID();
  await beat("bob", tab);
  await db.sql`update private.form_presence set since = since - interval '1 hour', seen_at = seen_at - interval '29 seconds'`;
  await beat("bob", tab);
  const { data } = await db
    .as("carol")
    .rpc("edit_presence", { resource: "template", id: template, tab: randomUUID() });
  assert.ok(Date.now() - Date.parse(data[0].since) > 3_500_000);
  await db.sql`update private.form_presence set seen_at = seen_at - interval '31 seconds'`;
  assert.deepEqual(await beat("carol", randomUUID()), []);
});

test("strangers are told nothing and leave nothing, twenty forms a person are the most, and none is written into the log", async () => {
  await db.sql`delete from private.form_presence`;
  const [before] = await db.sql`select count(*)::int as n from public.audit_log`;
  await beat("bob", randomUUID());
  assert.deepEqual(await beat("mallory", randomUUID()), []);
  assert.deepEqual(await beat("carol", randomUUID(), { id: "none" }), []);
  for (let form = 0; form < 25; form++) await beat("carol", randomUUID());
  const rows = await db.sql`select count(*)::int as n from private.form_presence`;
  assert.equal(rows[0]?.n, 1 + 20);
  const [later] = await db.sql`select count(*)::int as n from public.audit_log`;
  assert.equal(later?.n, before?.n);
});

test("an id of a form that is none is refused", async () => {
  const { error } = await db
    .as("bob")
    .rpc("edit_presence", { resource: "template", id: template, tab: "mine" });
  assert.equal(error?.code, "input_invalid");
});
