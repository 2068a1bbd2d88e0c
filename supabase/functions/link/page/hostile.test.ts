// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import type { Slot } from "@tidings/shared/layouts/layout.ts";
import { ACTION_TYPES } from "@tidings/shared/templates/actions.ts";
import { gallery } from "@tidings/shared/templates/picture/gallery.ts";
import { type Read, read } from "./gallery/reading.ts";
import { page, type Shown } from "./page.ts";

const OPTIONS = { language: "zh-CN", address: "https://t.example/link/Ab12cd34" } as const;
const cards = gallery();

/** Texts that would like to be more than text. */
const HOSTILE = [
  "</script><script>alert(1)</script>",
  `"><img src=x onerror="alert(1)">`,
  "' autofocus onfocus='alert(1)",
  "javascript:alert(1)",
  "<!-- <![CDATA[ </style></title></main>",
  "&lt;b&gt; &amp;amp; &#x3c;",
  "${name} ${title} ${__proto__}",
  "\u202e\u2066\u0000\u0007\u2028",
  "👨‍👩‍👧‍👦🏳️‍🌈 zalgo\u0301\u0302\u0303",
  "\ud800 \udc00",
  "字".repeat(10_000),
];

/** The elements that are seen. In the head, tags and styles come and go with what a card has. */
const bodyOf = (html: string): Read[] => {
  const elements = read(html);
  return elements.slice(elements.findIndex(({ name }) => name === "body"));
};

/** What a page of a layout's every slot looks like when all texts and addresses are `evil`. */
function evilOf(slot: Slot, evil: string): unknown {
  const actions = ACTION_TYPES.map((type) => ({
    type,
    target: evil,
    fallback: evil,
    body: evil,
    subject: evil,
    button: evil,
    begins_at: evil,
    ends_at: evil,
    longitude: evil,
    latitude: evil,
  }));
  const image = { src: evil, alt: evil, action: actions[0] };
  switch (slot.kind) {
    case "text":
      return evil;
    case "image":
      return image;
    case "video":
      return { src: evil, cover: image };
    case "action":
      return actions[9];
    case "choice":
      return slot.values[0]?.value;
    case "buttons":
      return actions.map((action) => ({ text: evil, action }));
    case "pairs":
      return [{ label: evil, value: evil }];
    case "list":
      return [Object.fromEntries(slot.of.map((entry) => [entry.name, evilOf(entry, evil)]))];
  }
}

Deno.test("whatever a template's texts hold, they stay text: no element, no attribute, no address comes of them", () => {
  for (const { layout, slots } of LAYOUTS) {
    const shape = (evil: string) => {
      const content = { slots: Object.fromEntries(slots.map((slot) => [slot.name, evilOf(slot, evil)])) };
      return bodyOf(page({ layout, title: evil, content, params: { name: evil } }, OPTIONS));
    };
    const plain = shape("词").map(({ name }) => name);
    for (const evil of HOSTILE) {
      const elements = shape(evil);
      // what looks like a number or an image would be one; none of these does
      assert.deepEqual(
        elements.map(({ name }) => name),
        plain,
        `${layout}: ${evil.slice(0, 40)}`,
      );
      for (const { attributes } of elements) {
        for (const name of Object.keys(attributes)) assert.doesNotMatch(name, /^on|^autofocus|^style/);
        if (attributes.href !== undefined)
          assert.match(attributes.href, /^(https:\/\/uri\.amap\.com\/|mailto:|#)/, evil.slice(0, 40));
        assert.equal(attributes.src, undefined);
      }
    }
  }
});

Deno.test("whatever a recipient's values hold, the page keeps its elements and its addresses their hosts", () => {
  for (const [name, card] of cards) {
    const links = (params: Record<string, string>) => bodyOf(page({ ...card, params }, OPTIONS));
    const plain = links({ name: "a", amount: "a", deadline: "a", member_no: "a" });
    for (const evil of HOSTILE) {
      const elements = links({ name: evil, amount: evil, deadline: evil, member_no: evil });
      assert.deepEqual(
        elements.map((element) => element.name),
        plain.map((element) => element.name),
        name,
      );
      elements.forEach((element, index) => {
        const { href, src } = element.attributes;
        assert.equal(src, plain[index]?.attributes.src);
        if (!href?.startsWith("http")) return;
        assert.equal(new URL(href).host, new URL(plain[index]?.attributes.href ?? "").host, name);
      });
    }
  }
});

Deno.test("marks that turn the direction of writing, control characters and halves of letters do not reach a reader", () => {
  const card = cards.get("image_text") as Shown;
  const html = page(
    { ...card, params: { name: "\u202eevil\u2066\u0007\ud800", amount: "\u200f١٢" } },
    OPTIONS,
  );
  assert.doesNotMatch(html, /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  assert.ok(html.isWellFormed());
  assert.ok(html.includes("\u200f١٢"), "marks that right-to-left languages need stay");
});

Deno.test("addresses with a scheme that is not on the list lead nowhere, and their button says why", () => {
  const button = (action: Record<string, string>) => {
    const content = { slots: { body: "你好", buttons: [{ text: "打开", action }] } };
    const html = page({ layout: "rich_text", title: "", content, params: {} }, OPTIONS);
    return read(html).find(({ attributes }) => /^button( |$)/.test(attributes.class ?? ""));
  };
  for (const target of [
    "javascript:alert(1)",
    "JaVaScRiPt://x/%0aalert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "intent://x#Intent;end",
    "//evil.example",
    "https://user:pass@evil.example/",
    "https://",
  ]) {
    for (const type of ["open_link", "open_browser", "open_app", "open_quick_app"]) {
      const drawn = button({ type, target });
      assert.deepEqual([drawn?.name, drawn?.attributes.href], ["span", undefined], `${type} ${target}`);
    }
  }
  const app = button({ type: "open_app", target: "yunshan://orders" });
  assert.deepEqual([app?.name, app?.text], ["span", "打开请在手机短信中打开"]);
  const href = (action: Record<string, string>) => button(action)?.attributes.href;
  assert.equal(
    href({ type: "open_app", target: "yunshan://x", fallback: "https://a.example/" }),
    "https://a.example/",
  );
  assert.equal(href({ type: "dial", target: "400-800-1234" }), "tel:400-800-1234");
  assert.equal(href({ type: "dial", target: "*#06#" }), undefined);
  assert.equal(
    href({ type: "send_sms", target: "10690001", body: "退订 T" }),
    "sms:10690001?body=%E9%80%80%E8%AE%A2%20T",
  );
  assert.equal(
    href({ type: "send_mail", target: "a@b.example", subject: "x" }),
    "mailto:a@b.example?subject=x",
  );
  assert.match(
    href({ type: "map", target: "总店", longitude: "121.47", latitude: "31.23" }) ?? "",
    /^https:\/\/uri\.amap\.com\/marker\?position=121\.47%2C31\.23|^https:\/\/uri\.amap\.com\/marker\?position=121\.47,31\.23/,
  );
});

Deno.test("contents of any shape, and layouts that nobody knows, make a page and no error", () => {
  const odd: unknown[] = [
    null,
    undefined,
    1,
    "x",
    [],
    {},
    { slots: null },
    { slots: [] },
    { slots: { title: 5, image: "x", buttons: {}, items: [1, null, "x"] } },
    { slots: { items: [{ image: null, title: {} }] }, style: "constructor", options: null },
    { slots: {}, style: 7, options: { currency: {}, main: [] }, params: "x" },
  ];
  for (const layout of [...LAYOUTS.map((entry) => entry.layout), "nowhere", "__proto__", ""]) {
    for (const content of odd) {
      const elements = read(
        page({ layout, title: "云杉", content, params: {} }, { ...OPTIONS, address: "" }),
      );
      assert.ok(
        elements.some(({ name, text }) => name === "h1" && text === "云杉"),
        `${layout} ${JSON.stringify(content)}`,
      );
    }
  }
});
