import assert from "node:assert/strict";
import test from "node:test";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { entryName, placeName } from "./places.ts";

test("a place of a content is called by its field, and in a list by the entry's number as well", () => {
  const layout = layoutOf("multi_product");
  assert.ok(layout);
  const nameOf = (path: string) => placeName(layout, path, ({ en }) => en);
  assert.equal(nameOf("slots.title"), "Main title");
  assert.equal(nameOf("slots.items.1.price"), "Product 2 · Price");
  assert.equal(nameOf("slots.items.0.buttons.0.action.target"), "Product 1 · Button 1");
  assert.equal(nameOf("vendors"), "Vendor");
  assert.equal(nameOf("options.currency"), "Show ¥");
  assert.equal(
    entryName(layout, "slots.items.2.image.src", ({ en }) => en),
    "Product 3",
  );
  assert.equal(
    entryName(layout, "slots.title", ({ en }) => en),
    "",
  );
});
