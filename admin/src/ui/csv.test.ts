import assert from "node:assert/strict";
import test from "node:test";
import { csvText } from "./csv.ts";

test("a downloaded file opens in Excel with its Chinese intact", () => {
  assert.equal(csvText(["日期", "数量"], [["2024-11-24", 3]]), "\uFEFF日期,数量\r\n2024-11-24,3\r\n");
});

test("commas, quotes and line ends stay inside their cell", () => {
  assert.equal(csvText(["a"], [['x,"y"\nz']]), '\uFEFFa\r\n"x,""y""\nz"\r\n');
});

test("what a stranger typed is never run as a formula, and numbers stay numbers", () => {
  assert.equal(csvText(["a", "b"], [["=HYPERLINK(1)", -5]]), "\uFEFFa,b\r\n'=HYPERLINK(1),-5\r\n");
  assert.equal(csvText(["a"], [["+8613800000001"]]), "\uFEFFa\r\n'+8613800000001\r\n");
});

test("what is not there is an empty cell", () => {
  assert.equal(csvText(["a", "b"], [[null, undefined]]), "\uFEFFa,b\r\n,\r\n");
});
