// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import type { Content } from "@tidings/shared/templates/content.ts";
import { inserted, placesOf, renamed, without } from "./used.ts";

const CONTENT: Content = {
  slots: {
    title: "${name}，您好",
    pairs: [{ label: "金额", value: "${amount} 元，${amount}" }],
    buttons: [{ text: "查看", action: { type: "open_browser", target: "https://a.example/?n=${name}" } }],
  },
  params: [
    { name: "name", example: "王小明" },
    { name: "amount", example: "50", type: "money" },
  ],
};

test("where each parameter is used is said by its fields", () => {
  assert.deepEqual(
    [...placesOf(CONTENT)],
    [
      ["name", ["slots.title", "slots.buttons.0.action.target"]],
      ["amount", ["slots.pairs.0.value"]],
    ],
  );
});

test("a parameter is called otherwise everywhere, and keeps its example and its type", () => {
  const after = renamed(CONTENT, "amount", "sum");
  assert.deepEqual(after.slots.pairs, [{ label: "金额", value: "${sum} 元，${sum}" }]);
  assert.deepEqual(after.params?.[1], { name: "sum", example: "50", type: "money" });
  assert.equal(after.slots.title, CONTENT.slots.title);
});

test("a parameter that is deleted leaves every text and its example", () => {
  const after = without(CONTENT, "name");
  assert.equal(after.slots.title, "，您好");
  assert.deepEqual(
    after.params?.map((param) => param.name),
    ["amount"],
  );
  assert.equal(placesOf(after).has("name"), false);
});

test("a parameter comes in at the caret, in place of what is selected", () => {
  assert.deepEqual(inserted("您好，XX！", "name", 3, 5), { text: "您好，${name}！", caret: 10 });
});
