import assert from "node:assert/strict";
import test from "node:test";
import { fitMeasure, KEPT, type KeptKind } from "../../files/kinds.ts";
import { measureFile } from "./measure.ts";
import { filmOf, gifOf, jpegOf, mp3Of, pngOf, wavOf } from "./samples.ts";

const text = (content: string) => new TextEncoder().encode(content);

test("a file is known by its bytes: type, pixels and length", () => {
  const found = (content: Uint8Array) => {
    const { type, width, height, duration_ms } = measureFile(content) ?? {};
    return [type, width, height, duration_ms];
  };
  assert.deepEqual(found(pngOf(640, 360)), ["image/png", 640, 360, null]);
  assert.deepEqual(found(jpegOf(640, 360)), ["image/jpeg", 640, 360, null]);
  assert.deepEqual(found(gifOf(640, 360)), ["image/gif", 640, 360, null]);
  assert.deepEqual(found(filmOf("isom", 720, 1280, 33_000)), ["video/mp4", 720, 1280, 33_000]);
  assert.deepEqual(found(filmOf("3gp6", 176, 144, 1)), ["video/3gpp", 176, 144, 1]);
  assert.deepEqual(found(wavOf(2.5)), ["audio/wav", null, null, 2_500]);
  assert.deepEqual(found(mp3Of(100)), ["audio/mpeg", null, null, 2_612]);
  assert.deepEqual(found(mp3Of(100, 300)), ["audio/mpeg", null, null, 2_612]);
  assert.deepEqual(found(text("%PDF-1.7")), ["application/pdf", null, null, null]);
  assert.deepEqual(found(text("Rar!\x1a\x07\x00")), ["application/vnd.rar", null, null, null]);
});

test("a page, a drawing, a torn head, a film without its pictures and nothing at all are no file that is taken", () => {
  const film = filmOf("isom", 720, 1280, 33_000);
  for (const content of [
    text("<!doctype html>"),
    text("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    text(" %PDF-1.7"),
    text("BM"),
    new Uint8Array(),
    filmOf("isom", 0, 720, 33_000),
  ])
    assert.equal(measureFile(content), null);
  // Cut off anywhere before its last box, of which nothing is read.
  for (let end = 0; end < film.length - 8; end += 1)
    assert.equal(measureFile(film.subarray(0, end)), null, `${end}`);
  for (const whole of [pngOf(9, 9), jpegOf(9, 9)])
    for (let end = 0; end < 9; end += 1) assert.equal(measureFile(whole.subarray(0, end)), null);
});

test("a sound that is cut off plays what is there; one frame alone, another layer and a wav without its form are none", () => {
  const sound = mp3Of(3);
  assert.equal(measureFile(sound.subarray(0, -1))?.duration_ms, 52);
  assert.equal(measureFile(mp3Of(1)), null);
  for (const [at, byte] of [
    [1, 0xfd],
    [2, 0xf0],
    [2, 0x9c],
  ] as const) {
    const other = mp3Of(3);
    other[at] = byte;
    assert.equal(measureFile(other), null, `${at} ${byte}`);
  }
  const note = mp3Of(3);
  note.set(text("Xing"), 36);
  assert.equal(measureFile(note)?.duration_ms, 52, "the first frame of an encoder plays nothing");
  const wav = wavOf(1);
  assert.equal(measureFile(wav.subarray(0, 4_044))?.duration_ms, 500);
  assert.equal(measureFile(wav.subarray(0, 44)), null);
  assert.equal(measureFile(Uint8Array.of(...wav.subarray(0, 12), ...wav.subarray(36))), null);
  for (let end = 0; end < 40; end += 1) assert.equal(measureFile(wav.subarray(0, end)), null);
});

test("boxes that claim more than there is, or nothing, end the search", () => {
  for (const size of [0, 1, 7, 0xff_ff_ff_ff]) {
    const film = filmOf("isom", 720, 1280, 33_000);
    new DataView(film.buffer).setUint32(16, size);
    assert.equal(measureFile(film)?.type, size === 0 ? "video/mp4" : undefined, `${size}`);
  }
});

test("a purpose takes its formats up to its size", () => {
  for (const kind of Object.keys(KEPT) as KeptKind[]) {
    const types = KEPT[kind].formats.map(({ type }) => type);
    for (const content of [
      pngOf(9, 9),
      jpegOf(9, 9),
      gifOf(9, 9),
      text("%PDF-1.7"),
      text("Rar!\x1a\x07"),
      filmOf("isom", 9, 9, 1),
      wavOf(1),
      mp3Of(3),
    ]) {
      const { type } = measureFile(content) ?? {};
      assert.equal(
        fitMeasure(kind, content)?.format.type,
        types.find((one) => one === type),
        `${kind} ${type}`,
      );
    }
  }
  const large = new Uint8Array(2 * 1024 * 1024 + 1);
  large.set(pngOf(9, 9));
  assert.ok(fitMeasure("media", large.subarray(0, -1)));
  assert.equal(fitMeasure("media", large), null);
  assert.ok(fitMeasure("picture", large));
});

test("a head that claims more pixels than anybody can show is refused: a file of 71 bytes may say 2^32 a side", () => {
  assert.ok(fitMeasure("media", pngOf(4_096, 4_096)));
  assert.equal(fitMeasure("media", pngOf(4_097, 4_096)), null);
  assert.ok(fitMeasure("licence", pngOf(4_960, 7_016)), "a scan of A4 at 600 dots an inch");
  for (const [width, height] of [
    [0xffffffff, 1],
    [1, 0xffffffff],
    [0x7fffffff, 0x7fffffff],
    [10_001, 10_000],
  ] as const)
    for (const kind of Object.keys(KEPT) as KeptKind[])
      assert.equal(fitMeasure(kind, pngOf(width, height)), null);
});
