// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { type BasicAbout, checkBasic } from "./check.ts";
import { type BasicContent, basicContentSchema, EMPTY_BASIC_CONTENT, type Frame } from "./content.ts";
import { BASIC_LIMITS } from "./limits.ts";
import { tailsIn, tightLinks } from "./texts.ts";
import { badStoryboards, goodStoryboard, vectorMedia } from "./vectors.ts";
import { weigh } from "./weigh.ts";

const HOME = "11111111-1111-4111-8111-111111111111";
const measures = vectorMedia(HOME);
const ABOUT: BasicAbout = { signature: "云杉商城", adapter: "sandbox", measures };
const found = (content: unknown, about: Partial<BasicAbout> = {}) =>
  checkBasic(content, { ...ABOUT, ...about }).map(({ path, code, level }) => ({ path, code, level }));
const codes = (content: unknown, about: Partial<BasicAbout> = {}) =>
  found(content, about).map(({ code }) => code);
const image = { src: `/storage/v1/object/public/media/${HOME}/lying.jpg` };
const board = (frames: Frame[], subject = "会员日"): BasicContent => ({ slots: { subject, frames } });
const says = (text: string) =>
  board([
    { type: "text", text },
    { type: "image", image },
  ]);

test("a storyboard of every kind of frame passes on each carrier that carries it", () => {
  for (const adapter of ["sandbox", "koomessage", null])
    for (const known of [measures, null])
      assert.deepEqual(found(goodStoryboard(HOME), { adapter, measures: known }), []);
  assert.deepEqual(found(goodStoryboard(HOME), { adapter: "smpp" }), [
    { path: "channel_id", code: "basic_channel", level: "error" },
  ]);
});

test("each bad storyboard breaks one rule, which is named at its card with what to do", () => {
  const all = badStoryboards(HOME);
  assert.ok(all.length >= 20);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const { name, content, code, path, adapter } of all) {
    const errors = checkBasic(content, { ...ABOUT, adapter }).filter(({ level }) => level === "error");
    assert.deepEqual(
      errors.map((one) => [one.code, one.path]),
      [[code, path]],
      name,
    );
    for (const words of Object.values(errors[0]?.words ?? {}))
      assert.ok(!/\{[a-z_]+\}/.test(words), `${name}: ${words}`);
  }
});

test("the editor, which believes what a content says of its media, finds the same", () => {
  for (const { name, content, code, path, adapter } of badStoryboards(HOME)) {
    const errors = found(content, { measures: null, adapter }).filter(({ level }) => level === "error");
    assert.deepEqual(errors, [{ code, path, level: "error" }], name);
  }
});

test("what is no storyboard has no shape, and nothing throws", () => {
  for (const content of [
    null,
    7,
    "",
    [],
    {},
    { slots: {} },
    { slots: { subject: "", frames: [{ type: "card" }] } },
  ])
    assert.ok(
      found(content).every(({ code }) => code === "shape"),
      JSON.stringify(content),
    );
  assert.deepEqual(codes(EMPTY_BASIC_CONTENT), ["basic_subject_missing", "basic_nothing"]);
  assert.ok(!basicContentSchema.safeParse({ ...says("a"), style: "b" }).success);
});

test("sizes are those that were measured, whatever the content says", () => {
  const lies = board([
    { type: "text", text: "好" },
    {
      type: "image",
      image: { src: image.src.replace("lying.jpg", "huge.png"), bytes: 1, height: 10, width: 10 },
    },
  ]);
  assert.deepEqual(codes(lies, { measures: null }), ["basic_image_advised"]);
  assert.ok(codes(lies).includes("basic_medium_bytes"));
});

test("a long video and a picture of another size are warned of", () => {
  const video = { src: `/storage/v1/object/public/media/${HOME}/film.mp4`, name: "film.mp4", seconds: 33.2 };
  const content = board([
    { type: "text", text: "好" },
    { type: "video", video },
    { type: "image", image: { ...image, width: 800, height: 800 } },
  ]);
  assert.deepEqual(found(content, { measures: null }), [
    { path: "slots.frames.1.video", code: "basic_video_long", level: "warning" },
    { path: "slots.frames.2.image", code: "basic_image_advised", level: "warning" },
  ]);
});

test("a link has a space on both sides; what is none is left alone", () => {
  const sides = (text: string) => tightLinks(text).map(({ before, after }) => [before, after]);
  assert.deepEqual(sides("见 https://t.cn/a1 。"), []);
  assert.deepEqual(sides("见https://t.cn/a1 。"), [[true, false]]);
  assert.deepEqual(sides("见 t.cn/${code}。"), [[false, true]]);
  assert.deepEqual(sides("https://t.cn/a1"), [[true, true]]);
  assert.deepEqual(sides("见 https://t.cn/a1\n谢谢"), [[false, true]]);
  for (const text of ["8.5/10 分", "写信到 a@b.cn/c", "24/7", "v1.0/v2.0", "km/h"])
    assert.deepEqual(sides(text), [], text);
  const long = "a.".repeat(200_000);
  assert.deepEqual(sides(long), []);
});

test("words about opting out are the system's in any width", () => {
  for (const text of ["退订", "拒收请回复R", "关闭通知", "回复ＴＤ退订", "免流量", "取关", "回退"])
    assert.notDeepEqual(tailsIn(text), [], text);
  for (const text of ["七天可退，订单详情见附件", "T恤有货", "流量免费"])
    assert.deepEqual(tailsIn(text), [], text);
});

test("a parameter counts as its example, where a rule reads a text", () => {
  const content = { ...says("见 ${link} 。"), params: [{ name: "link", example: "https://t.cn/a1" }] };
  assert.deepEqual(codes(content), []);
  const tight = { ...says("见${link} 。"), params: [{ name: "link", example: "https://t.cn/a1" }] };
  assert.deepEqual(codes(tight), ["basic_link_spaces"]);
});

test("the weight is that of the media, the texts in UTF-8 and what the system adds", () => {
  const content = goodStoryboard(HOME);
  const { bytes, frames, parameters, of } = weigh(content, measures, "云杉");
  assert.deepEqual([frames, parameters], [4, 1]);
  assert.deepEqual(of.slice(1), [180_000 + 12, 240_000, 600_000]);
  const around = 3 * 5 + 3 * 4 + 1 + 3 * 5 + 1; // subject, 【云杉】, a space and 拒收请回复R
  assert.equal(bytes, of.reduce((sum, one) => sum + one, 0) + around);
  assert.equal(weigh(EMPTY_BASIC_CONTENT).bytes, 0);
});

test("1.9 MB fit, and one byte more does not", () => {
  const film = (bytes: number): BasicContent =>
    board([
      { type: "text", text: "好" },
      { type: "image", image: { ...image, width: 1_920, height: 1_080, bytes } },
    ]);
  const rest = BASIC_LIMITS.bytes - (weigh(film(1), null, "云杉").bytes - 1);
  const check = (bytes: number) => codes(film(bytes), { measures: null, signature: "云杉" });
  assert.deepEqual(check(rest), []);
  assert.deepEqual(check(rest + 1), ["basic_too_heavy"]);
});
