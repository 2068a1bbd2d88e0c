import assert from "node:assert/strict";
import test from "node:test";
import { COLORS } from "./colors.ts";

/** A colour in CIE L*a*b* (D65), where a distance of 2 is just seen side by side. */
function lab(color: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [x = 0, y = 0, z = 0] = [
    (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
    0.2126 * red + 0.7152 * green + 0.0722 * blue,
    (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
  ].map((part) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test("no two meanings have colours that are taken for each other", () => {
  const all = Object.entries(COLORS);
  const close = all.flatMap(([one, color], at) =>
    all.slice(at + 1).flatMap(([other, second]) => {
      const [a, b] = [lab(color), lab(second)];
      const far = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      return far < 16 ? [`${one} and ${other}: ${far.toFixed(1)}`] : [];
    }),
  );
  assert.deepEqual(close, []);
});
