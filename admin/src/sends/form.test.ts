import assert from "node:assert/strict";
import test from "node:test";
import {
  EMPTY_FORM,
  missingTyped,
  problemsOf,
  type SendFacts,
  type SendForm,
  startOf,
  trialForced,
  trialMost,
  typedNumbers,
  typedParams,
  uncleanTyped,
} from "./form.ts";

const WINDOW = { zone: "Asia/Shanghai", from: "08:00", to: "21:00" };
const NOON = new Date("2026-11-24T12:00:00+08:00");
const FACTS: SendFacts = { count: 100, isMarketing: true, missing: [], noChannel: false, gone: [] };
const FULL: SendForm = {
  ...EMPTY_FORM,
  name: "会员日",
  template: "t",
  sms: "s",
  file: "f",
  consent: "入会时勾选",
};

test("bob may type up to ten numbers in whatever form; a wrong one is named", () => {
  assert.deepEqual(typedNumbers("138 0013 8000"), { phones: ["+8613800138000"], wrong: [] });
  assert.deepEqual(typedNumbers("13800138000 13800138001").phones.length, 2);
  assert.deepEqual(typedNumbers("13800138000，+8613800138001\n13800138000; 坏的"), {
    phones: ["+8613800138000", "+8613800138001"],
    wrong: ["坏的"],
  });
  const eleven = Array.from({ length: 11 }, (_, index) => `138001380${10 + index}`).join("\n");
  const form = { ...FULL, audience: "typed" as const, typed: eleven };
  assert.deepEqual(problemsOf("numbers", form, FACTS, WINDOW, NOON), ["numbers_many"]);
});

test("a trial goes to at least one number and to fewer than all, and says which it is not", () => {
  const of = (trialSize: number, count = 4) =>
    problemsOf("timing", { ...FULL, trial: true, trialSize }, { ...FACTS, count }, WINDOW, NOON);
  for (const [size, problems] of [
    [0, ["trial_small"]],
    [-1, ["trial_small"]],
    [1, []],
    [3, []],
    [4, ["trial_all"]],
    [99_999, ["trial_all"]],
  ] as const)
    assert.deepEqual(of(size), problems, String(size));
  assert.deepEqual(of(1, 1), ["trial_all"]);
  // The law takes no trial of a million, however many numbers there are.
  assert.deepEqual([of(999_999, 2_000_000), of(1_000_000, 2_000_000)], [[], ["trial_large"]]);
  assert.deepEqual([trialMost(4), trialMost(2_000_000)], [3, 999_999]);
});

test("every step says what is missing, and the summary gathers it all", () => {
  assert.deepEqual(problemsOf("template", EMPTY_FORM, FACTS, WINDOW, NOON), [
    "name_missing",
    "template_missing",
    "sms_missing",
  ]);
  assert.deepEqual(problemsOf("numbers", EMPTY_FORM, FACTS, WINDOW, NOON), [
    "numbers_missing",
    "consent_missing",
  ]);
  assert.equal(problemsOf("summary", EMPTY_FORM, FACTS, WINDOW, NOON).length, 5);
  const notice = { ...FACTS, isMarketing: false };
  assert.equal(problemsOf("summary", EMPTY_FORM, notice, WINDOW, NOON).length, 4);
  assert.deepEqual(problemsOf("summary", FULL, FACTS, WINDOW, NOON), []);
});

test("nobody is greeted with a gap: a parameter without a column stops the form", () => {
  assert.deepEqual(problemsOf("numbers", FULL, { ...FACTS, missing: ["name"] }, WINDOW, NOON), [
    "parameters_missing",
  ]);
});

test("a typed value with a mark that nobody sees is named before anything is sent", () => {
  const phone = "+8613800138000";
  const typed = { ...FULL, audience: "typed" as const, typed: phone };
  const form = { ...typed, params: { [phone]: { name: "张三\u202e", code: "1" } } };
  assert.deepEqual(problemsOf("numbers", form, FACTS, WINDOW, NOON), ["parameters_unclean"]);
  assert.deepEqual(uncleanTyped(form), ["name"]);
});

test("marketing is scheduled inside its window only, a notification at any time to come", () => {
  const night = { ...FULL, timing: "scheduled" as const, scheduledAt: "2026-11-25T22:00:00+08:00" };
  assert.deepEqual(problemsOf("timing", night, FACTS, WINDOW, NOON), ["time_outside"]);
  assert.deepEqual(problemsOf("timing", night, { ...FACTS, isMarketing: false }, WINDOW, NOON), []);
  assert.deepEqual(problemsOf("timing", { ...night, scheduledAt: null }, FACTS, WINDOW, NOON), [
    "time_missing",
  ]);
  const past = { ...night, scheduledAt: "2026-11-24T11:00:00+08:00" };
  assert.deepEqual(problemsOf("timing", past, FACTS, WINDOW, NOON), ["time_past"]);
});

test("the form tells when marketing that is approved at night really starts", () => {
  const night = new Date("2026-11-24T23:00:00+08:00");
  assert.equal(startOf(FULL, true, WINDOW, night).toISOString(), "2026-11-25T00:00:00.000Z");
  assert.equal(startOf(FULL, false, WINDOW, night), night);
});

test("each typed number says its own parameters; what one of them lacks is missing", () => {
  const [one, two] = ["+8613800138000", "+8613800138001"];
  const form: SendForm = { ...FULL, audience: "typed", typed: `${one}\n${two}`, params: {} };
  assert.deepEqual(missingTyped(form, []), []);
  assert.deepEqual(missingTyped(form, ["name", "order_no"]), ["name", "order_no"]);
  const params = { [one]: { name: "甲", order_no: "1" }, [two]: { name: " 乙 ", order_no: " " } };
  assert.deepEqual(missingTyped({ ...form, params }, ["name", "order_no"]), ["order_no"]);
  assert.deepEqual(typedParams({ ...form, params }, ["name"]), [{ name: "甲" }, { name: "乙" }]);
});

test("whoever may send only with a trial begins with one that their numbers allow, and whoever may only without has none", () => {
  const small = (count: number, form: SendForm = FULL) => trialForced(form, "trial_only", count);
  assert.deepEqual([small(100).trial, small(100).trialSize, small(3).trialSize], [true, 10, 2]);
  assert.equal(small(100, { ...FULL, trial: true, trialSize: 25 }).trialSize, 25, "what was typed stays");
  assert.equal(trialForced({ ...FULL, trial: true }, "whole_only", 100).trial, false);
  assert.equal(trialForced(FULL, null, 3), FULL);
  assert.deepEqual(problemsOf("timing", small(1), { ...FACTS, count: 1 }, WINDOW, NOON), ["trial_all"]);
});
