import assert from "node:assert/strict";
import test from "node:test";
import { AnotherFile, isSameFile, missingParts } from "./resume.ts";

const wanted = [
  { part: 1, bytes: 100, first_line: 1 },
  { part: 2, bytes: 90, first_line: 11 },
  { part: 3, bytes: 20, first_line: 20 },
];

test("after a reload only the parts that are not there are sent", () => {
  assert.deepEqual([...missingParts(wanted, wanted.slice(0, 2))], [3]);
  assert.deepEqual([...missingParts(wanted, [])], [1, 2, 3]);
  assert.deepEqual([...missingParts(wanted, wanted)], []);
});

test("parts of another file are never mixed with those that are there", () => {
  assert.throws(() => missingParts(wanted, [{ part: 2, bytes: 91, first_line: 11 }]), AnotherFile);
  assert.throws(() => missingParts(wanted, [{ part: 4, bytes: 5, first_line: 30 }]), AnotherFile);
  assert.throws(() => missingParts(wanted, [{ part: 3, bytes: 20, first_line: 21 }]), AnotherFile);
});

test("the file bob chooses again is known by its name and its size", () => {
  const file = { name: "会员.csv", bytes: 210, parts: 3 };
  assert.equal(isSameFile({ name: "会员.csv", bytes: 210, parts: 3 }, file), true);
  assert.equal(isSameFile({ name: "会员.csv", bytes: 211, parts: 3 }, file), false);
  assert.equal(isSameFile({ name: "其他.csv", bytes: 210, parts: 3 }, file), false);
});
