import assert from "node:assert/strict";
import { test } from "node:test";
import { cropOf, measureOf, pictureProblem } from "../resource/pictures.ts";
import { PICTURE_RULES } from "./pictures.ts";

const bytesOf = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? Array.from(part, (char) => char.charCodeAt(0)) : [...part],
    ),
  );
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const small = (value: number) => big(value).reverse();

const png = (width: number, height: number, bytes = 100) =>
  bytesOf("\x89PNG\r\n\x1a\n", big(13), "IHDR", big(width), big(height), Array(bytes - 24).fill(0));
/** `head`: the size of the header, 12 in the oldest files. */
const bmp = (width: number, height: number, head = 40) =>
  bytesOf(
    "BM",
    Array(12).fill(0),
    small(head),
    head === 12
      ? [...small(width).slice(0, 2), ...small(height).slice(0, 2)]
      : [...small(width), ...small(height)],
    Array(30).fill(0),
  );

test("a picture is cropped where a part of it fits, and only there", () => {
  const of = (name: "logo" | "background" | "proof", width: number, height: number, bytes = 50_000) =>
    cropOf(PICTURE_RULES[name], { type: "image/png", bytes, width, height });
  assert.deepEqual(of("logo", 900, 600), { ratio: 1, whole: false });
  assert.deepEqual(of("logo", 500, 500, 200_000), { ratio: 1, whole: false }, "too heavy");
  assert.equal(of("logo", 256, 256), null);
  assert.equal(of("logo", 900, 200), null, "no part of it has 240 pixels");
  assert.deepEqual(of("background", 1440, 3000), { ratio: 16 / 9, whole: true });
  assert.equal(of("background", 1440, 812), null);
  assert.equal(of("proof", 900, 600), null);
});

test("a picture is measured by its bytes: png, jpeg and every kind of bmp, and nothing else", () => {
  const seen = (content: Uint8Array) => {
    const found = measureOf(content);
    return found && [found.type, found.width, found.height];
  };
  assert.deepEqual(seen(png(240, 240)), ["image/png", 240, 240]);
  assert.deepEqual(seen(bmp(1440, 810)), ["image/bmp", 1440, 810]);
  assert.deepEqual(seen(bmp(300, 200, 12)), ["image/bmp", 300, 200]);
  // Rows from top to bottom.
  assert.deepEqual(seen(bmp(300, -200)), ["image/bmp", 300, 200]);
  const jpeg = bytesOf([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 240, 1, 0, 1, 1, 17, 0]);
  assert.deepEqual(seen(jpeg), ["image/jpeg", 256, 240]);
  assert.equal(seen(bytesOf("GIF89a", [240, 0, 240, 0, 0, 0])), null);
  assert.equal(seen(bmp(0, 10)), null);
  assert.equal(seen(bmp(300, 200).slice(0, 20)), null);
  assert.equal(seen(bytesOf("<svg xmlns='http://www.w3.org/2000/svg'/>")), null);
});

test("what does not fit is said with what it takes and what was chosen", () => {
  assert.equal(pictureProblem(PICTURE_RULES.logo, png(240, 240)), null);
  assert.equal(
    pictureProblem(PICTURE_RULES.logo, png(300, 240))?.en,
    "Logo must be a square png, jpg, bmp or jpeg image, at least 240 × 240 pixels and up to 100 KB (selected: 300 × 240, 1 KB)",
  );
  assert.ok(pictureProblem(PICTURE_RULES.logo, png(240, 240, 102_401)));
  assert.equal(pictureProblem(PICTURE_RULES.logo, png(240, 240, 102_400)), null);
  assert.ok(pictureProblem(PICTURE_RULES.background, png(1439, 810)));
  assert.equal(pictureProblem(PICTURE_RULES.background, png(1440, 810)), null);
  assert.match(
    pictureProblem(PICTURE_RULES.authorisation, bytesOf("%PDF-1.4"))?.zh ?? "",
    /请上传 png、jpg、bmp、jpeg 图片，不超过 4 MB/,
  );
});
