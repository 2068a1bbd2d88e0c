import assert from "node:assert/strict";
import test from "node:test";
import { versionChanges } from "./changes.ts";
import type { Content } from "./content.ts";
import { gallery } from "./picture/gallery.ts";
import { IMAGE_TEXT_SAMPLE } from "./samples.ts";

test("what changed is told field by field: texts, images, actions, vendors and examples", () => {
  const after: Content = structuredClone(IMAGE_TEXT_SAMPLE);
  after.slots.title = "云杉会员日 最后一天";
  after.slots.buttons = [{ text: "去看看", action: { type: "dial", target: "400-800-1234" } }];
  after.params?.splice(0, 1, { name: "name", example: "李先生" });
  const before = { vendors: ["huawei", "vivo"] as const, content: IMAGE_TEXT_SAMPLE };
  const lines = versionChanges("image_text", before, { vendors: ["huawei"], content: after }, "en");
  assert.deepEqual(
    lines.map(({ field, before: was, after: now }) => `${field}: ${was} → ${now}`),
    [
      "Vendors: Huawei, vivo → Huawei",
      "Title: 云杉会员日 福利已到账 → 云杉会员日 最后一天",
      "Button 1: 立即使用 → 去看看",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
      "Button 1 · Tap action: Open browser · https://mall.example.com/member-day?m=${member_no} → Call · 400-800-1234",
      "Example for parameter name: 张女士 → 李先生",
    ],
  );
});

test("nothing is told of what is the same, and of every layout a change of any slot is", () => {
  for (const [name, { layout, content }] of gallery()) {
    const version = { vendors: ["huawei"] as const, content };
    assert.deepEqual(versionChanges(layout, version, version, "zh-CN"), [], name);
    for (const slot of Object.keys(content.slots)) {
      const { [slot]: _gone, ...slots } = content.slots;
      const without = { ...version, content: { ...content, slots } };
      assert.ok(versionChanges(layout, version, without, "zh-CN").length > 0, `${name} ${slot}`);
    }
  }
});
