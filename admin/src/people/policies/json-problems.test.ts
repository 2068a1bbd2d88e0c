import assert from "node:assert/strict";
import test from "node:test";
import { problemsIn } from "./json-problems.ts";

const TEXT = `{
  "Version": "1.1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "KooMessage:*:list",
        "KooMessage:templates:list"
      ]
    }
  ]
}`;

test("a fault is found at its line, with the words of the law", () => {
  const [problem, ...more] = problemsIn(TEXT);
  assert.deepEqual(more, []);
  assert.deepEqual([problem?.line, problem?.where], [8, "Statement[0].Action[1]"]);
  assert.equal(TEXT.slice(problem?.from, problem?.to), '"KooMessage:templates:list"');
  assert.match(problem?.words.en ?? "", /No action is called “KooMessage:templates:list”/);
});

test("what is missing is told at what lacks it, and what is too much at itself", () => {
  const text =
    '{\n"Version": "1.1",\n"Statement": [\n{"Effect": "Allow"},\n{"Effect": "Deny", "Action": ["*:*:*"],\n"NotAction": []}\n]}';
  assert.deepEqual(
    problemsIn(text).map(({ line, where }) => [line, where]),
    [
      [4, "Statement[0].Action"],
      [6, "Statement[1].NotAction"],
    ],
  );
});

test("a key that stands twice is told, although a parser takes the last one without a word", () => {
  const text =
    '{"Version": "1.1",\n"Statement": [{"Effect": "Deny",\n"Effect": "Allow", "Action": ["*:*:*"]}]}';
  assert.deepEqual(
    problemsIn(text).map(({ line, words }) => [line, words.en]),
    [[3, "“Effect” appears twice, and only the last one counts. Remove one."]],
  );
});

test("a broken text is told where it breaks, and an empty one is not told at all", () => {
  const [problem, ...more] = problemsIn('{\n"Version": "1.1",\n"Statement": [,]\n}');
  assert.deepEqual([problem?.line, more.length], [3, 0]);
  assert.deepEqual(problemsIn(" \n"), []);
});
