// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { type Content, checkContent } from "@tidings/shared/templates/content.ts";
import { IMAGE_TEXT_SAMPLE } from "@tidings/shared/templates/samples.ts";
import { readyContent, withExample } from "../../contents/ready.ts";
import { beginWith } from "./value.ts";

function layout(name: string) {
  const found = layoutOf(name);
  assert.ok(found);
  return found;
}

test("a parameter bob writes into a text is saved with the example he gave, and goes when he deletes it", () => {
  const begun: Content = { slots: { title: "${name}，您好" } };
  const typed = withExample(begun, "name", "王小明");
  assert.deepEqual(readyContent(typed).params, [{ name: "name", example: "王小明" }]);
  const deleted = { ...typed, slots: { title: "您好" } };
  assert.equal(readyContent(deleted).params, undefined);
  const back = { ...deleted, slots: { title: "${name}" } };
  assert.deepEqual(readyContent(back).params, [{ name: "name", example: "王小明" }]);
});

test("a parameter without an example is saved as such, so that the check can ask for it", () => {
  const ready = readyContent<Content>({ slots: { title: "${name}" } });
  assert.deepEqual(ready.params, [{ name: "name", example: "" }]);
  const codes = checkContent(layout("poster"), ["huawei"], "commercial", ready).map(
    (finding) => finding.code,
  );
  assert.ok(codes.includes("parameter_example"));
});

test("a saved sample is saved again unchanged", () => {
  assert.deepEqual(readyContent(IMAGE_TEXT_SAMPLE), IMAGE_TEXT_SAMPLE);
});

test("another layout keeps what it has by the same name, and nothing it does not know", () => {
  const before = { ...beginWith(layout("image_text")), name: "会员日", content: IMAGE_TEXT_SAMPLE };
  const after = beginWith(layout("notice"), before);
  assert.equal(after.name, "会员日");
  assert.equal(after.content.slots.title, IMAGE_TEXT_SAMPLE.slots.title);
  assert.deepEqual(Object.keys(after.content.slots).sort(), ["body", "buttons", "image", "title"]);
  const unknown = checkContent(layout("notice"), after.vendors, "commercial", after.content).filter(
    (finding) => finding.code === "slot_unknown" || finding.code === "shape",
  );
  assert.deepEqual(unknown, []);
});
