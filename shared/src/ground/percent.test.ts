import assert from "node:assert/strict";
import test from "node:test";
import { percentText } from "./percent.ts";

test("only all is 100.0, and only nothing is 0.0", () => {
  const shares: [number, number, string | null][] = [
    [9_997, 10_000, "99.9"],
    [9_999_999, 10_000_000, "99.9"],
    [10_000, 10_000, "100.0"],
    [10_001, 10_000, "100.1"],
    [3, 10_000, "0.1"],
    [1, 10_000_000, "0.1"],
    [0, 10_000, "0.0"],
    [1, 3, "33.3"],
    [0, 0, null],
  ];
  for (const [part, whole, said] of shares)
    assert.equal(percentText(part, whole), said, `${part} of ${whole}`);
});
