import assert from "node:assert/strict";
import test from "node:test";
import { EMPTY_JUMP_FORM, jumpProblems, typedLinks } from "./form.ts";

const filled = { ...EMPTY_JUMP_FORM, name: "会场", purpose: "落地页" };
const many = (count: number) =>
  typedLinks(Array.from({ length: count }, (_, index) => `https://mall.example.com/${index}`).join("\n"));

test("the form says everything that is missing at once", () => {
  assert.deepEqual(jumpProblems(EMPTY_JUMP_FORM, null), ["name_missing", "purpose_missing", "links_missing"]);
  assert.deepEqual(jumpProblems(filled, many(1)), []);
});

test("ten links may be typed and ten thousand may come in a file", () => {
  assert.deepEqual(jumpProblems(filled, many(10)), []);
  assert.deepEqual(jumpProblems(filled, many(11)), ["links_many"]);
  assert.deepEqual(jumpProblems({ ...filled, source: "file" }, many(10_000)), []);
  assert.deepEqual(jumpProblems({ ...filled, source: "file" }, many(10_001)), ["links_many"]);
});

test("a bad link stops the form, however many good ones stand beside it", () => {
  const links = typedLinks("https://mall.example.com/ http://localhost/");
  assert.deepEqual(jumpProblems(filled, links), ["bad"]);
  assert.deepEqual(links.bad, [
    { line: 2, url: "http://localhost/", trouble: { code: "private", host: "localhost" } },
  ]);
});
