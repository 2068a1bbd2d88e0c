import assert from "node:assert/strict";
import { LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import { gallery, PARAMS } from "@tidings/shared/templates/picture/gallery.ts";
import { closedPage, REASONS } from "../closed.ts";
import { CSP } from "./csp.ts";
import { type Read, read } from "./gallery/reading.ts";
import { page, type Shown } from "./page.ts";

const OPTIONS = {
  language: "zh-CN",
  address: "https://t.example/link/Ab12cd34",
  media: "https://api.example",
} as const;
const cards = gallery();
const named = (elements: Read[], name: string) => elements.filter((element) => element.name === name);

/** The texts of a content that are words, not names of things. */
function* wordsIn(value: unknown, key = ""): Generator<string> {
  if (typeof value === "string" && /^(text|title|subtitle|body|name|price|label|value|alt)$/.test(key))
    yield value;
  else if (Array.isArray(value)) for (const entry of value) yield* wordsIn(entry, key);
  else if (typeof value === "object" && value !== null)
    for (const [name, entry] of Object.entries(value)) if (name !== "action") yield* wordsIn(entry, name);
}

const filled = (words: string) => words.replace(/\$\{(\w+)\}/g, (_, name: string) => PARAMS[name] ?? "");

Deno.test("every layout has a page in every style, in both languages, with nothing left over", () => {
  assert.equal(new Set(Array.from(cards.values(), (card) => card.layout)).size, LAYOUTS.length);
  for (const language of ["zh-CN", "en"] as const) {
    for (const [name, card] of cards) {
      const html = page(card, { ...OPTIONS, language });
      const elements = read(html);
      assert.equal(named(elements, "html")[0]?.attributes.lang, language, name);
      const main = named(elements, "main");
      assert.equal(main.length, 1, name);
      assert.equal(named(elements, "h1").length, 1, `${name}: one heading`);
      assert.doesNotMatch(
        html.replace(/<script>[\s\S]*<\/script>/, ""),
        /\$\{|undefined|\bnull\b|NaN|\[object/,
        name,
      );
    }
  }
});

Deno.test("every word of a template is on its page, with the recipient's own values", () => {
  for (const [name, card] of cards) {
    if (name.endsWith("-options")) continue;
    const elements = read(page(card, OPTIONS));
    const seen = `${named(elements, "main")[0]?.text} ${elements.map((element) => element.attributes.alt ?? element.attributes["aria-label"] ?? "").join(" ")}`;
    const slots = LAYOUTS.find(({ layout }) => layout === card.layout)?.slots ?? [];
    const shown = slots.filter(
      (slot) => !slot.when && !slot.for_vendor && slot.kind !== "list" && slot.kind !== "choice",
    );
    const values = (card.content as { slots: Record<string, unknown> }).slots;
    for (const slot of shown)
      for (const words of wordsIn(values[slot.name], slot.name))
        assert.ok(seen.includes(filled(words)), `${name}: ${words}`);
  }
});

/** With as many items in its lists as the layout takes. */
function full(card: Shown): Shown {
  const content = structuredClone(card.content) as { slots: Record<string, unknown[]> };
  for (const slot of LAYOUTS.find(({ layout }) => layout === card.layout)?.slots ?? []) {
    const items = content.slots[slot.name];
    if (slot.kind !== "list" || !items) continue;
    const most = Math.max(slot.count.max, ...Object.values(slot.count.by_vendor ?? {}));
    content.slots[slot.name] = Array.from({ length: most }, (_, index) => items[index % items.length]);
  }
  return { ...card, content };
}

Deno.test("a page is small: under 15 KB with the most items its layout takes", () => {
  for (const [name, card] of cards) {
    const bytes = new TextEncoder().encode(page(full(card), OPTIONS)).length;
    assert.ok(bytes < 15_000, `${name}: ${bytes} bytes`);
  }
});

Deno.test("room is kept for every picture and video, and each has a name", () => {
  for (const [name, card] of cards) {
    for (const element of read(page(card, OPTIONS))) {
      const { attributes } = element;
      if (element.name === "img") assert.ok(attributes.alt, `${name}: a picture's name`);
      if (element.name === "video") assert.ok(attributes["aria-label"] && attributes.poster, name);
      if (attributes.src?.includes("/media/") && attributes.class) {
        assert.match(attributes.class, /^r\d+-\d+$/, name);
        const [, wide, high] = /^r(\d+)-(\d+)$/.exec(attributes.class) ?? [];
        assert.equal(Number(attributes.width) / Number(attributes.height), Number(wide) / Number(high), name);
      }
    }
  }
});

Deno.test("paths of our own media are fetched where they are served, also from a link on another host", () => {
  const card = cards.get("image_text") as Shown;
  const source = (media?: string) => named(read(page(card, { ...OPTIONS, media })), "img")[0]?.attributes.src;
  assert.equal(source("https://api.example/"), "https://api.example/media/16x9-0.svg");
  assert.equal(source(), "https://t.example/media/16x9-0.svg");
});

Deno.test("the policy allows the page's own script and styles by their hashes, and no other", async () => {
  const allowed = new Set(CSP.match(/'sha256-[^']+'/g));
  assert.doesNotMatch(CSP, /unsafe|\*/);
  for (const directive of [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])
    assert.ok(CSP.split("; ").includes(directive), directive);
  const pages = [
    ...Array.from(cards.values(), (card) => page(card, OPTIONS)),
    ...Object.keys(REASONS).map((reason) => closedPage(reason as keyof typeof REASONS, "en")),
  ];
  for (const html of pages) {
    for (const element of read(html)) {
      assert.equal(element.attributes.style, undefined, "no style of a single element");
      for (const name of Object.keys(element.attributes)) assert.doesNotMatch(name, /^on/);
      if (element.name !== "script" && element.name !== "style") continue;
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(element.text));
      assert.ok(allowed.has(`'sha256-${new Uint8Array(digest).toBase64()}'`), element.text.slice(0, 60));
    }
  }
});

Deno.test("a card without anything to copy or to open has no script at all", () => {
  const card = { layout: "rich_text", title: "云杉", content: { slots: { body: "你好" } }, params: {} };
  assert.equal(named(read(page(card, OPTIONS)), "script").length, 0);
});
