import assert from "node:assert/strict";
import test from "node:test";
import { codeText, codeWords, MEANINGS } from "./codes.ts";
import { DELIVERY_STATE_WORDS } from "./words.ts";

const meanings = (...codes: string[]) => codes.map((code) => codeWords(code)?.name);

test("every code that the sandbox carrier gives is told in words, with what helps", () => {
  const codes = [
    "DELIVRD",
    "MK:0001",
    "MK:0012",
    "MBBLACK",
    "UNDELIV",
    "EXPIRED",
    "INVALID_NUMBER",
    "REJECTED",
  ];
  assert.deepEqual(meanings(...codes), [
    "delivered",
    "dead",
    "unreachable",
    "blocked",
    "unreachable",
    "expired",
    "invalid",
    "refused",
  ]);
});

test("a code is known in any case, and one of a known family by what the family has in common", () => {
  assert.deepEqual(meanings("rejectd", " mk:0001 ", "MK:0077", "MK00013", "IB:0011"), [
    "refused",
    "dead",
    "unreachable",
    "unreachable",
    "network",
  ]);
});

test("a code that nobody knows is shown as it is, and nothing is made up about it", () => {
  assert.equal(codeWords("ZZ:9999"), null);
  assert.equal(codeWords(null), null);
  assert.equal(codeText("ZZ:9999", DELIVERY_STATE_WORDS.failed, "en"), "Failed (ZZ:9999)");
  assert.equal(codeText(null, DELIVERY_STATE_WORDS.timed_out, "zh-CN"), "回执超时");
  assert.equal(codeText("MK:0001", DELIVERY_STATE_WORDS.failed, "en"), "Number not in use (MK:0001)");
  assert.equal(codeText("MK:0001", DELIVERY_STATE_WORDS.failed, "zh-CN"), "空号或号码不存在（MK:0001）");
});

test("every meaning has words and advice in both languages", () => {
  for (const { words, advice } of Object.values(MEANINGS))
    for (const text of [words.zh, words.en, advice.zh, advice.en]) assert.match(text, /\S/);
});
