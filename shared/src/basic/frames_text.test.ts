import assert from "node:assert/strict";
import test from "node:test";
import type { Row } from "../resource/define.ts";
import { valueText } from "../resource/text.ts";
import type { BasicContent, Frame } from "./content.ts";
import { EMPTY_BASIC_CONTENT } from "./content.ts";
import { framesWords } from "./frames_text.ts";
import { BASIC_LIMITS } from "./limits.ts";
import { basicTemplate } from "./template.ts";
import { goodStoryboard } from "./vectors.ts";

const HOME = "11111111-1111-4111-8111-111111111111";
const of = (...frames: Frame[]): BasicContent => ({ slots: { subject: "会员日", frames } });

test("frames are listed in their order: kind, text or name, size and caption", () => {
  assert.deepEqual(framesWords(goodStoryboard(HOME))?.zh.split("\n"), [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: how a text writes a parameter
    "1. 文本 「尊敬的${name}，云杉会员日，精选好物八折起，详见 https://s.e…」",
    "2. 图片 · 175.8 KB · 说明在下 「新品到店」",
    "3. 音频 voice.mp3 · 234.4 KB",
    "4. 视频 film.3gp · 585.9 KB",
  ]);
});

test("what is empty, above or measured is said, a text on one line", () => {
  const src = `/storage/v1/object/public/media/${HOME}/a.jpg`;
  const said = framesWords(
    of(
      { type: "text", text: "one\n two" },
      { type: "image", image: { src, alt: "Hills" }, caption: "New", caption_at: "above" },
      { type: "audio", audio: { src, name: "a.mp3", seconds: 65 } },
      { type: "video", video: { src: "" } },
      { type: "text", text: "" },
    ),
  );
  assert.deepEqual(said?.en.split("\n"), [
    "1. text “one two”",
    "2. picture Hills · caption above “New”",
    "3. audio a.mp3 · 1:05",
    "4. video (empty)",
    "5. text (empty)",
  ]);
});

test("a storyboard without frames has no such line, and the longest fits into a field of Discord", () => {
  assert.equal(framesWords(EMPTY_BASIC_CONTENT), null);
  assert.equal(framesWords({ slots: {} }), null);
  const long = "字".repeat(200);
  const frame: Frame = {
    type: "video",
    video: { src: "a", name: long, bytes: 1_900_000, seconds: 600 },
    caption: long,
  };
  const most = framesWords(of(...Array.from({ length: BASIC_LIMITS.frames }, () => frame)));
  for (const text of [most?.zh ?? "", most?.en ?? ""]) assert.ok(text.length <= 1_024, `${text.length}`);
});

test("chat and terminal show them as a field of the declaration", () => {
  const field = basicTemplate.fields.content;
  assert.ok(field);
  const row: Row = { id: "1", content: goodStoryboard(HOME) as never };
  const view = { locale: "en" as const, zone: "Asia/Shanghai" };
  assert.match(valueText(field, row.content, row, view) ?? "", /^1\. text “/);
  const bare: Row = { id: "1", content: EMPTY_BASIC_CONTENT as never };
  assert.equal(valueText(field, bare.content, bare, view), null);
});
