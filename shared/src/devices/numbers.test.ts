import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf, invalidNumber, numbersIn, numbersQuestion } from "./numbers.ts";

test("a list is read with lines, commas, semicolons and tabs between, and spaces stay inside a number", () => {
  assert.deepEqual(numbersIn(" 138 0013 8000\r\n13900139000，13700137000;\t+86 13600136000\n\n"), [
    "138 0013 8000",
    "13900139000",
    "13700137000",
    "+86 13600136000",
  ]);
  assert.deepEqual(numbersIn(" \n,"), []);
});

test("what is no number says why, masked; a question has 1 to 500 texts", () => {
  const { number, state, problem } = invalidNumber("02162345678");
  assert.deepEqual([state, problem], ["invalid", "not_mobile"]);
  assert.notEqual(number, "02162345678");
  const asks = (numbers: unknown) => numbersQuestion.safeParse({ numbers }).success;
  assert.deepEqual(
    [asks([]), asks(["1"]), asks(Array(501).fill("1")), asks("1")],
    [false, true, false, false],
  );
});

test("an answer is as old as its whole days, and never younger than now", () => {
  const now = Date.parse("2026-12-01T00:00:00Z");
  assert.deepEqual(
    ["2026-11-30T00:00:01Z", "2026-11-01T00:00:00Z", "2026-12-01T00:00:05Z"].map((at) => daysOf(at, now)),
    [0, 30, 0],
  );
});
