import assert from "node:assert/strict";
import test from "node:test";
import { cronOf, EMPTY_RHYTHM, rhythmOf, rhythmWords } from "./rhythm_words.ts";

test("what people choose becomes an expression, and the expression what they chose", () => {
  const chosen = [
    ["5 9 * * *", { kind: "day", at: "09:05" }],
    ["0 10 * * 0,1,3", { kind: "week", at: "10:00", weekdays: [1, 3, 0] }],
    ["30 20 1,15 * *", { kind: "month", at: "20:30", days: [15, 1] }],
  ] as const;
  for (const [cron, rhythm] of chosen) {
    assert.equal(cronOf({ ...EMPTY_RHYTHM, ...rhythm }), cron);
    const back = rhythmOf(cron);
    assert.equal(back.kind, rhythm.kind);
    assert.equal(cronOf(back), cron);
  }
});

test("an expression of one's own stays as it is, but for its blanks", () => {
  assert.equal(cronOf({ ...EMPTY_RHYTHM, kind: "own", own: "  0 9-18/3  * * 1-5 " }), "0 9-18/3 * * 1-5");
  assert.equal(rhythmOf("0 9-18/3 * * 1-5").kind, "own");
  assert.equal(rhythmOf("0 9 1 * 1").kind, "own", "a day or a weekday is nothing people say in one word");
});

test("a rhythm is said as people say it, in both languages", () => {
  assert.deepEqual(rhythmWords("5 9 * * *"), { zh: "每天 09:05", en: "every day at 09:05" });
  assert.deepEqual(rhythmWords("0 10 * * 1,3"), { zh: "每周一、三 10:00", en: "every Mon, Wed at 10:00" });
  assert.deepEqual(rhythmWords("0 9 1,15 * *"), {
    zh: "每月 1、15 日 09:00",
    en: "monthly on the 1st, 15th at 09:00",
  });
  assert.equal(rhythmWords("0 9-18/3 * * 1-5").en, "on the schedule “0 9-18/3 * * 1-5”");
});
