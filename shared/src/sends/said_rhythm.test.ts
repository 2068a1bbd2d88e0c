import assert from "node:assert/strict";
import test from "node:test";
import { rhythmWords } from "./rhythm_words.ts";
import { readRhythm, rhythmChoices } from "./said_rhythm.ts";

test("a recurrence is understood as it is said, in both languages", () => {
  const said = {
    "0 10 * * 5": [
      "every Friday at 10",
      "every fri 10:00",
      "weekly on friday at 10am",
      "每周五10点",
      "每个星期五 上午十点",
    ],
    "0 9 * * *": ["daily 9:00", "every day at 9", "每天9点", "每日 09:00"],
    "30 10 * * 1,2,3,4,5": ["weekdays at 10:30", "every weekday 10:30", "工作日10点半", "每周一至周五 10:30"],
    "0 20 * * 1,3": [
      "every Mon, Wed at 20:00",
      "every mon and wed at 8 pm",
      "每周一、三 20:00",
      "每周一和周三晚上8点",
    ],
    "0 9 1,15 * *": [
      "monthly on the 1st, 15th at 09:00",
      "monthly on the 1st and 15th at 9",
      "每月1、15日9点",
    ],
    "0 9-18/3 * * 1-5": ["0 9-18/3 * * 1-5", " 0 9-18/3  * * 1-5 "],
  };
  for (const [cron, all] of Object.entries(said))
    for (const one of all) assert.equal(readRhythm(one), cron, one);
});

test("what is no recurrence is none", () => {
  for (const text of [
    "",
    "fridays",
    "every moon at 10",
    "every friday",
    "每周10点",
    "monthly on the 32nd at 9",
    "* * * *",
    "every day at 25",
  ])
    assert.equal(readRhythm(text), null, text);
});

test("the words of an everyday recurrence are read back as what they were written for", () => {
  for (const cron of ["5 9 * * *", "0 10 * * 0,1,3", "30 20 1,15 * *", "0 0 * * 5"])
    for (const words of Object.values(rhythmWords(cron))) assert.equal(readRhythm(words), cron, words);
});

test("choices are the usual ones; what is typed narrows them, or is one itself", () => {
  assert.ok(rhythmChoices("", "en").includes("every Fri at 10:00"));
  assert.deepEqual(rhythmChoices("fri", "en").at(-1), "every Fri at 10:00");
  assert.equal(rhythmChoices("每周五9点", "zh-CN")[0], "每周五 09:00");
  assert.deepEqual(rhythmChoices("0 9-18/3 * * 1-5", "en"), ["0 9-18/3 * * 1-5"]);
  assert.deepEqual(rhythmChoices("nonsense", "en"), []);
});
