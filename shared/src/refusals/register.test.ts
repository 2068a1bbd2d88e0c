import assert from "node:assert/strict";
import test from "node:test";
import { isRefusalCode, REFUSALS, refusalWords } from "./register.ts";

const places = (text: string) => [...text.matchAll(/\{([a-z_]+)\}/g)].map((hit) => hit[1]).sort();

test("every refusal says what happened and what to do, in Chinese and in English", () => {
  for (const [code, refusal] of Object.entries(REFUSALS)) {
    assert.match(code, /^[a-z][a-z0-9_]*$/);
    for (const text of [refusal.zh, refusal.hint_zh]) assert.match(text, /[\u4e00-\u9fff].*[。；]$/, code);
    for (const text of [refusal.en, refusal.hint_en]) assert.match(text, /^[A-Z“{].*\.$/, code);
  }
});

test("both languages of a refusal name the same values", () => {
  for (const [code, refusal] of Object.entries(REFUSALS)) {
    assert.deepEqual(places(refusal.zh), places(refusal.en), code);
    assert.deepEqual(places(refusal.hint_zh), places(refusal.hint_en), code);
  }
});

test("carol reads the refusal in her language, with the values the database gave", () => {
  const details = JSON.stringify({ count: 12, max: 10 });
  assert.equal(
    refusalWords("too_many_numbers", "zh-CN", details).message,
    "号码过多：共 12 个，最多 10 个。",
  );
  assert.equal(
    refusalWords("too_many_numbers", "en", { count: 12, max: 10 }).message,
    "Too many numbers: 12, at most 10.",
  );
});

test("nobody ever reads a raw placeholder, even when the values are missing or not JSON", () => {
  for (const code of Object.keys(REFUSALS)) {
    for (const details of [undefined, null, "", "not json", "[1]", 7]) {
      for (const locale of ["zh-CN", "en"] as const) {
        const words = refusalWords(code, locale, details);
        assert.doesNotMatch(words.message + words.hint, /[{}]/, code);
      }
    }
  }
});

test("a code we do not know falls back to what the caller was given", () => {
  assert.equal(isRefusalCode("toString"), false);
  assert.deepEqual(refusalWords("57014", "en", null, { message: "canceling statement", hint: "again" }), {
    message: "canceling statement",
    hint: "again",
  });
  assert.match(refusalWords(undefined, "zh-CN").message, /原因未知/);
});
