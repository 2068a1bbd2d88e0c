// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { LAYOUTS, layoutOf } from "../../layouts/catalogue.ts";
import type { Vendor } from "../../vendors/words.ts";
import { gallery } from "../picture/gallery.ts";
import { IMAGE_TEXT_SAMPLE } from "../samples.ts";
import { type KooMessageTemplate, withResources } from "./body.ts";
import { CARD_VENDORS, CARDS, cardIdOf } from "./cards.ts";
import { exampleOf as example, LIBRARY } from "./examples_fixture.ts";
import { type Mapped, nameThere, toKooMessage, type VersionToMap } from "./to_koomessage.ts";

const REFERENCE = "5f0c1d2e-0000-4000-8000-00000000a001";

/** What the API calls its fields, of which type they are, and which it needs (create_aim_personal_template). */
const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Body: {
    card_id: "str*",
    tpl_name: "str*",
    scene: "str",
    use_id: "int*",
    sub_type: "int",
    sms_example: "str",
    sms_signs: "list[str]",
    sms_template: "str",
    pages: "list[Page]*",
    params: "list[Param]",
    factorys: "list[Factory]",
  },
  Page: { page_order: "int*", contents: "list[Content]*" },
  Content: {
    type: "str*",
    content: "str",
    content_child: "str",
    src_type: "int",
    src: "str",
    cover: "str",
    is_text_title: "str",
    action_type: "str",
    position_number: "int*",
    visible: "int",
    currency_display: "int",
    oppo_background: "str",
    vivo_background: "str",
    ratio: "str",
    action: "Action",
    button_type: "str",
  },
  Action: {
    target: "str*",
    content: "str",
    package_name: "str",
    floor_url: "str",
    floor_type: "int",
    subject: "str",
    body: "str",
    description: "str",
    begin_time: "str",
    end_time: "str",
    address: "str",
    longitude: "str",
    latitude: "str",
    text_button: "str",
    mode: "int",
  },
  Param: { type: "int*", name: "str*", example: "str*" },
  Factory: { factory_type: "str*", state: "int*" },
};

/** Everything in `value` that its shape does not have, lacks, or has of another type. */
function wrongIn(value: unknown, type: string, path: string): string[] {
  const list = /^list\[(\w+)\]$/.exec(type)?.[1];
  if (list) {
    if (!Array.isArray(value)) return [`${path}: no list`];
    return value.flatMap((entry, index) => wrongIn(entry, list, `${path}[${index}]`));
  }
  if (type === "str") return typeof value === "string" ? [] : [`${path}: no text`];
  if (type === "int") return Number.isInteger(value) ? [] : [`${path}: no whole number`];
  const shape = SHAPES[type];
  if (!shape || value === null || typeof value !== "object") return [`${path}: no ${type}`];
  const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const missing = Object.entries(shape).filter(
    ([name, kind]) => kind.endsWith("*") && !given.some(([own]) => own === name),
  );
  return [
    ...missing.map(([name]) => `${path}.${name}: missing`),
    ...given.flatMap(([name, entry]) => {
      const kind = shape[name]?.replace("*", "");
      return kind === undefined ? [`${path}.${name}: unknown`] : wrongIn(entry, kind, `${path}.${name}`);
    }),
  ];
}

/** What the API says of its values besides their types. */
function wrongValuesIn(body: KooMessageTemplate): string[] {
  const wrong: string[] = [];
  const say = (good: boolean, what: string) => {
    if (!good) wrong.push(what);
  };
  say(body.tpl_name.length >= 1 && body.tpl_name.length <= 17, `tpl_name ${body.tpl_name}`);
  say(body.scene.length <= 10, "scene");
  say(body.pages.length >= 1 && body.pages.length <= 10, "pages");
  body.pages.forEach((page, index) => {
    say(page.page_order === index + 1, "page_order");
    say(page.contents.length > 0, `page ${page.page_order} is empty`);
    const numbers = page.contents.map(({ position_number }) => position_number);
    say(new Set(numbers).size === numbers.length, `numbers ${numbers}`);
    for (const content of page.contents) {
      const slide = content.type === "image" && /^Carousel(Title)?$/.test(body.card_id);
      if ((content.type === "image" && !slide) || content.type === "button")
        say(Boolean(content.action_type && content.action), `${content.type} without a tap`);
      if (content.type === "image" || content.type === "video")
        say(/^\d+$/.test(content.src ?? ""), `src ${content.src}`);
      if (content.type === "text" || content.type === "button") say(Boolean(content.content), "no content");
    }
  });
  say(!/[<>&]| {2,}/.test(JSON.stringify(body)), "characters");
  say(JSON.stringify(body).includes("拒收请回复R"), "no opt-out");
  return wrong;
}

const version = (layout: string, content: unknown, more: Partial<VersionToMap> = {}): VersionToMap => ({
  reference: REFERENCE,
  name: "云杉会员日",
  layout,
  vendors: layoutOf(layout)?.vendors ?? [],
  usage: "commercial",
  content,
  signatures: ["云杉"],
  ...more,
});

const mapped = (asked: VersionToMap) => {
  const made: Mapped = toKooMessage(asked);
  assert.ok(
    "body" in made,
    JSON.stringify("issues" in made ? made.issues.map(({ path, code }) => `${path} ${code}`) : ""),
  );
  return {
    ...made,
    body: withResources(
      made.body,
      made.materials.map((_, index) => String(7_000 + index)),
    ),
  };
};

const issuesOf = (asked: VersionToMap) => {
  const made = toKooMessage(asked);
  return "issues" in made ? made.issues.map(({ path, code }) => `${path} ${code}`) : [];
};

test("every layout has its card, and the example of each maps to a body that the API's shapes allow", () => {
  assert.deepEqual(Object.keys(CARDS).sort(), LAYOUTS.map(({ layout }) => layout).sort());
  const seen = new Set<string>();
  for (const [name, card] of gallery()) {
    if (name.endsWith("-options")) continue;
    const layout = layoutOf(card.layout);
    const slideshow = card.content.style === "48:65" ? { button_colours: "blue" } : undefined;
    // Colours besides the first are Huawei's alone, and so is the button that has them.
    const offered = CARD_VENDORS[(layout && cardIdOf(layout, card.content.style)) ?? ""] ?? [];
    const vendors = name.includes("48x65")
      ? (["huawei"] as const)
      : offered.filter((one) => layout?.vendors.includes(one));
    const content = { ...example(card.content), ...(slideshow ? { options: slideshow } : {}) };
    const { body, materials } = mapped(version(card.layout, content, { vendors }));
    assert.deepEqual(wrongIn(body, "Body", name), []);
    assert.deepEqual(wrongValuesIn(body), [], name);
    for (const { type, rate } of materials) assert.equal(rate === null, type !== "image", name);
    seen.add(card.layout);
  }
  assert.equal(seen.size, 27);
});

/** The members' day, with its picture from the library and something changed. */
function memberDay(
  change: (slots: Record<string, unknown>) => void,
  more: Partial<VersionToMap> = {},
): VersionToMap {
  const content = example(IMAGE_TEXT_SAMPLE) as { slots: Record<string, unknown> };
  content.slots.image = { ...(content.slots.image as object), width: 1280, height: 720 };
  change(content.slots);
  return version("image_text", content, { vendors: ["huawei"], ...more });
}
const button = (action: Record<string, string>) => (slots: Record<string, unknown>) => {
  slots.buttons = [{ text: "立即使用", action }];
};
const tapOf = (asked: VersionToMap) => mapped(asked).body.pages[0]?.contents.at(-1);

test("each action is said in the API's words, with its times in China's clock", () => {
  const made = tapOf(
    memberDay(
      button({
        type: "calendar",
        target: "会员日",
        begins_at: "2026-12-01T01:00Z",
        ends_at: "2026-12-01T22:00",
        body: "五折",
      }),
    ),
  );
  assert.equal(made?.action_type, "OPEN_SCHEDULE");
  assert.deepEqual(made?.action, {
    target: "会员日",
    begin_time: "2026-12-01 09:00:00",
    end_time: "2026-12-01 22:00:00",
    description: "五折",
  });
  const app = { type: "open_app", target: "yunshan://a", package: "com.example.yunshan" };
  assert.deepEqual(tapOf(memberDay(button(app)))?.action?.floor_type, 0);
  const away = { ...app, fallback: "https://mall.example.com/" };
  assert.deepEqual(tapOf(memberDay(button(away)))?.action?.floor_type, 2);
  assert.equal(tapOf(memberDay(button(away), { vendors: ["samsung"] }))?.action?.floor_type, 1);
});

test("what an action cannot say there is named at its field", () => {
  const found = (action: Record<string, string>, vendors: Vendor[] = ["huawei"]) =>
    issuesOf(memberDay(button(action), { vendors })).map((one) => one.replace("slots.buttons.0.action.", ""));
  assert.deepEqual(found({ type: "send_mail", target: "a@b.cn" }), [
    "subject km_action_field",
    "body km_action_field",
  ]);
  assert.deepEqual(found({ type: "copy", target: "一".repeat(21) }), ["target km_too_long"]);
  assert.deepEqual(found({ type: "open_link", target: "http://a.cn" }), ["target km_https"]);
  assert.deepEqual(found({ type: "map", target: "店", longitude: "1", latitude: "1" }, ["vivo"]), [
    "type km_action",
  ]);
  assert.deepEqual(found({ type: "open_quick_app", target: "hap://app/a/", fallback: "https://a.cn" }), [
    "fallback km_action_extra",
  ]);
  assert.deepEqual(found({ type: "open_app", target: "a://b", package: "a" }, ["samsung"]), [
    "fallback km_samsung_fallback",
  ]);
});

test("characters, the opt-out, pictures and options that it does not take are named where they are", () => {
  const title = memberDay((slots) => {
    slots.title = "A & B";
  });
  assert.deepEqual(issuesOf(title), ["slots.title km_characters"]);
  const spaces = memberDay((slots) => {
    slots.body = "会员日  福利。拒收请回复R";
  });
  assert.deepEqual(issuesOf(spaces), ["slots.body km_characters"]);
  const silent = memberDay((slots) => {
    slots.body = "会员日";
    slots.title = "会员日";
  });
  assert.deepEqual(issuesOf(silent), ["slots km_opt_out"]);
  const moving = memberDay((slots) => {
    slots.image = { src: `${LIBRARY}/hills.gif`, bytes: 3_000_000 };
  });
  assert.deepEqual(issuesOf(moving), ["slots.image.src km_image_format", "slots.image.src km_bytes"]);
  const [, commerce] = [...gallery()].find(([name]) => name === "commerce-options") ?? [];
  assert.ok(commerce);
  const green = { ...example(commerce.content), options: { main: "image", button_colours: "green" } };
  assert.deepEqual(issuesOf(version("commerce", green, { vendors: ["huawei"] })), [
    "options.button_colours km_option",
  ]);
});

test("vivo wants the signatures that texts go out with, three at most", () => {
  const asked = (signatures: string[]) => memberDay(() => undefined, { vendors: ["vivo"], signatures });
  assert.deepEqual(mapped(asked(["云杉", "云杉商城"])).body.sms_signs, ["云杉", "云杉商城"]);
  assert.deepEqual(issuesOf(asked([])), ["vendors km_no_signature"]);
  assert.deepEqual(issuesOf(asked(["一", "二", "三", "四"])), ["vendors km_many_signatures"]);
  assert.equal(mapped(memberDay(() => undefined, { signatures: [] })).body.sms_signs, undefined);
});

test("a version is found again by its name, which no other has, and a trial says that it is one", () => {
  const other = REFERENCE.replace("5f0c", "5f0d");
  const name = nameThere({ reference: REFERENCE, name: "云杉会员日", usage: "commercial" });
  assert.match(name, /^云杉会员日[0-9a-z]{10}$/);
  assert.notEqual(nameThere({ reference: other, name: "云杉会员日", usage: "commercial" }), name);
  const long = { reference: REFERENCE, name: "𠮷".repeat(30), usage: "trial" } as const;
  assert.ok(nameThere(long).startsWith("测试") && nameThere(long).length <= 17);
  assert.deepEqual(issuesOf(memberDay(() => undefined, { usage: "trial" })), ["slots.title km_trial_title"]);
  assert.deepEqual(issuesOf(memberDay(() => undefined, { name: "测试模板" })), ["slots km_trial_words"]);
});

test("a picture without a tap of its own does what the button does, and one beside no button is told", () => {
  const plain = memberDay((slots) => {
    slots.image = { src: `${LIBRARY}/hills.png` };
  });
  const [image, , , tapped] = mapped(plain).body.pages[0]?.contents ?? [];
  assert.deepEqual(image?.action, tapped?.action);
  const poster = version("poster", { slots: { image: { src: `${LIBRARY}/hills.png` } } });
  assert.deepEqual(issuesOf(poster), ["slots.image.action km_tap"]);
});
