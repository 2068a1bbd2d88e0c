// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { LAYOUTS, layoutOf } from "../../layouts/catalogue.ts";
import { ACTION_TYPES } from "../actions.ts";
import type { Content } from "../content.ts";
import { gallery } from "./gallery.ts";
import { drawPicture } from "./html.ts";
import type { Piece } from "./model.ts";
import { cardPicture, shownParams } from "./picture.ts";
import { previewHtml } from "./preview.ts";
import { wordsOf } from "./words.ts";

const open = { type: "open_browser" as const, target: "https://a.example/" };

/** What is seen of an HTML text: no label for those who hear it, no window that is not open. */
function seen(html: string): string {
  return html
    .replace(/<dialog.*?<\/dialog>/gs, "")
    .replace(/<(\w+) class="unseen"[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, "");
}

/** How many images and videos a picture has. */
function media(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => {
    if (piece.is === "image" || piece.is === "video") return sum + 1;
    if (piece.is === "head") return sum + 1 + media(piece.title);
    if (piece.is !== "list") return sum;
    return sum + piece.items.reduce((all, item) => all + (item.image ? 1 : 0) + media(item.pieces), 0);
  }, 0);
}

test("for every layout, style and vendor the page draws each text and image of the picture, in its order and nothing else", () => {
  for (const [name, card] of gallery()) {
    for (const vendor of [null, ...(layoutOf(card.layout)?.vendors ?? [])]) {
      const picture = cardPicture({ ...card, vendor, locale: "zh-CN", origin: "https://t.example" });
      const html = drawPicture(picture, { locale: "zh-CN", title: card.title, foreign: false });
      const words = wordsOf(picture).join("").replace(/\s+/g, "");
      assert.equal(seen(html), words, `${name} ${vendor}`);
      const drawn = html.match(/<(img|video) /g)?.length ?? 0;
      assert.equal(drawn, media(picture.pieces) + (picture.behind ? 1 : 0), `${name} ${vendor}`);
      assert.doesNotMatch(html, /style="|<script|\son\w+=/);
    }
  }
});

test("a picture has the play sign, the sign that leads on, prices with ¥, moving buttons and the places of slides", () => {
  const of = (layout: string, content: Content) =>
    cardPicture({ layout, content, vendor: "huawei", locale: "zh-CN" }).pieces;
  const image = { src: "/a.png", alt: "图" };
  const [drama] = of("drama_image", { slots: { image } });
  assert.ok(drama?.is === "image" && drama.play);
  const products = of("multi_product", {
    slots: { title: "新品", items: [{ image, price: "99", buttons: [{ text: "买", action: open }] }] },
  });
  assert.deepEqual(products[0], { is: "text", as: "title", text: "新品", after: "›" });
  const priced = products[1]?.is === "list" ? products[1].items[0]?.pieces[0] : undefined;
  assert.deepEqual(priced, { is: "text", as: "price", text: "99", before: "¥" });
  const [packet] = of("red_packet", {
    options: { button_style: "dynamic" },
    slots: { buttons: [{ text: "开", action: open }] },
  });
  assert.ok(packet?.is === "buttons" && packet.buttons[0]?.moving);
  const item = { image, title: "一", buttons: [{ text: "看", action: open }] };
  const [slides] = of("carousel", { slots: { items: [item, item] } });
  assert.deepEqual(slides?.is === "list" && slides.items.map((one) => one.image?.place), ["1/2", "2/2"]);
});

test("OPPO's phones have their background and do nothing that they do not support; nobody else has it", () => {
  const content: Content = {
    slots: {
      oppo_background: { src: "/b.png" },
      body: "恭喜",
      buttons: [{ text: "拨打", action: { type: "dial", target: "400-800-1234" } }],
    },
  };
  const of = (vendor: "oppo" | "huawei" | null) =>
    cardPicture({ layout: "red_packet", content, vendor, locale: "en" });
  assert.equal(of("oppo").behind?.src, "/b.png");
  assert.deepEqual([of("huawei").behind, of(null).behind], [null, null]);
  assert.deepEqual(wordsOf(of("oppo")), ["恭喜", "拨打", "Not supported on OPPO phones"]);
  assert.deepEqual(wordsOf(of("huawei")), ["恭喜", "拨打"]);
});

test("a preview is a document of its own: no script, its theme, a missing parameter by its name", () => {
  const content: Content = {
    slots: { title: "${name}，${amount} 元 ${code}" },
    params: [
      { name: "name", example: "张女士" },
      { name: "amount", example: "50" },
    ],
  };
  const params = shownParams(content, { amount: "80" });
  assert.deepEqual(params, { name: "张女士", amount: "80", code: "〔code〕" });
  const of = (theme?: "dark") =>
    previewHtml({
      layout: "notice",
      content,
      params,
      locale: "en",
      title: "云杉",
      vendor: "vivo",
      ...(theme ? { theme } : {}),
    });
  assert.match(of(), /<h1>张女士，80 元 〔code〕<\/h1>/);
  assert.match(of(), /default-src 'none'/);
  assert.doesNotMatch(of(), /<script|<link|@import|color-scheme:dark\}/);
  assert.match(of("dark"), /color-scheme:dark\}/);
  assert.match(of(), /<main[^>]* lang="zh-CN">/);
});

test("a half-finished draft has a picture: what is missing or of the wrong shape is left out", () => {
  const odd = {
    slots: { title: 5, pairs: "x", image: { src: "" }, buttons: [{ text: "" }] },
  } as unknown as Content;
  for (const { layout } of LAYOUTS)
    for (const content of [{ slots: {} }, odd])
      assert.deepEqual(cardPicture({ layout, content, locale: "en" }).pieces, [], layout);
});

test("no address of a picture runs anything", () => {
  const bad = "javascript:alert(1)//";
  const slots: Content["slots"] = {
    image: { src: bad, action: { type: "open_link", target: bad } },
    buttons: ACTION_TYPES.map((type) => ({ text: "x", action: { type, target: bad, fallback: bad } })),
  };
  for (const vendor of [null, "huawei", "oppo"] as const)
    assert.doesNotMatch(
      previewHtml({ layout: "notice", content: { slots }, locale: "en", title: "", vendor }),
      /(href|src)="javascript/,
    );
});
