import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleOf } from "./trouble.ts";

test("an error of Auth stands at the field that it is about, else above the form", () => {
  for (const [failure, field, words] of [
    [{ code: "user_already_exists", status: 422 }, "email", "email_taken"],
    [
      { code: "validation_failed", status: 400, message: "Unable to validate email address: invalid format" },
      "email",
      "email_wrong",
    ],
    [{ code: "weak_password", status: 422 }, "password", "password_weak"],
    [{ code: "same_password", status: 422 }, "password", "password_same"],
    [{ status: 400, message: "Password cannot be longer than 72 characters" }, "password", "password_long"],
    [{ code: "otp_expired", status: 403 }, "code", "code_wrong"],
    [{ code: "invalid_credentials", status: 400 }, null, "wrong_password"],
    [{ code: "email_not_confirmed", status: 400 }, null, "unconfirmed"],
    [{ code: "signup_disabled", status: 422 }, null, "closed"],
    [{ code: "over_email_send_rate_limit", status: 429 }, null, "too_many"],
  ] as const)
    assert.deepEqual(troubleOf(failure), { field, words });
});

test("what nobody foresaw keeps its own words", () => {
  assert.equal(troubleOf({ status: 500, message: "Database error" }), null);
  assert.equal(troubleOf(new TypeError("Failed to fetch")), null);
});
