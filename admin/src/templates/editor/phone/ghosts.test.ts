import assert from "node:assert/strict";
import test from "node:test";
import { LAYOUTS, layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { previewHtml } from "@tidings/shared/templates/picture/preview.ts";
import { at } from "../../../contents/paths.ts";
import { ghosted } from "./ghosts.ts";

const NOTICE = layoutOf("notice");

test("what is not written yet has a place on the phone, and what is written has none", () => {
  assert.ok(NOTICE);
  const { content, ghosts } = ghosted(NOTICE, { slots: { title: "退款已到账" } }, NOTICE.vendors, "zh-CN");
  assert.equal(content.slots.title, "退款已到账");
  assert.equal(ghosts.has("slots.title"), false);
  for (const path of ["slots.body", "slots.image", "slots.pairs.0", "slots.buttons.0"])
    assert.ok(ghosts.has(path), path);
  assert.equal((content.slots.pairs as unknown[]).length, 1);
});

test("an entry that is begun keeps its own words, and its missing ones are places", () => {
  const layout = layoutOf("multi_image_text");
  assert.ok(layout);
  const { content, ghosts } = ghosted(
    layout,
    { slots: { items: [{ subtitle: "早餐" }, {}] } as never },
    layout.vendors,
    "zh-CN",
  );
  assert.equal(at(content, "slots.items.0.subtitle"), "早餐");
  assert.deepEqual(
    [...ghosts].filter((path) => path.startsWith("slots.items")),
    ["slots.items.0.image", "slots.items.1.subtitle", "slots.items.1.image"],
  );
});

test("every layout, empty, has places to click on: as many as it needs, and each names its field", () => {
  for (const layout of LAYOUTS) {
    const { content, ghosts } = ghosted(layout, { slots: {} }, layout.vendors, "en");
    const [vendor = null] = layout.vendors;
    const html = previewHtml({ layout, content, vendor, locale: "en", title: "T", places: true });
    const places = new Set(Array.from(html.matchAll(/ data-at="([^"]+)"/g), (hit) => hit[1] ?? ""));
    assert.ok(places.size > 0, layout.layout);
    for (const path of ghosts) {
      const isDrawn = places.has(path) || [...places].some((place) => place.startsWith(`${path}.`));
      const choice = layout.slots.some((slot) => slot.kind === "choice" && path.endsWith(`.${slot.name}`));
      // A chosen picture of a button is drawn with what the button does, an action of a slide with its image.
      if (!choice && !path.endsWith(".action")) assert.ok(isDrawn, `${layout.layout} ${path}`);
    }
  }
});

test("buttons that are for Huawei alone have no place while another vendor is chosen", () => {
  const layout = layoutOf("image_slideshow");
  assert.ok(layout);
  const content = { style: "48:65", slots: {} };
  assert.equal(ghosted(layout, content, ["huawei", "oppo"], "en").ghosts.has("slots.buttons.0"), false);
  assert.ok(ghosted(layout, content, ["huawei"], "en").ghosts.has("slots.buttons.0"));
});
