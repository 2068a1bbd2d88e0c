import assert from "node:assert/strict";
import { test } from "node:test";
import { codeAt, newSecret, stepOf } from "./totp.ts";

/** The secret of the vectors of RFC 6238: 12345678901234567890. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test("codes are those of RFC 6238, in six digits", () => {
  for (const [seconds, code] of [
    [59, "287082"],
    [1111111109, "081804"],
    [1234567890, "005924"],
    [20000000000, "353130"],
  ] as const)
    assert.equal(codeAt(SECRET, seconds * 1_000), code);
});

test("a clock may be thirty seconds off, and no more", () => {
  const secret = newSecret();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  const now = Date.UTC(2026, 10, 1);
  const step = now / 30_000;
  const found = [-60, -30, 0, 30, 60].map((off) => stepOf(secret, codeAt(secret, now + off * 1_000), now));
  assert.deepEqual(found, [null, step - 1, step, step + 1, null]);
  for (const given of ["", "12345", "1234567", "abcdef"]) assert.equal(stepOf(secret, given, now), null);
});
