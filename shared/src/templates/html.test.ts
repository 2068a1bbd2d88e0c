// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { ACTION_TYPES } from "./actions.ts";
import { LAYOUTS } from "./catalogue.ts";
import { type Content, exampleParams } from "./content.ts";
import { cardJson, templateHtml } from "./html.ts";
import type { Slot } from "./layout.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE } from "./samples.ts";

const page = (layout: string, content: Content, more: Partial<Parameters<typeof templateHtml>[0]> = {}) =>
  templateHtml({
    layout,
    content,
    locale: "zh-CN",
    title: "云杉商城",
    params: exampleParams(content),
    ...more,
  });

test("an image-and-text page has its picture, title, text and button, in this order and nothing else", () => {
  const html = page("image_text", IMAGE_TEXT_SAMPLE);
  const main = /<main[^>]*>(.*)<\/main>/.exec(html)?.[1] ?? "";
  const src = (IMAGE_TEXT_SAMPLE.slots.image as { src: string }).src;
  assert.equal(
    main,
    `<a class="picture" href="https://mall.example.com/member-day" rel="noopener noreferrer nofollow"><img class="image" src="${src}" alt="云杉会员日主视觉：暮色中的山丘" style="aspect-ratio:16/9"></a>` +
      "<h1>云杉会员日 福利已到账</h1>" +
      '<p class="body">张女士，您的 50 元会员券已放入卡包，12月31日 前有效。拒收请回复R</p>' +
      '<div class="buttons"><a class="button" href="https://mall.example.com/member-day?m=YS20261118" rel="noopener noreferrer nofollow">立即使用</a></div>',
  );
});

test("a notice page has title, text, its pairs as a list of terms, picture and two buttons", () => {
  const html = page("notice", NOTICE_SAMPLE);
  const main = /<main[^>]*>(.*)<\/main>/.exec(html)?.[1] ?? "";
  assert.match(main, /^<h1>订单发货通知<\/h1><p class="body">李先生，/);
  assert.match(main, /<dl class="rows pairs"><div><dt>订单编号<\/dt><dd>YS2026112400017<\/dd><\/div>/);
  assert.equal(main.match(/<dt>/g)?.length, 4);
  assert.match(main, /<\/dl><img class="image" /);
  assert.match(
    main,
    /href="https:\/\/mall.example.com\/orders\/YS2026112400017"[^>]*>查看物流<.*href="https:\/\/mall.example.com\/"[^>]*>打开商城</,
  );
});

test("a page stands alone: no script, nothing loaded but its media, named for link previews, not indexed", () => {
  const html = page(
    "image_text",
    {
      slots: { ...WELCOME_SAMPLE.slots, image: { src: "/storage/v1/object/public/media/a.png", alt: "图" } },
    },
    { origin: "https://t.example/" },
  );
  assert.match(html, /^<!doctype html><html lang="zh-CN">/);
  assert.doesNotMatch(html, /<script|<link|@import|\son\w+=/i);
  assert.match(html, /<title>欢迎加入云杉商城<\/title>/);
  assert.match(html, /<meta property="og:title" content="欢迎加入云杉商城">/);
  assert.match(html, /<meta property="og:description" content="新会员专享首单立减/);
  assert.match(
    html,
    /<meta property="og:image" content="https:\/\/t.example\/storage\/v1\/object\/public\/media\/a.png">/,
  );
  assert.match(html, /name="robots" content="noindex,nofollow"/);
  assert.match(html, /default-src 'none'/);
  assert.match(html, /prefers-color-scheme:dark/);
});

test("no text of a template or of a recipient becomes markup, and no address runs anything", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`;
  const bad = "javascript:alert(1)//";
  const slots: Content["slots"] = {
    title: `${evil}\${name}`,
    body: evil,
    pairs: [{ label: evil, value: "${name}" }],
    image: { src: bad, alt: evil, action: { type: "open_link", target: bad } },
    buttons: ACTION_TYPES.map((type) => ({
      text: evil,
      action: { type, target: bad, fallback: bad, body: evil, subject: evil },
    })),
  };
  const html = page("notice", { slots }, { params: { name: evil }, title: evil });
  assert.doesNotMatch(
    html.replace(/<style>.*<\/style>/, ""),
    /<script|<img|onerror='|href="javascript|src="javascript/i,
  );
  for (const [, href] of html.matchAll(/href="([^"]*)"/g))
    assert.match(href ?? "", /^(https?:|tel:|sms:|mailto:)/);
});

/** A content with a value in every slot. */
function filled(slots: readonly Slot[]): Content["slots"] {
  const action = { type: "open_browser" as const, target: "https://a.example/" };
  const image = { src: "https://a.example/a.png", alt: "图片" };
  return Object.fromEntries(
    slots.map((slot) => {
      if (slot.kind === "image") return [slot.name, image];
      if (slot.kind === "video") return [slot.name, { src: "https://a.example/a.mp4", cover: image }];
      if (slot.kind === "action") return [slot.name, action];
      if (slot.kind === "choice") return [slot.name, slot.values[0]?.value ?? ""];
      if (slot.kind === "buttons") return [slot.name, [{ text: "按钮", action }]];
      if (slot.kind === "pairs") return [slot.name, [{ label: "名称", value: "描述" }]];
      if (slot.kind === "list") return [slot.name, [filled(slot.of), filled(slot.of)]];
      return [slot.name, `文字${slot.name}`];
    }),
  ) as Content["slots"];
}

test("every layout of the catalogue is drawn with every slot it has, in every style", () => {
  for (const layout of LAYOUTS) {
    for (const style of [undefined, ...layout.styles.map((entry) => entry.style)]) {
      const content: Content = { slots: filled(layout.slots), ...(style ? { style } : {}) };
      const card = cardJson({ layout, content });
      const html = page(layout.layout, content);
      assert.ok(card.elements.length > 0, layout.layout);
      for (const element of card.elements) {
        if (element.type === "text")
          assert.ok(html.includes(element.text), `${layout.layout} ${element.name}`);
      }
      assert.equal(
        html.match(/<h1>/g)?.length ?? 0,
        card.elements.some((entry) => entry.type === "text" && entry.name === "title") ? 1 : 0,
      );
    }
  }
});

test("a half-finished draft can be previewed: what is missing or of the wrong shape is left out", () => {
  for (const layout of LAYOUTS) assert.match(page(layout.layout, { slots: {} }), /<title>云杉商城<\/title>/);
  const odd = {
    slots: { title: 5, pairs: "x", image: { src: "" }, buttons: [{ text: "" }] },
  } as unknown as Content;
  assert.match(page("notice", odd), /<main[^>]*><\/main>/);
});

test("the card a vendor gets names its layout, version and options and carries filled, absolute values", () => {
  const card = cardJson({
    layout: "red_packet",
    vendor: "oppo",
    version: 3,
    origin: "https://t.example",
    params: { name: "张三" },
    content: {
      slots: {
        oppo_background: { src: "/b.png" },
        image: { src: "/a.png", alt: "红包", action: { type: "open_link", target: "https://a.example/" } },
        body: "${name}，恭喜发财",
        buttons: [{ text: "拆", action: { type: "open_browser", target: "https://a.example/?n=${name}" } }],
      },
    },
  });
  assert.deepEqual(card, {
    format: "tidings-card/1",
    layout: "red_packet",
    category: "commerce",
    vendor: "oppo",
    version: 3,
    style: null,
    options: { button_style: "static" },
    elements: [
      { type: "image", name: "oppo_background", ratio: "16:9", src: "https://t.example/b.png", alt: "" },
      {
        type: "image",
        name: "image",
        ratio: "16:9",
        src: "https://t.example/a.png",
        alt: "红包",
        action: { type: "open_browser", target: "https://a.example/" },
      },
      { type: "text", name: "body", text: "张三，恭喜发财" },
      {
        type: "buttons",
        name: "buttons",
        buttons: [
          { text: "拆", action: { type: "open_browser", target: "https://a.example/?n=%E5%BC%A0%E4%B8%89" } },
        ],
      },
    ],
  });
  const huawei = cardJson({
    layout: "red_packet",
    vendor: "huawei",
    content: { slots: { oppo_background: { src: "/b.png" } } },
  });
  assert.deepEqual(huawei.elements, [], "OPPO's background is for OPPO alone");
});

test("chosen button colours reach the card and the page", () => {
  const content: Content = {
    options: { button_colours: "green" },
    slots: { buttons: [{ text: "买", action: { type: "open_browser", target: "https://a.example/" } }] },
  };
  assert.match(JSON.stringify(cardJson({ layout: "commerce", content })), /"colour":"#2E9E4F"/);
  assert.match(page("commerce", content), /style="background:#2E9E4F;color:#fff"/);
});

test("asking for a layout that is not in the catalogue is an error of the caller", () => {
  assert.throws(() => cardJson({ layout: "nowhere", content: { slots: {} } }), RangeError);
});
