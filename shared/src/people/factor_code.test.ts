import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForFactor, factorCode } from "./factor_code.ts";

test("six digits are an authenticator's, all else is a recovery code, however it was typed", () => {
  assert.deepEqual(factorCode(" 123 456 "), { code: "123456", isRecovery: false });
  assert.deepEqual(factorCode("2h8k-QW3M 7xt4-9rpn"), { code: "2h8kQW3M7xt49rpn", isRecovery: true });
  assert.equal(factorCode("1234567").isRecovery, true);
});

test("only a verified authenticator asks for a code: recovery codes that outlived it do not", () => {
  const codes = { factor_type: "recovery_code", status: "verified" };
  const phone = { factor_type: "totp", status: "unverified" };
  assert.equal(asksForFactor(undefined), false);
  assert.equal(asksForFactor([codes, phone]), false);
  assert.equal(asksForFactor([codes, { ...phone, status: "verified" }]), true);
});
