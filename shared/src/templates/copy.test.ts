import assert from "node:assert/strict";
import { test } from "node:test";
import { LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import { checkContent } from "./content.ts";
import { contentWith, copyPlaces } from "./copy.ts";
import { IMAGE_TEXT_SAMPLE } from "./samples.ts";
import { textsOf } from "./texts.ts";

test("each layout has places for text, and texts in them are a content of that layout, each in its place", () => {
  for (const layout of LAYOUTS) {
    const places = copyPlaces(layout);
    if (layout.layout !== "poster") assert.ok(places.length > 0, layout.layout);
    const texts = Object.fromEntries(places.map(({ path, max }) => [path, "字".repeat(Math.min(max, 3))]));
    const content = contentWith(texts);
    const wrong = checkContent(layout, layout.vendors, "commercial", content);
    assert.ok(!wrong.some(({ code }) => code === "shape"), layout.layout);
    const about = wrong.filter(({ path, level }) => level === "error" && path in texts);
    assert.deepEqual(about, [], layout.layout);
    assert.deepEqual(Object.fromEntries(textsOf(content, layout)), texts, layout.layout);
  }
});

test("the texts of a content are its copy: no address, no kind of action, no value of a choice", () => {
  const layout = layoutOf("image_text");
  assert.ok(layout);
  assert.deepEqual(
    textsOf(IMAGE_TEXT_SAMPLE, layout).map(([path]) => path),
    ["slots.image.alt", "slots.title", "slots.body", "slots.buttons.0.text"],
  );
  const red = layoutOf("personal_red_packet");
  assert.ok(red);
  const texts = textsOf({ slots: { body: "开红包", button_picture: "open" } }, red);
  assert.deepEqual(texts, [["slots.body", "开红包"]]);
});
