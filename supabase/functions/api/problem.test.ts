import assert from "node:assert/strict";
import { test } from "node:test";
import postgres from "postgres";
import { Refusal } from "../_core/reply.ts";
import { refusalOf, refusedAnswer } from "./problem.ts";

const trace = "0123456789abcdef0123456789abcdef";
const request = new Request("http://tidings.test/resources/sends");

test("a database that does not answer is away and may be asked again; what else nobody foresaw is ours", async () => {
  // Nothing listens at port 1.
  const sql = postgres("postgres://nobody@127.0.0.1:1/x", { connect_timeout: 1, max: 1 });
  const error = await sql`select 1`.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  await sql.end();
  for (const away of [
    error,
    ...["57P01", "57P03", "53300", "53100", "08006", "CONNECTION_CLOSED"].map(coded),
  ]) {
    const answer = refusedAnswer(away, "own", request, trace);
    assert.deepEqual(
      [answer.status, answer.headers.get("retry-after"), (await answer.json()).code],
      [503, "2", "api_away"],
    );
  }
  for (const ours of [new Error("x"), coded("42P01"), coded("57014"), null])
    assert.equal(refusalOf(ours, trace).code, "internal");
});

const coded = (code: string) => Object.assign(new Error("x"), { code });

test("what a refusal says of itself in headers stays, and a 401 names how one says who asks", () => {
  const limited = new Refusal(429, "rate_limited", "x", { headers: { "retry-after": "7" } });
  assert.equal(refusedAnswer(limited, "own", request, trace).headers.get("retry-after"), "7");
  assert.equal(refusedAnswer(limited, "own", request, trace).headers.get("www-authenticate"), null);
  const nobody = new Refusal(401, "not_signed_in", "x");
  assert.equal(
    refusedAnswer(nobody, "vendor", request, trace).headers.get("www-authenticate"),
    "SDK-HMAC-SHA256",
  );
});
