import assert from "node:assert/strict";
import test from "node:test";
import { libraryPaths, withMeasures } from "./measured.ts";

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
    { path: `${HOME}/c.mp4`, width: 720, height: 1280, bytes: 300 },
  ];
  assert.deepEqual(withMeasures(content, measures), {
    style: "a",
    slots: {
      image: image("a.png", { width: 8, height: 9, bytes: 100 }),
      list: [{ image: image("b.jpg", { width: 18, height: 19, bytes: 200 }), text: "x" }],
      video: { src: at("c.mp4"), bytes: 300, width: 720, height: 1280, cover: image("none.png") },
      inline: content.slots.inline,
    },
  });
});

test("a content of any shape stays what it is", () => {
  for (const content of [null, 1, "x", [], {}, { src: 5 }, { slots: [null, { src: null }] }]) {
    assert.deepEqual(libraryPaths(content), []);
    assert.deepEqual(withMeasures(content, []), content);
  }
});
