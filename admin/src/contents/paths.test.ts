import assert from "node:assert/strict";
import test from "node:test";
import { at, withAt } from "./paths.ts";

test("a change at one place of a content leaves all others, and the former content, as they were", () => {
  const before = { slots: { title: "a", buttons: [{ text: "b" }, { text: "c" }] } };
  const after = withAt(before, "slots.buttons.1.text", "d");
  assert.deepEqual(after, { slots: { title: "a", buttons: [{ text: "b" }, { text: "d" }] } });
  assert.equal(before.slots.buttons[1]?.text, "c");
  assert.equal(after.slots.buttons[0], before.slots.buttons[0]);
});

test("what is missing on the way is made, as a list or as an object", () => {
  assert.deepEqual(withAt({ slots: {} }, "slots.items.0.image.src", "x"), {
    slots: { items: [{ image: { src: "x" } }] },
  });
});

test("taking out removes an entry of a list and a key of an object", () => {
  assert.deepEqual(withAt({ list: ["a", "b", "c"] }, "list.1", undefined), { list: ["a", "c"] });
  assert.deepEqual(withAt({ a: 1, b: 2 } as object, "a", undefined), { b: 2 });
});

test("looking where there is nothing gives nothing", () => {
  assert.equal(at({ slots: { title: "a" } }, "slots.title"), "a");
  assert.equal(at({ slots: { title: "a" } }, "slots.title.x.0"), undefined);
  assert.equal(at(null, "slots"), undefined);
});
