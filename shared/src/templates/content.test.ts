// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { VENDORS } from "../vendors/vendors.ts";
import { ACTION_TYPES, ACTIONS, type Action } from "./actions.ts";
import { layoutOf } from "./catalogue.ts";
import { type Content, checkContent, contentSchema, hasErrors, parametersOf } from "./content.ts";
import type { Finding } from "./findings.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE } from "./samples.ts";

const clone = (content: Content): Content => JSON.parse(JSON.stringify(content));
const codes = (findings: Finding[]) => findings.map((entry) => `${entry.path} ${entry.code}`);
const errors = (findings: Finding[]) => codes(findings.filter((entry) => entry.level === "error"));
const notice = (vendors: string[], change: (slots: Record<string, unknown>) => void = () => undefined) => {
  const content = clone(NOTICE_SAMPLE);
  change(content.slots);
  return checkContent("notice", vendors, "commercial", content);
};
const withAction = (action: Action, vendors = ["huawei"]) =>
  notice(vendors, (slots) => {
    slots.buttons = [{ text: "查看", action }];
  });

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

test("with OPPO among the vendors only quick app, app and browser are allowed, for buttons and images", () => {
  const values: Record<string, Action> = {
    open_link: { type: "open_link", target: "https://a.example/" },
    open_quick_app: { type: "open_quick_app", target: "hap://app/com.example/" },
    open_app: { type: "open_app", target: "yunshan://home" },
    dial: { type: "dial", target: "400-800-1234" },
    send_sms: { type: "send_sms", target: "10690001", body: "你好" },
    send_mail: { type: "send_mail", target: "hello@mall.example.com" },
    calendar: {
      type: "calendar",
      target: "会员日",
      begins_at: "2026-12-01T09:00+08:00",
      ends_at: "2026-12-01 10:00",
    },
    map: { type: "map", target: "云杉商城总店", longitude: "121.47", latitude: "31.23" },
    open_browser: { type: "open_browser", target: "https://a.example/" },
    popup: { type: "popup", target: "活动规则", body: "每人一次" },
    copy: { type: "copy", target: "YS2026" },
    view_image: { type: "view_image" },
  };
  assert.deepEqual(Object.keys(values), [...ACTION_TYPES]);
  for (const [type, action] of Object.entries(values)) {
    assert.equal(hasErrors(withAction(action)), false, type);
    const allowed = ["open_quick_app", "open_app", "open_browser"].includes(type);
    assert.equal(hasErrors(withAction(action, ["huawei", "oppo"])), !allowed, type);
  }
  const onImage = notice(["oppo"], (slots) => {
    slots.image = { src: "/storage/a.png", alt: "图", action: { type: "dial", target: "10086" } };
  });
  assert.deepEqual(errors(onImage), ["slots.image.action.type action_oppo"]);
});

test("an action without its target, or with a field that is not its own, is found", () => {
  for (const type of ACTION_TYPES) {
    const needed = ACTIONS[type].fields.filter((field) => field.required).map((field) => field.name);
    const at = "slots.buttons.0.action";
    assert.deepEqual(
      errors(withAction({ type })),
      needed.map((name) => `${at}.${name} required`),
      type,
    );
  }
  assert.deepEqual(errors(withAction({ type: "dial", target: "10086", body: "x" })), [
    "slots.buttons.0.action.body action_field",
  ]);
  const day = { type: "calendar", target: "会员日" } as const;
  assert.deepEqual(
    errors(withAction({ ...day, begins_at: "2026-12-01T09:00+08:00", ends_at: "2026-12-01 09:00" })),
    ["slots.buttons.0.action.ends_at time_order"],
  );
  assert.deepEqual(errors(withAction({ ...day, begins_at: "2026-13-01T09:00", ends_at: "明天" })), [
    "slots.buttons.0.action.begins_at time",
    "slots.buttons.0.action.ends_at time",
  ]);
});

test("a link that could run code, carry a password or be sent anywhere by a customer's data is refused", () => {
  const bad = [
    "javascript:alert(1)",
    "JAVASCRIPT://a.example/%0aalert(1)",
    "data:text/html,x",
    "ftp://a.example/",
    "//a.example/",
    "a.example",
    "https://",
    "https://user:pw@a.example/",
    "https://a.example/ b",
    "https://a.example/<x>",
    "https://${name}/",
    "https://shop.${name}.example/",
    "${name}",
  ];
  for (const target of bad) assert.equal(hasErrors(withAction({ type: "open_link", target })), true, target);
  for (const target of [
    "https://a.example/?o=${name}",
    "https://a.example/订单/${name}#x",
    "http://a.example:8080/",
  ]) {
    assert.equal(hasErrors(withAction({ type: "open_link", target })), false, target);
  }
  assert.deepEqual(codes(withAction({ type: "open_link", target: "http://a.example/" })), [
    "slots.buttons.0.action.target url_plain",
  ]);
  for (const target of ["javascript://x/%0aalert(1)", "file:///etc/passwd", "no scheme", "intent"]) {
    assert.equal(hasErrors(withAction({ type: "open_app", target })), true, target);
  }
});

test("every parameter needs a good name and an example, and one that is not used is pointed out", () => {
  const found = checkContent("rich_text", ["huawei"], "commercial", {
    slots: {
      body: "${name} ${} ${1st} ${订单号} ${other} ${half",
      buttons: [{ text: "好", action: { type: "copy", target: "${code}" } }],
    },
    params: [
      { name: "name", example: " " },
      { name: "code", example: "A1" },
      { name: "code", example: "A2" },
      { name: "left", example: "x" },
    ],
  });
  assert.deepEqual(codes(found).sort(), [
    "params parameter_example",
    "params.0.example parameter_example",
    "params.2.name parameter_twice",
    "params.3 parameter_unused",
    "slots.body parameter_name",
    "slots.body parameter_name",
    "slots.body parameter_name",
    "slots.body parameter_open",
  ]);
});

test("twenty parameters are allowed, twenty-one are not; coupon_claim takes forty", () => {
  const body = (count: number) => Array.from({ length: count }, (_, index) => `\${p${index}}`).join("");
  const params = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `p${index}`, example: "1" }));
  const check = (layout: string, count: number) =>
    errors(
      checkContent(layout, ["huawei"], "trial", {
        slots: { body: body(count), subtitle: body(count) },
        params: params(count),
      }),
    ).filter((code) => code.startsWith("params"));
  assert.deepEqual(check("rich_text", 20), []);
  assert.deepEqual(check("rich_text", 21), ["params too_many_parameters"]);
  assert.deepEqual(check("coupon_claim", 40), []);
  assert.deepEqual(check("coupon_claim", 41), ["params too_many_parameters"]);
  assert.deepEqual(check("coupon_claim_horizontal", 21), ["params too_many_parameters"]);
});

test("the parameters are those written in the slots, each once, the declared ones first", () => {
  const content: Content = {
    slots: { title: "${b} ${a}", buttons: [{ text: "${a}", action: { type: "copy", target: "${c}" } }] },
    params: [
      { name: "a", example: "1" },
      { name: "unused", example: "2" },
    ],
  };
  assert.deepEqual(parametersOf(content), ["a", "b", "c"]);
  assert.deepEqual(parametersOf(WELCOME_SAMPLE), []);
});

test("a text is as long as a person counts it, with its parameters as long as their examples", () => {
  const title = (text: string, example = "") =>
    errors(
      checkContent("image_text", ["huawei"], "trial", {
        ...clone(WELCOME_SAMPLE),
        slots: { ...clone(WELCOME_SAMPLE).slots, title: text },
        params: example ? [{ name: "name", example }] : [],
      }),
    );
  assert.deepEqual(title("云".repeat(30)), []);
  assert.deepEqual(title("🌲".repeat(30)), []);
  assert.deepEqual(title("云".repeat(31)), ["slots.title too_long"]);
  assert.deepEqual(title(`\${name}${"云".repeat(25)}`, "12345"), []);
  assert.deepEqual(title(`\${name}${"云".repeat(25)}`, "123456"), ["slots.title too_long"]);
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
              image: { src: "/a.png", alt: "图" },
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
          oppo_background: { src: "/b.png", alt: "背景" },
          image: { src: "/a.png", alt: "红包" },
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
  assert.deepEqual(image({ src: "/a.png", width: 1280, height: 720, bytes: 2 * 1024 * 1024 }), []);
  assert.deepEqual(image({ src: "/a.png", width: 100, height: 100 }), ["slots.image image_ratio"]);
  assert.deepEqual(image({ src: "/a.png", bytes: 2 * 1024 * 1024 + 1 }), ["slots.image media_bytes"]);
  assert.deepEqual(image({ src: "/a.png", alt: " " }), ["slots.image.alt image_alt"]);
  for (const src of [
    "javascript:x",
    "//a.example/x.png",
    "data:text/html;base64,AAAA",
    'https://a.example/"x',
  ]) {
    assert.equal(image({ src }).length, 1, src);
  }
  assert.ok(image({ src: "https://${host}/x.png" }).includes("slots.image.src parameter_place"));
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
