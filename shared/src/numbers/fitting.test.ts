import assert from "node:assert/strict";
import test from "node:test";
import { fittingTable } from "./fitting.ts";
import { HEADINGS } from "./heading_vectors.ts";
import { isHeading } from "./headings.ts";
import { readLines } from "./lines.ts";
import { UnreadableFile } from "./unreadable.ts";

test("a name under which values come is letters, digits and the punctuation of headings", () => {
  for (const [name, fit] of HEADINGS) assert.equal(isHeading(name), fit, JSON.stringify(name));
});

const faultOf = (text: string, flags = false) => {
  try {
    return fittingTable(text, flags).columns.length;
  } catch (error) {
    assert.ok(error instanceof UnreadableFile);
    return [error.code, error.details];
  }
};

test("a file with another heading is refused with the place of its column, of numbers and of flags", () => {
  assert.deepEqual(faultOf("手机号,姓名,<b>\n13800138000,a,b\n"), ["heading_unfit", { column: 3 }]);
  assert.deepEqual(faultOf("客户标识,=1+1\nVIP1,a\n", true), ["heading_unfit", { column: 2 }]);
  assert.equal(faultOf('"手机\n号",姓名\n13800138000,a\n'), 2, "a heading of two lines is one of one line");
});

test("256 columns are read and 257 are not, whether anything stands in them or not", () => {
  const header = (count: number) =>
    `手机号${Array.from({ length: count - 1 }, (_, index) => `,c${index}`).join("")}`;
  assert.equal(faultOf(`${header(256)}\n13800138000\n`), 256);
  assert.deepEqual(faultOf(`${header(257)}\n13800138000\n`), ["too_many_columns", { max: 256 }]);
  assert.deepEqual(faultOf(`手机号${",".repeat(1_000_000)}\n13800138000\n`), [
    "too_many_columns",
    { max: 256 },
  ]);
  assert.deepEqual(faultOf(`客户标识${",".repeat(1_000_000)}\nVIP1\n`, true), [
    "too_many_columns",
    { max: 256 },
  ]);
});

test("a line that is too wide is a bad line, and the others are read", () => {
  const text = `手机号,姓名\n13800138000,a\n13800138001${",".repeat(300)}\n13800138002${",".repeat(1_000_000)}\n13800138003,b\n`;
  const { good, bad } = readLines(text, fittingTable(text, false), 1);
  assert.deepEqual(
    good.map(({ line }) => line),
    [2, 5],
  );
  assert.deepEqual(
    bad.map(({ line, reason }) => [line, reason]),
    [
      [3, "too_many_columns"],
      [4, "line_too_long"],
    ],
  );
});
