import assert from "node:assert/strict";
import test from "node:test";
import { segmentsOf, segmentsOfLength, smsLength, smsText } from "./segments.ts";

test("68 characters are one segment, 134 two, 135 and 150 three", () => {
  const vectors = [
    [0, 0],
    [1, 1],
    [68, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [150, 3],
    [201, 3],
    [202, 4],
    [500, 8],
  ] as const;
  for (const [length, segments] of vectors) {
    assert.equal(segmentsOfLength(length), segments, `${length}`);
    assert.equal(segmentsOf("云".repeat(length)), segments, `${length}`);
  }
});

test("letters and Chinese characters count one, an emoji two", () => {
  assert.equal(smsLength("【华为云】"), 5);
  assert.equal(smsLength("Hi 您好"), 5);
  assert.equal(smsLength("🌲"), 2);
  assert.equal(segmentsOf("🌲".repeat(35)), 1);
  assert.equal(segmentsOf("🌲".repeat(36)), 2);
});

test("the signature, the link and the opt-out suffix are counted", () => {
  const text = smsText({
    signature: "云杉商城",
    content: "会员日福利已到账,点击 {link} 查看。",
    link: "https://t.example/l/AbC12x",
    suffix: "拒收请回复R",
  });
  assert.equal(text, "【云杉商城】会员日福利已到账,点击 https://t.example/l/AbC12x 查看。拒收请回复R");
  assert.equal(segmentsOf(text), 1);
  const edge = { signature: "云杉", content: "好".repeat(61) };
  assert.equal(segmentsOf(smsText(edge)), 1);
  assert.equal(segmentsOf(smsText({ ...edge, suffix: "拒收请回复R" })), 2);
});

test("a signature already in its brackets does not get a second pair", () => {
  assert.equal(smsText({ signature: "【云杉】", content: "好" }), "【云杉】好");
});
