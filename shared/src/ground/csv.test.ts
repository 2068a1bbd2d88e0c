import assert from "node:assert/strict";
import test from "node:test";
import { phoneOrNull } from "../numbers/phone.ts";
import { readRecord } from "../numbers/records.ts";
import { csvLines, csvText } from "./csv.ts";

/** The text of a cell as a program reads it back. */
const read = (text: string) => readRecord(csvLines([[text]]), 0, ",").cells[0] ?? "";

test("a downloaded file opens in Excel with its Chinese intact", () => {
  assert.equal(csvText(["日期", "数量"], [["2024-11-24", 3]]), "\uFEFF日期,数量\r\n2024-11-24,3\r\n");
});

test("commas, quotes and line ends stay inside their cell, and so does what parts cells elsewhere", () => {
  assert.equal(csvText(["a"], [['x,"y"\nz']]), '\uFEFFa\r\n"x,""y""\nz"\r\n');
  assert.equal(csvLines([["a;=1", "b\t=2", "c"]]), '"a;=1","b\t=2",c\r\n');
});

test("what a stranger typed is never run as a formula, however it is hidden", () => {
  const begins = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1+cmd",
    "＠SUM(1)",
    "﹦1",
    "﹢1",
    "﹣1",
    "﹫x",
    "−2+3",
  ];
  const hidden = [
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\n\n ",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u0000",
    "\u202e",
  ];
  for (const formula of begins) {
    assert.equal(read(formula), `'${formula}`);
    for (const before of hidden)
      assert.equal(read(before + formula), `'${before}${formula}`, JSON.stringify(before));
  }
  for (const text of ["\tx", "\rx", "\nx"]) assert.equal(read(text), `'${text}`);
  assert.equal(csvText(["=1"], []), "\uFEFF'=1\r\n", "a header is a cell too");
});

test("figures, dates and ordinary texts stay what they are", () => {
  for (const text of [
    "-5",
    "-5.25",
    "-3 %",
    "42.0 %",
    "2026-11-24",
    "a=b",
    "x@y.example",
    "会员＋",
    " x",
    "'=1",
    "",
  ])
    assert.equal(read(text), text);
  assert.equal(csvLines([[-5, true, null, undefined, 0.5]]), "-5,true,,,0.5\r\n");
});

test("a phone number has no apostrophe that one sees, stays whole in a spreadsheet, and a number file takes it back", () => {
  assert.equal(read("+8613800138000"), "13800138000");
  assert.equal(read("+86138****8000"), "138****8000");
  for (const phone of ["+8613800138000", "＋8613800138000", "-13800138000"])
    assert.equal(phoneOrNull(read(phone)), "+8613800138000");
  // What only looks like one is still disarmed.
  for (const text of ["+8613800138000+1", "+86138001380001", "+861380013800", "+86=1", "+1 202 555 0100"])
    assert.equal(read(text), `'${text}`);
});
