import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf, type Person, speakAs, testDatabase } from "../test_database.ts";

/** IAM-6: what PostgREST asks before each request bounds how much one person reads at once (DLC-1's half is in csv.test.ts). */
const db = await testDatabase();

/** A request that is let in, or not, and goes on until it is ended. */
async function request(person: Person, method: string, role = "authenticated") {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const { promise: asked, resolve: answer } = Promise.withResolvers<{
    message: string;
    detail?: string;
  } | null>();
  const ended = db.sql
    .begin(async (step) => {
      await step`select set_config('request.method', ${method}, true)`;
      await speakAs(step, claimsOf(person), {}, role);
      await step`select private.before_request()`;
      answer(null);
      await over;
    })
    .catch(answer);
  const refused = await asked;
  return {
    code: refused && JSON.parse(refused.message).code,
    detail: refused?.detail && JSON.parse(refused.detail),
    async end() {
      end();
      await ended;
    },
  };
}

test("a person has six reads running; the seventh is told to come again, others and writes go on", async () => {
  const six = await Promise.all(Array.from({ length: 6 }, () => request("dan", "GET")));
  assert.deepEqual(
    six.map(({ code }) => code),
    Array(6).fill(null),
  );
  const seventh = await request("dan", "HEAD");
  assert.deepEqual(seventh.detail, { status: 429, headers: { "Retry-After": "1" } });
  assert.equal(seventh.code, "reads_full");
  for (const [person, method, role] of [
    ["bob", "GET", "authenticated"],
    ["dan", "POST", "authenticated"],
    ["dan", "GET", "service_role"],
  ] as const) {
    const other = await request(person, method, role);
    assert.equal(other.code, null, `${person} ${method} ${role}`);
    await other.end();
  }
  await six[3]?.end();
  const next = await request("dan", "GET");
  assert.equal(next.code, null, "an end gives its place back");
  for (const one of [...six, next]) await one.end();
});
