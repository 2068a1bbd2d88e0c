import assert from "node:assert/strict";
import test from "node:test";
import { isOptOut, OPT_OUT_SUFFIX, offersOptOut } from "./optout.ts";

test("R, T, TD, N and 退订 opt out in any case and width, with anything around them", () => {
  const replies = [
    "R",
    "r",
    "Ｒ",
    "ｒ",
    "T",
    "td",
    "Td",
    "ＴＤ",
    "ｔｄ。",
    "N",
    "ｎ",
    "退订",
    " 退 订 ",
    "“R”",
    "R。",
    "\u200bR\n",
    "【T】",
    "退订！",
  ];
  for (const reply of replies) assert.equal(isOptOut(reply), true, JSON.stringify(reply));
});

test("a sentence that begins with 退订 or 拒收 opts out as well", () => {
  for (const reply of ["退订谢谢", "拒收", "退订，别再发了"]) assert.equal(isOptOut(reply), true, reply);
});

test("any other reply does not", () => {
  for (const reply of [
    "",
    "  ",
    "好的",
    "T恤有货吗",
    "Right",
    "No",
    "TDD",
    "怎么退订",
    "0",
    "RR",
    "不退订",
  ]) {
    assert.equal(isOptOut(reply), false, reply);
  }
});

test("a marketing text is known to offer a way out by the words of the field", () => {
  for (const text of [OPT_OUT_SUFFIX, "拒收请回复R", "退订回T", "回复TD退订", "回T退订", "拒收请回复 Ｒ"]) {
    assert.equal(offersOptOut(`云杉会员日，${text}`), true, text);
  }
  for (const text of ["欢迎回来", "拒收", "回复有礼"]) assert.equal(offersOptOut(text), false, text);
});
