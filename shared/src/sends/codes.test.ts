import assert from "node:assert/strict";
import test from "node:test";
import { codeAdvice, codeText, codeWords } from "./codes.ts";
import { DELIVERY_STATE_WORDS } from "./words.ts";

const DEAD = {
  code: "MK:0001",
  code_said: {
    words: { zh: "空号或号码不存在", en: "Number not in use" },
    advice: { zh: "请从名单中移除。", en: "Take it off the list." },
  },
};

test("a code is told in the words that its view gives, with the code itself", () => {
  assert.equal(codeText(DEAD, DELIVERY_STATE_WORDS.failed, "en"), "Number not in use (MK:0001)");
  assert.equal(codeText(DEAD, DELIVERY_STATE_WORDS.failed, "zh-CN"), "空号或号码不存在（MK:0001）");
  assert.equal(codeWords(DEAD)?.en, "Number not in use");
  assert.equal(codeAdvice(DEAD)?.en, "Take it off the list.");
});

test("a code without words is shown as it is, with what to do, and nothing is made up about it", () => {
  const told = { code: "ZZ:9999", code_said: null };
  assert.equal(codeText(told, DELIVERY_STATE_WORDS.failed, "en"), "Failed (ZZ:9999, no description yet)");
  assert.match(codeText(told, DELIVERY_STATE_WORDS.failed, "zh-CN"), /（ZZ:9999，暂无说明）$/);
  assert.equal(codeWords(told)?.en, "no description yet");
  assert.match(codeAdvice(told)?.en ?? "", /Ask the channel's provider/);
});

test("where there is no code, the state alone is told", () => {
  const none = { code: null, code_said: null };
  assert.equal(codeText(none, DELIVERY_STATE_WORDS.timed_out, "zh-CN"), "回执超时");
  assert.deepEqual([codeWords(none), codeAdvice(none)], [null, null]);
});
