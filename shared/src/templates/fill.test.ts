// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { webAddressProblem } from "./addresses.ts";
import { type Content, exampleParams } from "./content.ts";
import { fillContent } from "./fill.ts";
import { IMAGE_TEXT_SAMPLE } from "./samples.ts";

const content: Content = {
  slots: {
    title: "${name}，您好",
    pairs: [{ label: "订单", value: "${order}" }],
    buttons: [
      { text: "查看", action: { type: "open_link", target: "https://a.example/o/${order}?n=${name}" } },
    ],
  },
  params: [{ name: "name", example: "张三" }],
};

test("every text carries the recipient's own values", () => {
  const filled = fillContent(content, { name: "李四", order: "A1" });
  assert.equal(filled.slots.title, "李四，您好");
  assert.deepEqual(filled.slots.pairs, [{ label: "订单", value: "A1" }]);
  assert.equal(filled.params, undefined);
  assert.equal(content.slots.title, "${name}，您好", "the template itself is not changed");
});

test("a value cannot break out of an address, and markup in it stays as it is for the renderer to escape", () => {
  const filled = fillContent(content, { name: "a&b=<i>", order: "../../x?y#z" });
  assert.equal(filled.slots.title, "a&b=<i>，您好");
  assert.deepEqual(filled.slots.buttons, [
    {
      text: "查看",
      action: { type: "open_link", target: "https://a.example/o/..%2F..%2Fx%3Fy%23z?n=a%26b%3D%3Ci%3E" },
    },
  ]);
});

test("an apostrophe or half a letter in a value does not spoil the address it stands in", () => {
  const filled = fillContent(content, { name: "O'Neil", order: "\ud800" });
  const [button] = filled.slots.buttons as { action: { target: string } }[];
  assert.equal(button?.action.target, "https://a.example/o/%EF%BF%BD?n=O%27Neil");
  assert.equal(webAddressProblem(button?.action.target ?? ""), null);
});

test("a missing value is nothing, never a placeholder or someone's example; a value is not expanded again", () => {
  assert.equal(fillContent(content, {}).slots.title, "，您好");
  assert.equal(fillContent(content, { name: "${order}", order: "A1" }).slots.title, "${order}，您好");
  assert.equal(fillContent({ slots: { title: "${toString}" } }, {}).slots.title, "");
});

test("a preview is filled with the examples", () => {
  const filled = fillContent(IMAGE_TEXT_SAMPLE, exampleParams(IMAGE_TEXT_SAMPLE));
  assert.match(String(filled.slots.body), /^张女士，您的 50 元会员券/);
});
