import assert from "node:assert/strict";
import test from "node:test";
import { nearest, singular, slips } from "./nearest.ts";

test("slips are letters put in, left out, changed or swapped", () => {
  for (const [one, other, count] of [
    ["approve", "approve", 0],
    ["aproove", "approve", 2],
    ["hlep", "help", 1],
    ["stauts", "status", 1],
    ["模版", "模板", 1],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ] as const) {
    assert.equal(slips(one, other), count, one);
    assert.equal(slips(other, one), count, other);
  }
});

test("a name is the same in the singular and the plural, with spaces, dashes or underscores", () => {
  for (const [one, other] of [
    ["sends", "send"],
    ["Send tasks", "send_task"],
    ["replies", "reply"],
    ["approval-rules", "Approval rule"],
    ["addresses", "address"],
  ] as const)
    assert.equal(singular(one), singular(other), one);
});

const NAMES = ["approve", "help", "status", "report", "reject", "template list", "模板列表", "通过"];
const meant = (typed: string) => nearest(NAMES, typed, (name) => [name]);

test("what may be meant is what is nearest, and nothing where nothing is near", () => {
  assert.deepEqual(meant("aproove"), ["approve"]);
  assert.deepEqual(meant("hlep"), ["help"]);
  assert.deepEqual(meant("tempalte lst"), ["template list"]);
  assert.deepEqual(meant("模版列表"), ["模板列表"]);
  assert.deepEqual(meant("通国"), ["通过"]);
  assert.deepEqual(meant("appr"), ["approve"], "a beginning");
  for (const typed of ["frobnicate", "x", "re", "", "今天天气"]) assert.deepEqual(meant(typed), [], typed);
  assert.deepEqual(
    nearest([], "help", (name) => [name]),
    [],
  );
});
