import assert from "node:assert/strict";
import test from "node:test";
import { maskPhone, maskText, normalizePhone, phoneOrNull } from "./phone.ts";
import { NO_NUMBERS, WRITTEN } from "./phone_vectors.ts";

test("a number is understood however people write it", () => {
  for (const text of WRITTEN) assert.equal(phoneOrNull(text), "+8613800138000", JSON.stringify(text));
});

test("what is no mobile number is refused with the reason", () => {
  const problem = (text: string) => {
    const result = normalizePhone(text);
    return "problem" in result ? result.problem : "";
  };
  assert.equal(problem(""), "empty");
  assert.equal(problem("  "), "empty");
  assert.equal(problem("张三"), "not_a_number");
  assert.equal(problem("1.38001E+10"), "not_a_number");
  assert.equal(problem("1380013800"), "wrong_length");
  assert.equal(problem("138001380000"), "wrong_length");
  assert.equal(problem("+85291234567"), "not_mobile");
  assert.equal(problem("12800138000"), "not_mobile");
  assert.equal(problem("02188886666"), "not_mobile");
  assert.equal(problem("+14155550100"), "not_mobile");
  assert.equal(problem("861380013800"), "wrong_length");
});

test("what is no mobile number is none, here and in the database", () => {
  for (const text of NO_NUMBERS) assert.equal(phoneOrNull(text), null, JSON.stringify(text));
});

test("a masked number shows its prefix and its last four digits and nothing between", () => {
  assert.equal(maskPhone("13800138000"), "+86138****8000");
  assert.equal(maskPhone("+8613800138000"), "+86138****8000");
});

test("a value that is no number is masked too, so that a mistyped one does not leak", () => {
  assert.equal(maskPhone("1380013800"), "138*****00");
  assert.equal(maskPhone("张三丰"), "张**");
  assert.equal(maskPhone("x"), "*");
  assert.equal(maskPhone("13800王小明"), "13******");
  assert.equal(maskText("a".repeat(500)).length, 32);
});
