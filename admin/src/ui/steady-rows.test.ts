import assert from "node:assert/strict";
import test from "node:test";
import { steadyRows } from "./steady-rows.ts";

const rows = (ids: string, state = "") => [...ids].map((id) => ({ id, state }));
const told = (before: string, now: string) => {
  const { rows: shown, fresh } = steadyRows(rows(before), rows(now, "new"));
  return `${shown.map(({ id }) => id).join("")} +${fresh}`;
};

test("rows that would push others down are counted, and those that they push off the page stay", () => {
  assert.equal(told("abcd", "xabc"), "abcd +1");
  assert.equal(told("abcd", "xyab"), "abcd +2");
  assert.equal(told("abcd", "axbc"), "abcd +1");
  assert.equal(told("abcd", "wxyz"), "abcd +4");
});

test("what ended leaves the list, and what follows takes its place", () => {
  assert.equal(told("abcd", "abd"), "abd +0");
  assert.equal(told("abcd", "abde"), "abde +0");
  assert.equal(told("abcd", "xacd"), "acd +1");
  assert.equal(told("abcd", ""), " +0");
});

test("a new order of the same rows is shown, and an empty list takes what comes", () => {
  assert.equal(told("abcd", "badc"), "badc +0");
  assert.equal(told("", "ab"), "ab +0");
});

test("each row is shown as it is now", () => {
  const { rows: shown } = steadyRows(rows("ab", "old"), rows("xab", "new"));
  assert.deepEqual(shown, rows("ab", "new"));
});
