import assert from "node:assert/strict";
import test from "node:test";
import { namesOf, namesProblem } from "./domain-form.ts";

test("a paste of several names becomes several, each once and in lower case", () => {
  assert.deepEqual(namesOf(["A.example.com", "b.example.com c.example.com", "a.example.com"]), [
    "a.example.com",
    "b.example.com",
    "c.example.com",
  ]);
});

test("the form says what is wrong with the names before anything is sent", () => {
  assert.deepEqual(namesProblem([]), { code: "names_missing" });
  assert.deepEqual(namesProblem(["a.example.com", "-b.cn", "c"]), {
    code: "names_wrong",
    wrong: [
      { name: "-b.cn", trouble: "hyphen" },
      { name: "c", trouble: "no_dot" },
    ],
  });
  const many = Array.from({ length: 21 }, (_, index) => `a${index}.cn`);
  assert.deepEqual(namesProblem(many), { code: "names_many", count: 21, max: 20 });
  assert.equal(namesProblem(["a.example.com"]), null);
});
