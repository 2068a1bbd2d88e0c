import assert from "node:assert/strict";
import test from "node:test";
import { rasterOf, rasterProblem } from "./raster.ts";

const bytes = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );
const u32 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const u16 = (n: number) => [n >> 8, n & 255];
const le16 = (n: number) => [n & 255, n >> 8];
const le24 = (n: number) => [n & 255, (n >> 8) & 255, n >> 16];

const PNG = (w: number, h: number) =>
  bytes("\x89PNG\r\n\x1a\n", u32(13), "IHDR", u32(w), u32(h), [8, 6, 0, 0, 0]);
const GIF = (w: number, h: number) => bytes("GIF89a", le16(w), le16(h), [0, 0, 0]);
const JPEG = (w: number, h: number, sof = 0xc0) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0],
    u16(6),
    "JFIF",
    [0xff, 0xff, sof],
    u16(17),
    [8],
    u16(h),
    u16(w),
    [3, 1, 2, 3],
  );
const VP8 = (w: number, h: number) =>
  bytes("RIFF", u32(0), "WEBPVP8 ", u32(0), [0, 0, 0, 0x9d, 1, 0x2a], le16(w), le16(h));
const VP8L = (w: number, h: number) => {
  const packed = (w - 1) | ((h - 1) << 14);
  return bytes(
    "RIFF",
    u32(0),
    "WEBPVP8L",
    u32(0),
    [0x2f],
    le16(packed & 0xffff),
    le16((packed >>> 16) & 0xffff),
    u32(0),
    [0],
  );
};
const VP8X = (w: number, h: number) =>
  bytes("RIFF", u32(0), "WEBPVP8X", u32(10), [0, 0, 0, 0], le24(w - 1), le24(h - 1));

test("the four kinds of picture are told by their first bytes, with their size", () => {
  const made = { "image/png": PNG, "image/gif": GIF, "image/jpeg": JPEG };
  for (const [type, make] of Object.entries(made))
    assert.deepEqual(rasterOf(make(640, 360)), { type, width: 640, height: 360 });
  for (const make of [VP8, VP8L, VP8X])
    assert.deepEqual(rasterOf(make(640, 360)), { type: "image/webp", width: 640, height: 360 });
  assert.deepEqual(rasterOf(JPEG(7, 9, 0xc2)), { type: "image/jpeg", width: 7, height: 9 });
});

test("a drawing, a page, a cut-off head and an empty picture are no pictures", () => {
  const others = [
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "\x89PNG<svg/>",
    "<!doctype html>",
    "GIF8",
    "BM",
    "%PDF-1.7",
    "",
  ];
  for (const text of others) assert.equal(rasterProblem(bytes(text)), "format", text);
  for (const whole of [PNG(1, 1), GIF(1, 1), JPEG(1, 1), VP8(1, 1), VP8X(1, 1)])
    assert.equal(rasterProblem(whole.subarray(0, 9)), "format");
  assert.equal(rasterProblem(PNG(0, 5)), "format");
  assert.equal(rasterProblem(JPEG(0, 5)), "format");
  assert.equal(
    rasterProblem(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0])),
    "format",
    "a segment without length",
  );
});

test("a small file that claims a huge picture is refused before anybody decodes it", () => {
  assert.equal(rasterProblem(PNG(4_096, 4_096)), null);
  for (const huge of [
    PNG(0xffff_ffff, 0xffff_ffff),
    PNG(4_097, 4_096),
    GIF(65_535, 65_535),
    JPEG(65_535, 65_535),
    VP8L(16_384, 16_384),
  ])
    assert.equal(rasterProblem(huge), "pixels");
});
