import assert from "node:assert/strict";
import test from "node:test";
import { bare, EMPTY_TASK, type TaskFacts, type TaskForm, taskInput, taskProblems } from "./form.ts";
import { faultyLinks, typedLinks } from "./typed-links.ts";

const FACTS: TaskFacts = { parameters: ["name", "amount"], customCodes: true, ofSend: false };
const GROUP: TaskForm = {
  ...EMPTY_TASK,
  name: "海报短链",
  template: "t",
  signatures: ["云杉会员"],
  params: { name: "会员", amount: "50" },
};
const PERSONAL: TaskForm = { ...GROUP, kind: "personal", typed: "张三,张,50\n李四\t李\t8,8" };

test("a form that is filled in has no problem, of either kind", () => {
  assert.deepEqual(taskProblems(GROUP, FACTS), []);
  assert.deepEqual(taskProblems(PERSONAL, FACTS), []);
});

test("what is missing is named, and what the other kind needs is not asked for", () => {
  const empty = { ...EMPTY_TASK, maxResolutions: null, days: null };
  assert.deepEqual(taskProblems(empty, FACTS), [
    "template_missing",
    "name_missing",
    "signatures_missing",
    "days_wrong",
    "resolutions_wrong",
    "params_missing",
  ]);
  assert.deepEqual(taskProblems({ ...PERSONAL, params: {}, maxResolutions: null, typed: "" }, FACTS), [
    "typed_missing",
  ]);
  assert.deepEqual(taskProblems({ ...PERSONAL, audience: "file" }, FACTS), ["file_missing"]);
});

test("table 7-1: five signatures of 18 without brackets, a personal link for 7 days, a group link for 180", () => {
  const problems = (part: Partial<TaskForm>) => taskProblems({ ...GROUP, ...part }, FACTS);
  assert.deepEqual(problems({ signatures: ["a", "b", "c", "d", "e", "f"] }), ["signatures_wrong"]);
  assert.deepEqual(problems({ signatures: ["【云杉"] }), ["signatures_wrong"]);
  assert.equal(bare(" 【云杉会员】 "), "云杉会员");
  assert.deepEqual(problems({ days: 180 }), []);
  assert.deepEqual(problems({ days: 181 }), ["days_wrong"]);
  assert.deepEqual(taskProblems({ ...PERSONAL, days: 8 }, FACTS), ["days_wrong"]);
  assert.deepEqual(problems({ maxResolutions: 1 }), ["resolutions_wrong"]);
  assert.deepEqual(problems({ jump: "http://10.0.0.1/" }), ["jump_wrong"]);
});

test("a code of one's own has 3 to 10 letters and digits but not 8, and only where the domain takes one", () => {
  const code = (text: string, facts = FACTS) => taskProblems({ ...GROUP, code: text }, facts);
  for (const good of ["", "abc", "Summer2026"]) assert.deepEqual(code(good), [], good);
  for (const bad of ["ab", "abcdefgh", "夏天活动", "a-b-c"]) assert.deepEqual(code(bad), ["code_wrong"], bad);
  assert.deepEqual(code("ab", { ...FACTS, customCodes: false }), []);
  assert.equal(
    taskInput({ ...GROUP, code: "abc" }, { ...FACTS, customCodes: false }, null).custom_code,
    null,
  );
});

test("personal links are typed one a line, or pasted from a spreadsheet", () => {
  assert.deepEqual(typedLinks("张三，张, 50\r\n\r\n李四\t李\t8,8\tvip1\n,,\n", FACTS.parameters, true), [
    { cust_flag: "张三", params: { name: "张", amount: "50" } },
    { cust_flag: "李四", params: { name: "李", amount: "8,8" }, custom_code: "vip1" },
  ]);
});

test("lines that will not become links are known before", () => {
  const links = typedLinks("a,1,2\nb,1\n,1,2\na,3,4", FACTS.parameters, false);
  assert.deepEqual(faultyLinks(links, FACTS.parameters), [1, 2, 3]);
});

test("of a send, its numbers are taken and nothing of the audience is asked", () => {
  const facts = { ...FACTS, ofSend: true };
  assert.deepEqual(taskProblems({ ...PERSONAL, typed: "" }, facts), []);
  const input = taskInput({ ...PERSONAL, typed: "x" }, facts, "s");
  assert.equal(input.send_id, "s");
  assert.ok(!("links" in input) && !("template_id" in input) && !("number_file_id" in input));
});
