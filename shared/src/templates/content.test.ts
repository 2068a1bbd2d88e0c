// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { layoutOf } from "../layouts/catalogue.ts";
import { VENDORS } from "../vendors/words.ts";
import { sourceProblem } from "./addresses.ts";
import { type Content, checkContent, contentSchema, hasErrors } from "./content.ts";
import type { Finding } from "./findings.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE } from "./samples.ts";

const LIBRARY = "/storage/v1/object/public/media/c10d0000-0000-4000-8000-000000000001/";
const clone = (content: Content): Content => JSON.parse(JSON.stringify(content));
const codes = (findings: Finding[]) => findings.map((entry) => `${entry.path} ${entry.code}`);
const errors = (findings: Finding[]) => codes(findings.filter((entry) => entry.level === "error"));
const notice = (vendors: string[], change: (slots: Record<string, unknown>) => void = () => undefined) => {
  const content = clone(NOTICE_SAMPLE);
  change(content.slots);
  return checkContent("notice", vendors, "commercial", content);
};

test("the sample contents may be submitted for every vendor of their layout, without a warning", () => {
  assert.deepEqual(checkContent("image_text", VENDORS, "commercial", IMAGE_TEXT_SAMPLE), []);
  assert.deepEqual(checkContent("image_text", VENDORS, "commercial", WELCOME_SAMPLE), []);
  assert.deepEqual(notice(layoutOf("notice")?.vendors ?? []), []);
});

test("samples survive the way through JSON, as seed.sql keeps them", () => {
  for (const sample of [IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE]) {
    assert.deepEqual(contentSchema.parse(clone(sample)), sample);
  }
});

test("alice chooses no vendor, or one the layout does not support, and is told which", () => {
  assert.deepEqual(errors(notice([])), ["vendors vendor_missing"]);
  const found = notice(["huawei", "meizu"]);
  assert.deepEqual(errors(found), ["vendors vendor_unsupported"]);
  assert.match(found[0]?.words.zh ?? "", /魅族/);
  assert.match(found[0]?.words.en ?? "", /Meizu/);
});

test("every required slot that is missing or blank is found, an optional one is not", () => {
  const empty = checkContent("notice", ["huawei"], "commercial", { slots: { title: "  " } });
  assert.deepEqual(errors(empty), [
    "slots.title required",
    "slots.body required",
    "slots.pairs required",
    "slots.buttons required",
  ]);
});

test("five pairs are good for Huawei alone and one too many once Xiaomi is chosen too", () => {
  const five = (slots: Record<string, unknown>) => {
    slots.pairs = Array.from({ length: 5 }, (_, index) => ({ label: `项目${index}`, value: "${name}" }));
  };
  assert.equal(hasErrors(notice(["huawei"], five)), false);
  assert.deepEqual(errors(notice(["huawei", "xiaomi"], five)), ["slots.pairs too_many"]);
});

test("characters that vendors refuse are found in texts, and left alone in links", () => {
  const found = notice(["huawei"], (slots) => {
    slots.title = "a<b";
    slots.body = "买一送一 & 更多 ${name}";
    slots.buttons = [{ text: "好\n的", action: { type: "open_link", target: "https://a.example/?a=1&b=2" } }];
  });
  assert.deepEqual(errors(found), [
    "slots.title character",
    "slots.body character",
    "slots.buttons.0.text line_break",
  ]);
});

test("an option or a slot only one vendor has requires that vendor alone", () => {
  const slideshow = (vendors: string[], style: string, options: Content["options"]) =>
    codes(
      checkContent("image_slideshow", vendors, "trial", {
        style,
        options,
        slots: {
          items: [
            {
              image: { src: `${LIBRARY}a.png`, alt: "图" },
              body: "退订回T",
              action: { type: "open_browser", target: "https://a.example/" },
            },
          ],
          buttons: [{ text: "去看看", action: { type: "open_browser", target: "https://a.example/" } }],
        },
      }),
    );
  assert.deepEqual(slideshow(["huawei"], "48:65", { button_colours: "blue" }), []);
  assert.deepEqual(slideshow(["huawei", "vivo"], "48:65", { button_colours: "blue" }), [
    "options.button_colours vendors_only",
    "slots.buttons vendors_only",
  ]);
  assert.deepEqual(slideshow(["huawei"], "16:9", { button_colours: "blue" }), [
    "options.button_colours option_not_here",
    "slots.buttons slot_not_here",
  ]);
  assert.deepEqual(slideshow(["huawei"], "4:3", { colour: "blue" }).slice(0, 2), [
    "style style_unknown",
    "options.colour option_unknown",
  ]);
});

test("OPPO's background may stand beside other vendors, and is pointed out when OPPO is not chosen", () => {
  const check = (vendors: string[]) =>
    codes(
      checkContent("red_packet", vendors, "trial", {
        slots: {
          oppo_background: { src: `${LIBRARY}b.png`, alt: "背景" },
          image: { src: `${LIBRARY}a.png`, alt: "红包" },
          body: "恭喜发财，退订回T",
          buttons: [{ text: "拆红包", action: { type: "open_browser", target: "https://a.example/" } }],
        },
      }),
    );
  assert.deepEqual(check(["huawei", "oppo"]), []);
  assert.deepEqual(check(["huawei", "xiaomi"]), ["slots.oppo_background vendor_needed"]);
});

test("an image of the wrong ratio is a warning, one too heavy or from nowhere an error", () => {
  const image = (value: Record<string, unknown>, layout = "image_text") =>
    codes(
      checkContent(layout, ["huawei"], "trial", {
        ...clone(WELCOME_SAMPLE),
        slots: { ...clone(WELCOME_SAMPLE).slots, image: { alt: "图", ...value } },
      }),
    );
  assert.deepEqual(image({ src: `${LIBRARY}a.png`, width: 1280, height: 720, bytes: 2 * 1024 * 1024 }), []);
  assert.deepEqual(image({ src: `${LIBRARY}a.png`, width: 100, height: 100 }), ["slots.image image_ratio"]);
  assert.deepEqual(image({ src: `${LIBRARY}a.png`, bytes: 2 * 1024 * 1024 + 1 }), [
    "slots.image media_bytes",
  ]);
  assert.deepEqual(image({ src: `${LIBRARY}a.png`, alt: " " }), ["slots.image.alt image_alt"]);
  for (const src of [
    "javascript:x",
    "//a.example/x.png",
    "data:text/html;base64,AAAA",
    'https://a.example/"x',
    `data:image/svg+xml;base64,${btoa("<svg xmlns='http://www.w3.org/2000/svg'/>")}`,
    `data:image/png;base64,${btoa("<svg xmlns='http://www.w3.org/2000/svg'/>")}`,
    `data:image/png;base64,${btoa("GIF89a\x01\x00\x01\x00")}`,
    "data:image/png;base64,A",
  ]) {
    assert.equal(image({ src }).length, 1, src);
  }
  assert.ok(image({ src: "https://${host}/x.png" }).includes("slots.image.src parameter_place"));
});

test("a picture or a video is of the library: elsewhere its bytes could change after the approval", () => {
  const find = (src: string, kind: "image" | "video") => sourceProblem(src, kind);
  for (const kind of ["image", "video"] as const) {
    // The ending is what the bytes are: keep-file gives it.
    const endings = { image: ["png", "jpg", "gif"], video: ["mp4", "3gp"] };
    for (const ending of endings[kind]) assert.equal(find(`${LIBRARY}a.${ending}`, kind), null);
    for (const ending of endings[kind === "image" ? "video" : "image"])
      assert.equal(find(`${LIBRARY}a.${ending}`, kind), `${kind}_source`);
    for (const src of [
      "https://cdn.example/a.png",
      "http://127.0.0.1/a.png",
      "/a.png",
      "//cdn.example/a.png",
      "a.png",
    ]) {
      assert.equal(find(src, kind), "media_foreign", src);
    }
    for (const src of [
      `${LIBRARY}../other/a.png`,
      `${LIBRARY}..`,
      `${LIBRARY}a.png?v=2`,
      LIBRARY,
      "/storage/v1/object/public/media/a.png",
      "/storage/v1/object/public/numbers/x/a.png",
    ]) {
      assert.match(find(src, kind) ?? "", /_source$/, src);
    }
  }
});

test("marketing without a way to opt out, and trial words in commercial use, are pointed out but not refused", () => {
  const content = clone(WELCOME_SAMPLE);
  content.slots.body = "测试文案";
  const found = checkContent("image_text", ["huawei"], "commercial", content);
  assert.deepEqual(codes(found), ["slots opt_out", "slots trial_words"]);
  assert.equal(hasErrors(found), false);
  assert.deepEqual(codes(checkContent("image_text", ["huawei"], "trial", content)), ["slots opt_out"]);
});

test("content of the wrong shape is answered with findings, never with an exception", () => {
  for (const content of [
    null,
    1,
    "x",
    [],
    {},
    { slots: [] },
    { slots: { title: 5 } },
    { slots: {}, extra: 1 },
  ]) {
    assert.equal(
      hasErrors(checkContent("notice", ["huawei"], "trial", content)),
      true,
      JSON.stringify(content),
    );
  }
  const wrong = { title: [], pairs: "x", image: "x", buttons: [{ text: "x" }], body: { src: "x" } };
  assert.equal(hasErrors(checkContent("notice", ["huawei"], "trial", { slots: wrong })), true);
  assert.deepEqual(codes(checkContent("nowhere", ["huawei"], "trial", {})), ["layout layout_unknown"]);
});
