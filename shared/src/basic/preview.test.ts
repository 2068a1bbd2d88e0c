// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { wordsOf } from "../templates/picture/words.ts";
import { EMPTY_BASIC_CONTENT } from "./content.ts";
import { type BasicPreviewRequest, basicHtml, basicPicture, PHONE_GROUPS, screensOf } from "./preview.ts";
import { goodStoryboard } from "./vectors.ts";
import { BASIC_PHONES } from "./words.ts";

const HOME = "11111111-1111-4111-8111-111111111111";
const REQUEST: BasicPreviewRequest = {
  content: goodStoryboard(HOME),
  signature: "云杉商城",
  phone: "huawei",
  screen: "detail",
  locale: "zh-CN",
};
const words = (more: Partial<BasicPreviewRequest> = {}) => wordsOf(basicPicture({ ...REQUEST, ...more }));

test("a page of details has everything: the subject, the signature before the first text, opting out behind the last", () => {
  assert.deepEqual(words(), [
    "云杉会员日",
    "【云杉商城】尊敬的王女士，云杉会员日，精选好物八折起，详见 https://s.example/a1 。",
    "新品到店 拒收请回复R",
    "voice.mp3",
    "film.3gp",
  ]);
});

test("a video without a cover is a plain field with its name; with one it is the cover alone", () => {
  const of = (cover?: { src: string }) => {
    const frames = REQUEST.content.slots.frames.map((frame) =>
      frame.type === "video" && cover ? { ...frame, video: { ...frame.video, cover } } : frame,
    );
    const content = { slots: { subject: "", frames } };
    const poster = /poster="([^"]*)"/.exec(basicHtml({ ...REQUEST, content, title: "云杉" }))?.[1] ?? "";
    return { poster, words: words({ content }) };
  };
  const bare = of();
  assert.match(bare.poster, /^data:image\/svg\+xml,/);
  assert.match(decodeURIComponent(bare.poster), /<path d="M-18-28l48 28-48 28z".*>film\.3gp<\/text>/);
  assert.ok(bare.words.includes("film.3gp"));
  const src = `/storage/v1/object/public/media/${HOME}/lying.jpg`;
  const covered = of({ src });
  assert.equal(covered.poster, src);
  assert.ok(!covered.words.includes("film.3gp"));
});

test("a conversation shows how it begins, and Apple's the whole: it has no page of details", () => {
  assert.deepEqual(words({ screen: "message" }), [
    "云杉会员日",
    "【云杉商城】尊敬的王女士，云杉会员日，精选好物八折起，详见 https://s.e…",
    "查看详情 ›",
  ]);
  assert.deepEqual(words({ phone: "apple", screen: "message" }), words());
  assert.deepEqual(
    BASIC_PHONES.filter((phone) => !screensOf(phone).includes("detail")),
    ["apple"],
  );
  assert.deepEqual(PHONE_GROUPS, [["apple"], ["huawei", "xiaomi", "oppo", "vivo"]]);
});

test("a caption stands where it is said, above or below", () => {
  const { content } = REQUEST;
  const frames = content.slots.frames.map((frame) =>
    frame.type === "image" ? { ...frame, caption_at: "above" as const } : frame,
  );
  const of = (one: typeof content) => basicPicture({ ...REQUEST, content: one }).pieces.map(({ is }) => is);
  assert.deepEqual(of(content), ["text", "text", "image", "text", "audio", "video"]);
  assert.deepEqual(of({ ...content, slots: { ...content.slots, frames } }), [
    "text",
    "text",
    "text",
    "image",
    "audio",
    "video",
  ]);
});

test("values fill the parameters; without an example the name is seen", () => {
  const bare = { slots: REQUEST.content.slots };
  assert.match(words({ params: { name: "李先生" } })[1] ?? "", /尊敬的李先生/);
  assert.match(words({ content: bare })[1] ?? "", /尊敬的〔name〕/);
});

test("an empty draft is shown on every phone, with the place of its signature", () => {
  for (const phone of BASIC_PHONES)
    for (const screen of screensOf(phone))
      assert.ok(words({ content: EMPTY_BASIC_CONTENT, signature: null, phone, screen }).includes("〔签名〕"));
});

test("what a page draws is what a picture draws, escaped, and says where it stands for an editor", () => {
  const content = {
    slots: {
      subject: "会员日",
      frames: [
        { type: "text" as const, text: "<script>" },
        {
          type: "audio" as const,
          audio: { src: `/storage/v1/object/public/media/${HOME}/voice.mp3`, name: "a&b.mp3", seconds: 65 },
        },
      ],
    },
  };
  const html = basicHtml({ ...REQUEST, content, title: "云杉", places: true });
  assert.ok(html.includes("&lt;script&gt;"));
  assert.ok(html.includes('data-at="slots.frames.0.text"'));
  assert.match(html, /<audio controls preload="none" src="[^"]+" aria-label="a&amp;b.mp3">/);
  assert.ok(html.includes("1:05"));
});
