import assert from "node:assert/strict";
import { test } from "node:test";
import { fault } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** Values that a type has and no calculation takes: each is refused with its place, never with an error of Postgres. */
const db = await testDatabase();

/** The place that a read of alice's is refused with. */
async function refusedAt(query: string): Promise<string> {
  const error = await db
    .as("alice")
    .rows(query)
    .then(
      () => assert.fail(`${query} is answered`),
      (thrown: { code?: string; message: string }) => thrown,
    );
  assert.equal(error.code, "PGRST", `${query}: ${error.code} ${error.message}`);
  const { code, details } = JSON.parse(error.message);
  return `${code} ${JSON.parse(details || "{}").field}`;
}

const FAR = ["infinity", "-infinity", "4713-01-01 BC", "5874897-01-01"];

test("a report of days that are not in the calendar is refused", async () => {
  for (const day of FAR) {
    for (const [first, last] of [
      [day, "2026-11-01"],
      ["2026-11-01", day],
      [day, day],
    ])
      assert.match(
        await refusedAt(`select public.report('sends', '${first}'::date, '${last}'::date)`),
        /^input_invalid (first|last)$/,
        `${first} ${last}`,
      );
  }
});

test("messages of an instant that is not in the calendar are refused", async () => {
  for (const at of FAR.map((day) => (day.startsWith("587") ? "294276-12-31" : day)))
    for (const given of [
      `sent_from => '${at}'`,
      `sent_to => '${at}'`,
      `sent_from => '${at}', sent_to => '${at}'`,
    ])
      assert.match(
        await refusedAt(`select public.send_details(${given})`),
        /^input_invalid sent_(from|to)$/,
        given,
      );
});

test("a filter for a list on a column that is none is refused, and leaves no export", async () => {
  const make = (column: string, op: string, value: string) =>
    db.as("alice").rpc("create_export", {
      input: {
        ...{ name: "域名", source: "domain", format: "csv", columns: ["name"], locale: "zh-CN" },
        filters: [{ column, op, value }],
      },
    });
  assert.equal(await fault(make("name", "has", "x")), "input_invalid filters");
  assert.equal(await fault(make("created_at", "has", "x")), "input_invalid filters");
  assert.match(await fault(make("created_at", "from", "yesterday week")), /^input_invalid/);
  assert.deepEqual([...(await db.sql`select id from public.exports`)], []);
});
