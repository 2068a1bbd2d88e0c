import assert from "node:assert/strict";
import test from "node:test";
import { detectFlagTable } from "./flags.ts";
import { readLines } from "./lines.ts";

const read = (text: string) => readLines(text, detectFlagTable(text), 1);

test("flags are any texts, and one column needs no heading", () => {
  const { good, bad } = read("VIP-0001\r\n王小明\r\n13800138000\r\nx@example.com\r\n");
  assert.deepEqual(
    good.map(({ line, phone, params }) => [line, phone, params]),
    [
      [1, "VIP-0001", null],
      [2, "王小明", null],
      [3, "13800138000", null],
      [4, "x@example.com", null],
    ],
  );
  assert.deepEqual(bad, []);
  assert.deepEqual(read("客户标识\nA1\n").good, [{ phone: "A1", line: 2, params: null }]);
});

test("other columns are parameters named in the first row, wherever the flags stand", () => {
  const { good } = read("name,会员号,手机号\n张女士,A-1,13800138000\n");
  assert.deepEqual(good, [{ phone: "A-1", line: 2, params: { name: "张女士", 手机号: "13800138000" } }]);
  assert.deepEqual(read("顾客,name\nA-2,李先生\n").good[0]?.phone, "A-2", "else in the first column");
  assert.deepEqual(
    read("name\tphone\nA\t13800138000\n").good[0]?.phone,
    "13800138000",
    "a phone as it is written",
  );
});

test("a row that gives no link is told with its line and reason, and is not shown whole", () => {
  const long = "长".repeat(65);
  const { good, bad } = read(`cust_flag,name\nA,张\n,李\n${long},王\nB,\nC,赵,多\n\n${"长".repeat(64)},孙\n`);
  assert.deepEqual(
    good.map(({ line }) => line),
    [2, 5, 8],
  );
  assert.deepEqual(
    bad.map(({ line, reason }) => [line, reason]),
    [
      [3, "cust_flag_missing"],
      [4, "cust_flag_too_long"],
      [6, "too_many_columns"],
    ],
  );
  assert.ok(bad.every(({ value }) => value.length <= 32 && !value.includes(long)));
});
