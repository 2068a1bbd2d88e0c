// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { FRAME_TYPES, frameSchema } from "@tidings/shared/basic/content.ts";
import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import { beginWith, findingsOf, isBlank, newFrame, placeName } from "./value.ts";

const NOBODY = { signature: null, adapter: null };
const CONTENT: BasicContent = {
  slots: {
    subject: "云杉会员日",
    frames: [
      { type: "text", text: "${name}，您好" },
      { type: "image", image: { src: "" }, caption: "新品" },
    ],
  },
  params: [{ name: "name", example: "王女士" }],
};
const named = (path: string) =>
  placeName(CONTENT, path, (text, values) => {
    const said = typeof text === "string" ? text : say(text, "en");
    return values ? fillPlaces(said, values) : said;
  });

test("every kind of frame begins as one that a draft may hold", () => {
  for (const type of FRAME_TYPES) assert.ok(frameSchema.safeParse(newFrame(type)).success, type);
});

test("a place is called by its frame and what the frame is", () => {
  assert.equal(named("slots.frames.0.text"), "Frame 1, text");
  assert.equal(named("slots.frames.1.caption"), "Frame 2, picture · Caption");
  assert.equal(named("slots.subject"), "Subject");
});

test("a template without its name says so first, then what is wrong with the frames", () => {
  const codes = findingsOf(beginWith(CONTENT), NOBODY).map(({ path, code }) => `${path} ${code}`);
  assert.deepEqual(codes, ["name required", "slots.frames.1.image basic_empty_medium"]);
});

test("a blank template is nothing typed, and another starter keeps the name and what was chosen", () => {
  assert.ok(isBlank(beginWith()));
  const before = { ...beginWith(), name: "会员日", validity_days: 30 };
  const after = beginWith(CONTENT, before);
  assert.equal(after.name, "会员日");
  assert.equal(after.validity_days, 30);
  assert.equal(after.content, CONTENT);
  assert.ok(!isBlank(after));
});
