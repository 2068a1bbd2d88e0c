// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { gallery, PARAMS } from "@tidings/shared/templates/picture/gallery.ts";
import { read } from "./gallery/reading.ts";
import { page, type Shown } from "./page.ts";

const OPTIONS = { language: "zh-CN", address: "https://t.example/link/Ab12cd34" } as const;
const cards = gallery();

/** The tags of a page's head by name. */
function tagsOf(card: Shown, options: Parameters<typeof page>[1] = OPTIONS): Record<string, string> {
  const metas = read(page(card, options)).filter(({ name }) => name === "meta");
  return Object.fromEntries(
    metas.map(({ attributes }) => [attributes.property ?? attributes.name ?? "", attributes.content ?? ""]),
  );
}

Deno.test("a preview has title, description, picture, address and language of the card", () => {
  const tags = tagsOf(cards.get("image_text") as Shown);
  assert.equal(tags["og:title"], "云杉会员日 福利已到账");
  assert.equal(tags["og:description"], "…，您的 … 元会员券已放入卡包，… 前有效。拒收请回复R");
  assert.equal(tags["og:image"], "https://t.example/media/16x9-0.svg");
  assert.equal(tags["og:image:alt"], "云杉会员日：暮色中的山丘");
  assert.equal(tags["og:url"], OPTIONS.address);
  assert.equal(tags["og:locale"], "zh_CN");
  assert.equal(tags["twitter:card"], "summary_large_image");
  const english = tagsOf(cards.get("rich_text") as Shown, { ...OPTIONS, language: "en" });
  assert.deepEqual([english["og:locale"], english["twitter:card"]], ["en_US", "summary"]);
});

Deno.test("neither the tags nor the title of any layout know a recipient's value, whoever asks for the page", () => {
  for (const [name, card] of cards) {
    const head = page(card, OPTIONS).split("<style>")[0] ?? "";
    for (const value of Object.values(PARAMS).filter((one) => one !== "50"))
      assert.ok(!head.includes(value), `${name}: ${value}`);
    assert.match(head, /<title>[^<]+<\/title>/, name);
  }
  const personal = {
    layout: "notice",
    title: "内部名称",
    content: { slots: { title: "${name}的账单", body: "${name}，本期 ${amount} 元" } },
    params: { name: "李雷", amount: "88" },
  };
  const html = page(personal, OPTIONS);
  assert.match(html, /<title>…的账单<\/title>/);
  assert.match(html, /<h1>李雷的账单<\/h1>/);
});

Deno.test("a card without a title is called by its first words; the name that colleagues use is the last resort", () => {
  const title = (layout: string, slots: Record<string, unknown>) =>
    tagsOf({ layout, title: "内部名称-v3", content: { slots }, params: {} })["og:title"];
  assert.equal(title("rich_text", { body: "会员日来了！全场五折。" }), "会员日来了！");
  assert.equal(title("poster", { image: { src: "/a.png", alt: "会员日海报" } }), "会员日海报");
  assert.equal(title("poster", {}), "内部名称-v3");
});

Deno.test("a picture inside the page itself is not offered to a preview, and long texts are cut", () => {
  const inline = { src: "data:image/png;base64,AAAA", alt: "图" };
  const tags = tagsOf({
    layout: "image_text",
    title: "",
    content: { slots: { image: inline, title: "😀".repeat(500), body: "长".repeat(5000) } },
    params: {},
  });
  assert.deepEqual([tags["og:image"], tags["twitter:card"]], [undefined, "summary"]);
  assert.equal(Array.from(tags["og:title"] ?? "").length, 60);
  assert.ok(tags["og:title"]?.isWellFormed());
  assert.equal(tags["og:description"]?.length, 160);
});

Deno.test("no page is indexed, and none tells where its reader came from", () => {
  for (const card of cards.values()) {
    const tags = tagsOf(card);
    assert.deepEqual([tags.robots, tags.referrer], ["noindex,nofollow", "no-referrer"]);
  }
});
