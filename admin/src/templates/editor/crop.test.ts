import assert from "node:assert/strict";
import test from "node:test";
import { centredCrop } from "./crop.ts";

test("a picture that is too wide loses its sides, one that is too high its top and bottom", () => {
  assert.deepEqual(centredCrop(2000, 900, 16 / 9), { x: 200, y: 0, width: 1600, height: 900 });
  assert.deepEqual(centredCrop(900, 2000, 1), { x: 0, y: 550, width: 900, height: 900 });
});

test("a picture of the right ratio, or of none that is asked for, is kept whole", () => {
  assert.deepEqual(centredCrop(640, 360, 16 / 9), { x: 0, y: 0, width: 640, height: 360 });
  assert.deepEqual(centredCrop(123, 456, null), { x: 0, y: 0, width: 123, height: 456 });
});
