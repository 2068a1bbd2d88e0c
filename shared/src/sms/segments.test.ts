import assert from "node:assert/strict";
import test from "node:test";
import { segmentsOf, segmentsOfLength, smsLength } from "../ground/segments.ts";

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
