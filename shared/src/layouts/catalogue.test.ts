import assert from "node:assert/strict";
import test from "node:test";
import type { Vendor } from "../vendors/words.ts";
import { countFor, isMarketing, LAYOUTS, layoutOf } from "./catalogue.ts";
import { layoutSchema } from "./layout.ts";

// The table of spec TPL-2, copied by hand: name → category, vendors.
const SPEC: readonly (readonly [string, string, string])[] = [
  ["multi_image_text", "image", "HXOVMS"],
  ["image_text", "image", "HXOVMS"],
  ["long_text", "image", "HOS"],
  ["carousel", "image", "HOMS"],
  ["image_slideshow", "image", "HOVS"],
  ["poster", "image", "H"],
  ["video_image_text", "video", "HS"],
  ["image_text_video", "video", "HS"],
  ["video", "video", "HOVS"],
  ["drama_image", "video", "H"],
  ["drama_video", "video", "H"],
  ["commerce", "commerce", "HOVS"],
  ["red_packet", "commerce", "HXOVS"],
  ["personal_red_packet", "commerce", "H"],
  ["multi_coupon", "commerce", "H"],
  ["single_coupon", "commerce", "HO"],
  ["multi_product", "commerce", "H"],
  ["coupon_claim", "commerce", "H"],
  ["coupon_claim_horizontal", "commerce", "H"],
  ["rich_text", "text", "H"],
  ["rich_text_enhanced", "text", "H"],
  ["notice_enhanced", "notice", "HXOV"],
  ["notice", "notice", "HXOVS"],
  ["flight", "trip", "HS"],
  ["train", "trip", "HS"],
  ["bus", "trip", "HS"],
  ["flight_enhanced", "flight_trip", "H"],
];
const LETTER: Record<string, Vendor> = {
  H: "huawei",
  X: "xiaomi",
  O: "oppo",
  V: "vivo",
  M: "meizu",
  S: "samsung",
};

const find = (name: string) => {
  const layout = layoutOf(name);
  assert.ok(layout, name);
  return layout;
};
const maxOf = (name: string, slot: string, vendors: Vendor[]) => {
  const found = find(name).slots.find((candidate) => candidate.name === slot);
  assert.ok(found && "count" in found, `${name}.${slot}`);
  return countFor(found.count, vendors).max;
};

test("the catalogue holds every layout of the spec, each with its category and its vendors, and no other", () => {
  assert.deepEqual(LAYOUTS.map((layout) => layout.layout).sort(), SPEC.map(([name]) => name).sort());
  for (const [name, category, letters] of SPEC) {
    const layout = find(name);
    assert.equal(layout.category, category, name);
    assert.deepEqual(
      [...layout.vendors],
      [...letters].map((letter) => LETTER[letter]),
      name,
    );
  }
});

test("the catalogue is plain data of the documented shape, so the database can read it as JSON", () => {
  for (const layout of LAYOUTS) {
    const copy = JSON.parse(JSON.stringify(layout));
    assert.deepEqual(layoutSchema.parse(copy), layout);
    const names = layout.slots.filter((slot) => !slot.when).map((slot) => slot.name);
    assert.equal(new Set(names).size, names.length, layout.layout);
  }
});

test("a notice takes 8 pairs on Huawei, 4 on Xiaomi, 6 on Samsung, 7 on OPPO and vivo, and the lowest of several", () => {
  const pairs = (...vendors: Vendor[]) => maxOf("notice", "pairs", vendors);
  assert.deepEqual(
    [pairs("huawei"), pairs("xiaomi"), pairs("samsung"), pairs("oppo"), pairs("vivo")],
    [8, 4, 6, 7, 7],
  );
  assert.equal(pairs("huawei", "oppo"), 7);
  assert.equal(pairs("huawei", "oppo", "samsung"), 6);
  assert.equal(pairs("huawei", "xiaomi", "oppo", "vivo", "samsung"), 4);
});

test("an enhanced notice takes 8 pairs on Huawei, 4 on Xiaomi, 6 on OPPO and vivo", () => {
  const pairs = (...vendors: Vendor[]) => maxOf("notice_enhanced", "pairs", vendors);
  assert.deepEqual([pairs("huawei"), pairs("xiaomi"), pairs("oppo"), pairs("vivo")], [8, 4, 6, 6]);
  assert.equal(pairs("huawei", "vivo"), 6);
});

test("four and five pairs of several images and texts are Huawei's alone", () => {
  assert.equal(maxOf("multi_image_text", "items", ["huawei"]), 5);
  assert.equal(maxOf("multi_image_text", "items", ["huawei", "samsung"]), 3);
  assert.equal(maxOf("multi_image_text", "items", ["meizu"]), 3);
});

test("a carousel has up to ten slides, a slideshow five, coupons four, products three", () => {
  assert.equal(maxOf("carousel", "items", ["huawei"]), 10);
  assert.equal(maxOf("image_slideshow", "items", ["oppo"]), 5);
  assert.equal(maxOf("multi_coupon", "items", ["huawei"]), 4);
  assert.equal(maxOf("multi_product", "items", ["huawei"]), 3);
});

test("only coupon_claim may have 40 parameters, all others 20", () => {
  for (const layout of LAYOUTS) {
    assert.equal(layout.max_parameters, layout.layout === "coupon_claim" ? 40 : 20, layout.layout);
  }
});

test("image, video and commerce are marketing; text, notice and trips are notifications", () => {
  assert.equal(isMarketing(find("image_text")), true);
  assert.equal(isMarketing(find("drama_video")), true);
  assert.equal(isMarketing(find("red_packet")), true);
  assert.equal(isMarketing(find("rich_text")), false);
  assert.equal(isMarketing(find("notice")), false);
  assert.equal(isMarketing(find("bus")), false);
  assert.equal(isMarketing(find("flight_enhanced")), false);
});

test("every commerce layout is held to eight images", () => {
  for (const layout of LAYOUTS) {
    assert.equal(layout.max_images, layout.category === "commerce" ? 8 : undefined, layout.layout);
  }
});
