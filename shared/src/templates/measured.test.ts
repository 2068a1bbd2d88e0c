import assert from "node:assert/strict";
import test from "node:test";
import { checkContent } from "./content.ts";
import { libraryPaths, withMeasures } from "./measured.ts";
import { IMAGE_TEXT_SAMPLE } from "./samples.ts";

const HOME = "c10d0000-0000-4000-8000-000000000001";
const at = (name: string) => `/storage/v1/object/public/media/${HOME}/${name}`;
const image = (name: string, said: object = {}) => ({ src: at(name), alt: "图", ...said });

test("what a content says of its pictures gives way to what was measured, wherever they stand", () => {
  const lie = { width: 1280, height: 720, bytes: 10 };
  const content = {
    style: "a",
    slots: {
      image: image("a.png", lie),
      list: [{ image: image("b.jpg", lie), text: "x" }],
      video: { src: at("c.mp4"), bytes: 1, cover: image("none.png", lie) },
      inline: { src: "data:image/png;base64,AA==", ...lie },
    },
  };
  const paths = ["a.png", "b.jpg", "c.mp4", "none.png"].map((name) => `${HOME}/${name}`);
  assert.deepEqual(libraryPaths(content), paths);
  const measures = [
    { path: `${HOME}/a.png`, width: 8, height: 9, bytes: 100 },
    { path: `${HOME}/b.jpg`, width: 18, height: 19, bytes: 200 },
    { path: `${HOME}/c.mp4`, width: 720, height: 1280, bytes: 300, duration_ms: 4_500 },
  ];
  assert.deepEqual(withMeasures(content, measures), {
    style: "a",
    slots: {
      image: image("a.png", { width: 8, height: 9, bytes: 100 }),
      list: [{ image: image("b.jpg", { width: 18, height: 19, bytes: 200 }), text: "x" }],
      video: {
        ...{ src: at("c.mp4"), bytes: 300, width: 720, height: 1280, seconds: 4.5 },
        cover: image("none.png"),
      },
      inline: { src: content.slots.inline.src },
    },
  });
});

test("an inline picture is as large as its bytes say, whatever the content says of it", () => {
  const { slots } = IMAGE_TEXT_SAMPLE;
  const lie = { ...(slots.image as object), width: 9, height: 16, bytes: 1 };
  const measured = withMeasures({ slots: { ...slots, image: lie } }, []) as { slots: { image: Sides } };
  const { width, height, bytes } = measured.slots.image;
  assert.deepEqual([width, height], [480, 270]);
  assert.ok(bytes > 1000);
});
interface Sides {
  width: number;
  height: number;
  bytes: number;
}

test("a video of the library keeps its measured sides, and one of another ratio is pointed out and not refused", () => {
  const content = (height: number) =>
    withMeasures(
      {
        slots: {
          video: { src: at("c.mp4"), cover: image("a.png") },
          title: "标题",
          body: "拒收请回复R",
          buttons: [{ text: "看", action: { type: "open_browser", target: "https://a.example/" } }],
        },
      },
      [
        { path: `${HOME}/c.mp4`, width: 1280, height, bytes: 300, duration_ms: 4_500 },
        { path: `${HOME}/a.png`, width: 1280, height: 720, bytes: 300 },
      ],
    );
  const found = (height: number) =>
    checkContent("video", ["huawei"], "trial", content(height)).map(({ code, level }) => `${level} ${code}`);
  assert.deepEqual(found(720), []);
  assert.deepEqual(found(960), ["warning video_ratio"]);
});

test("a content of any shape stays what it is", () => {
  for (const content of [null, 1, "x", [], {}, { src: 5 }, { slots: [null, { src: null }] }]) {
    assert.deepEqual(libraryPaths(content), []);
    assert.deepEqual(withMeasures(content, []), content);
  }
});
