import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { askedDomain, done } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** LST-1: one act on many rows is as many acts: each is done or refused for itself, and each has its line in the audit log. */
const db = await testDatabase();
let asked = 0;

const domains = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (const end = asked + count; asked < end; asked += 1)
    ids.push(await askedDomain(db, `many${asked}.example.com`));
  return ids;
};

/** What allowed_transitions shows for each of the rows now. */
async function shownTo(person: Person, ids: string[]): Promise<Record<string, string>> {
  const buttons = await done(db.as(person).rpc("allowed_transitions", { resource: "domain", ids }));
  return Object.fromEntries(
    ids.map((id) => [id, buttons[id].find((one: { verb: string }) => one.verb === "approve")?.shown]),
  );
}

type Outcome = { id: string; refusal: { code: string } | null };
const many = async (person: Person, args: Record<string, unknown>): Promise<Outcome[]> =>
  done(db.as(person).rpc("transition_many", { resource: "domain", verb: "approve", ...args }));
const codes = (outcomes: Outcome[]) => outcomes.map(({ refusal }) => refusal?.code ?? null);
const lines = async (ids: string[]) =>
  (
    await db.sql`select resource_id, outcome, code from public.audit_log
      where resource = 'domain' and verb = 'approve' and resource_id = any (${ids}::text[]) order by id`
  ).map(({ resource_id, outcome, code }) => [resource_id, outcome, code]);

test("each row is approved for itself, with a line of its own in the audit log", async () => {
  const ids = await domains(3);
  const outcomes = await many("carol", { ids, shown: await shownTo("carol", ids) });
  assert.deepEqual(
    outcomes,
    ids.map((id) => ({ id, refusal: null })),
  );
  assert.deepEqual(
    await lines(ids),
    ids.map((id) => [id, "granted", null]),
  );
});

test("a row that has changed since it was shown is refused, and the others are done", async () => {
  const ids = await domains(3);
  const shown = await shownTo("carol", ids);
  await db.sql`update public.domains set custom_codes = not custom_codes where id = ${ids[1] ?? ""}`;
  assert.deepEqual(codes(await many("carol", { ids, shown })), [null, "shown_changed", null]);
  assert.deepEqual(codes(await many("carol", { ids, shown: {} })), [
    "wrong_state",
    "shown_required",
    "wrong_state",
  ]);
});

test("what one may not do is refused row by row, and written down", async () => {
  const ids = await domains(2);
  const shown = await shownTo("carol", ids);
  assert.deepEqual(codes(await many("dan", { ids, shown })), ["forbidden", "forbidden"]);
  assert.deepEqual(codes(await many("mallory", { ids, shown })), ["not_found", "not_found"]);
  assert.deepEqual(codes(await many("carol", { ids: ["x", ...ids], shown })), ["not_found", null, null]);
});

test("the same click twice does each row once", async () => {
  const ids = await domains(2);
  const args = { ids, shown: await shownTo("carol", ids), request: randomUUID() };
  const first = await many("carol", args);
  assert.deepEqual(await many("carol", args), first);
  assert.equal((await lines(ids)).length, 2);
});

test("at most 250 rows at once, and only acts that are meant for many", async () => {
  const ids = Array.from({ length: 251 }, () => randomUUID());
  const over = await db.as("carol").rpc("transition_many", { resource: "domain", verb: "approve", ids });
  assert.deepEqual([over.error?.code, over.status], ["too_many_rows", 422]);
  const other = await db
    .as("carol")
    .rpc("transition_many", { resource: "domain", verb: "set_default", ids: [] });
  assert.deepEqual([other.error?.code, other.status], ["not_for_many", 422]);
});
