import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../test_database.ts";

/** DLC-1: what PostgREST asks before each request. */
const db = await testDatabase();

test("rows are asked for as CSV by nobody, signed in or not; everything else goes on", async () => {
  for (const role of ["anon", "authenticated", "service_role"])
    for (const [accept, code] of [
      ["text/csv", "exports_only"],
      ["application/json, TEXT/CSV;q=0.5", "exports_only"],
      ["application/json", null],
      ["*/*", null],
      ["text/csvx", null],
    ] as const) {
      const refused = await db.sql
        .begin(async (step) => {
          await step`select set_config('role', ${role}, true), set_config('request.headers', ${JSON.stringify({ accept })}, true)`;
          await step`select private.before_request()`;
        })
        .then(
          () => null,
          (error: { message: string }) => JSON.parse(error.message).code,
        );
      assert.equal(refused, code, `${role} ${accept}`);
    }
});
