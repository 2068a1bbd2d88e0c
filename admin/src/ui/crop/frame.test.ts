import assert from "node:assert/strict";
import test from "node:test";
import { centredCrop, movedFrame, resizedFrame } from "./frame.ts";

test("a picture that is too wide loses its sides, one that is too high its top and bottom", () => {
  assert.deepEqual(centredCrop(2000, 900, 16 / 9), { x: 200, y: 0, width: 1600, height: 900 });
  assert.deepEqual(centredCrop(900, 2000, 1), { x: 0, y: 550, width: 900, height: 900 });
});

test("a picture of the right ratio, or of none that is asked for, is kept whole", () => {
  assert.deepEqual(centredCrop(640, 360, 16 / 9), { x: 0, y: 0, width: 640, height: 360 });
  assert.deepEqual(centredCrop(123, 456, null), { x: 0, y: 0, width: 123, height: 456 });
});

const PICTURE = { width: 900, height: 600 };

test("a frame moves as far as the picture goes", () => {
  const frame = { x: 150, y: 0, width: 600, height: 600 };
  assert.deepEqual(movedFrame(frame, { x: 90.4, y: 50 }, PICTURE), { ...frame, x: 240 });
  assert.deepEqual(movedFrame(frame, { x: 5000, y: -5 }, PICTURE), { ...frame, x: 300 });
  assert.deepEqual(movedFrame(frame, { x: -5000, y: 0 }, PICTURE), { ...frame, x: 0 });
});

test("a frame that becomes smaller keeps its middle, and one that grows stays in the picture", () => {
  const frame = { x: 300, y: 0, width: 600, height: 600 };
  assert.deepEqual(resizedFrame(frame, 300, 1, PICTURE), { x: 450, y: 150, width: 300, height: 300 });
  const corner = { x: 600, y: 300, width: 300, height: 300 };
  assert.deepEqual(resizedFrame(corner, 600, 1, PICTURE), { x: 300, y: 0, width: 600, height: 600 });
});
