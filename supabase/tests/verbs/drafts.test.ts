import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { type Person, testDatabase } from "../test_database.ts";

/** TPL-5: what is typed into a form is there again after a crash and on another device, for its author alone. */
const db = await testDatabase();

const NAME = "template.new";

async function keep(person: Person, tab: string, content: unknown, more: Record<string, unknown> = {}) {
  return db.as(person).rpc("keep_draft", { resource: "template", name: NAME, tab, content, ...more });
}

async function drafts(person: Person) {
  const { data, error } = await db.as(person).rpc("drafts_of", { name: NAME });
  assert.equal(error, null);
  return data as { tab: string; base: string | null; content: unknown }[];
}

const age = (seconds: number) =>
  db.sql`update private.drafts set kept_at = kept_at - make_interval(secs => ${seconds})`;

test("each tab has its own, the newest first, and nobody else has any", async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await keep("bob", first, { title: "一" }, { base: "v1" });
  await age(10);
  await keep("bob", second, { title: "二" });
  assert.deepEqual(
    (await drafts("bob")).map(({ tab, base, content }) => [tab, base, content]),
    [
      [second, null, { title: "二" }],
      [first, "v1", { title: "一" }],
    ],
  );
  assert.deepEqual(await drafts("carol"), []);
  assert.deepEqual(await drafts("mallory"), []);
  await keep("carol", first, null);
  assert.equal((await drafts("bob")).length, 2, "nobody forgets that of another");
  await keep("bob", first, null);
  await keep("bob", second, null);
  assert.deepEqual(await drafts("bob"), []);
});

test("one is written every five seconds at most", async () => {
  const tab = randomUUID();
  assert.notEqual((await keep("bob", tab, { n: 1 })).data, null);
  assert.equal((await keep("bob", tab, { n: 2 })).data, null);
  assert.deepEqual((await drafts("bob"))[0]?.content, { n: 1 });
  await age(5);
  assert.notEqual((await keep("bob", tab, { n: 3 })).data, null);
  assert.deepEqual((await drafts("bob"))[0]?.content, { n: 3 });
  await keep("bob", tab, null);
});

test("256 kB are the most, forty a person, thirty days; none is written into the log", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.audit_log`;
  assert.equal((await keep("bob", randomUUID(), "长".repeat(100_000))).error?.code, "input_invalid");
  assert.equal((await keep("bob", randomUUID(), {}, { resource: "none" })).error?.code, "input_invalid");
  assert.equal((await keep("bob", "mine", {})).error?.code, "input_invalid");
  for (let tab = 0; tab < 45; tab++) await keep("bob", randomUUID(), { tab });
  assert.equal((await drafts("bob")).length, 40);
  await age(31 * 86_400);
  await db.sql`select private.sweep()`;
  assert.deepEqual(await drafts("bob"), []);
  const [later] = await db.sql`select count(*)::int as n from public.audit_log`;
  assert.equal(later?.n, before?.n);
});
