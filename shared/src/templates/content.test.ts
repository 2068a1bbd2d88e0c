// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { LAYOUTS, layoutOf } from "../layouts/catalogue.ts";
import { VENDORS } from "../vendors/words.ts";
import { sourceProblem } from "./addresses.ts";
import { buildCard } from "./card.ts";
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

test("five pairs are named with the vendors that take fewer, and with how many they take", () => {
  const [found] = notice(["huawei", "xiaomi", "samsung"], (slots) => {
    slots.pairs = Array.from({ length: 7 }, (_, index) => ({ label: `项目${index}`, value: "${name}" }));
  }).filter(({ code }) => code === "too_many");
  assert.match(found?.words.zh ?? "", /有 7 个：小米最多 4 个、三星最多 6 个。/);
  assert.match(found?.words.en ?? "", /has 7 items: Xiaomi takes 4, Samsung takes 6\./);
});

test("at 48:65 a slideshow has one or two buttons on Huawei alone, and none nor a colour elsewhere", () => {
  const link = { type: "open_browser", target: "https://a.example/" } as const;
  const slideshow = (vendors: string[], buttons: number, options: Content["options"] = {}) =>
    codes(
      checkContent("image_slideshow", vendors, "trial", {
        style: "48:65",
        options,
        slots: {
          items: [{ image: { src: `${LIBRARY}a.png`, alt: "图" }, body: "退订回T", action: link }],
          buttons: Array.from({ length: buttons }, () => ({ text: "去看看", action: link })),
        },
      }),
    );
  assert.deepEqual(slideshow(["huawei"], 0), ["slots.buttons required"]);
  assert.deepEqual(slideshow(["huawei"], 2), []);
  assert.deepEqual(slideshow(["huawei"], 3), ["slots.buttons too_many"]);
  assert.deepEqual(slideshow(["huawei", "vivo"], 0), []);
  assert.deepEqual(slideshow(["vivo"], 0, { button_colours: "orange_red" }), [
    "options.button_colours option_not_here",
  ]);
  assert.deepEqual(slideshow(["vivo"], 0, { button_colours: "blue" }), [
    "options.button_colours vendors_only",
  ]);
});

test("the horizontal coupon claim has a switch for the tag of each item", () => {
  const item = {
    image: { src: `${LIBRARY}a.png`, alt: "图" },
    name: "云杉坚果",
    tag: "新品",
  };
  const content = (options: Content["options"]): Content => ({
    options: { coupon_block: false, ...options },
    slots: {
      title: "领券",
      subtitle: "退订回T",
      items: [item, item],
      buttons: [{ text: "领取", action: { type: "open_browser", target: "https://a.example/" } }],
    },
  });
  const check = (options: Content["options"]) =>
    codes(checkContent("coupon_claim_horizontal", ["huawei"], "trial", content(options)));
  assert.deepEqual(check({}), []);
  assert.deepEqual(check({ tag_2: false }), ["slots.items.1.tag slot_not_here"]);
  const shown = (options: Content["options"]) =>
    JSON.stringify(buildCard({ layout: "coupon_claim_horizontal", content: content(options) })).split("新品")
      .length - 1;
  assert.deepEqual([shown({}), shown({ tag_1: false }), shown({ tag_1: false, tag_2: false })], [2, 1, 0]);
});

test("where the guide names a ratio, or the style is one, another ratio is an error; elsewhere it is advice", () => {
  const image = (width: number, height: number) => ({ src: `${LIBRARY}a.png`, alt: "图", width, height });
  const poster = (width: number, height: number) =>
    codes(checkContent("poster", ["huawei"], "trial", { slots: { image: image(width, height) } }));
  assert.deepEqual(poster(900, 1200), ["slots opt_out"]);
  assert.deepEqual(poster(1200, 900), ["slots.image image_ratio_must", "slots opt_out"]);
  const must = LAYOUTS.filter(({ slots }) => JSON.stringify(slots).includes('"must_ratio":true'));
  assert.deepEqual(
    must.map(({ layout }) => layout),
    ["image_slideshow", "poster", "drama_image", "drama_video", "rich_text_enhanced"],
  );
});

test("a claim that the law names is an error at its place, one that it may forbid a warning, and a notice claims nothing", () => {
  const said = (body: string, layout = "image_text") => {
    const content = clone(WELCOME_SAMPLE);
    content.slots.body = `${body} 拒收请回复R`;
    return codes(checkContent(layout, ["huawei"], "trial", content)).filter((one) => one.includes("claim"));
  };
  assert.deepEqual(said("国 家、级 品质"), ["slots.body claim_forbidden"]);
  assert.deepEqual(said("全国销量第一，最受欢迎"), ["slots.body claim", "slots.body claim"]);
  assert.deepEqual(said("最后一天，第一时间为您发货，最高可减 50 元"), []);
  assert.deepEqual(said("收益 100% 保本"), ["slots.body claim", "slots.body claim"]);
  assert.deepEqual(
    notice(["huawei"], (slots) => {
      slots.body = "您的第一笔还款，${name}";
    }).filter(({ code }) => code === "claim"),
    [],
  );
  const [found] = checkContent("image_text", ["huawei"], "trial", {
    slots: { ...WELCOME_SAMPLE.slots, title: "顶级好物" },
  });
  assert.match(found?.words.zh ?? "", /「顶级」可能属于绝对化用语（《广告法》第九条第（三）项）/);
  assert.match(found?.words.en ?? "", /article 9 \(3\) of the Advertising Law/);
});

test("a link to a number and an SMS of several parts are pointed out at their field; a private address is an error", () => {
  const tap = (action: object) =>
    codes(
      notice(["huawei"], (slots) => {
        slots.buttons = [{ text: "看", action }];
      }),
    );
  assert.deepEqual(tap({ type: "open_link", target: "https://47.1.2.3/a" }), [
    "slots.buttons.0.action.target url_number",
  ]);
  assert.deepEqual(tap({ type: "open_link", target: "https://192.168.1.2/a" }), [
    "slots.buttons.0.action.target url_private",
  ]);
  assert.deepEqual(tap({ type: "send_sms", target: "10086", body: "字".repeat(70) }), []);
  assert.deepEqual(tap({ type: "send_sms", target: "10086", body: "字".repeat(71) }), [
    "slots.buttons.0.action.body sms_long",
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
  assert.deepEqual(codes(found), ["slots.body opt_out", "slots.body trial_words"]);
  assert.equal(hasErrors(found), false);
  assert.deepEqual(codes(checkContent("image_text", ["huawei"], "trial", content)), ["slots.body opt_out"]);
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
