import assert from "node:assert/strict";
import test from "node:test";
import { layoutOf } from "../layouts/catalogue.ts";
import { contentSchema } from "../templates/content.ts";
import { withResources } from "../templates/koomessage/body.ts";
import { CARD_VENDORS, cardIdOf } from "../templates/koomessage/cards.ts";
import { exampleOf as example } from "../templates/koomessage/examples_fixture.ts";
import { toKooMessage } from "../templates/koomessage/to_koomessage.ts";
import { gallery } from "../templates/picture/gallery.ts";
import type { Vendor } from "../vendors/words.ts";
import { fromKooMessage, resourcesOf, whyUnread } from "./from_koomessage.ts";
import type { TemplateThere } from "./reading.ts";

const REFERENCE = "5f0c1d2e-0000-4000-8000-00000000a001";

/** A card of the gallery as an account would list it, with the files behind its resources. */
function listed(layout: string, content: unknown, vendors: Vendor[]) {
  const mapped = toKooMessage({
    ...{
      reference: REFERENCE,
      name: "会员日",
      layout,
      vendors,
      usage: "commercial",
      content,
      signatures: ["云杉"],
    },
  });
  assert.ok("body" in mapped, JSON.stringify(mapped));
  const files = new Map(
    mapped.materials.map(({ source }, index) => [String(7_000 + index), { src: source }]),
  );
  const body = withResources(mapped.body, [...files.keys()]);
  const there: TemplateThere = {
    ...{ card_id: body.card_id, sub_type: body.sub_type ?? null, pages: body.pages },
    ...{ params: (body.params ?? []).map(({ name }) => name.slice(2, -1)), vendors, usage: "commercial" },
  };
  return { there, files };
}

test("every layout's example is read back from what was made of it, and makes the same again", () => {
  const seen = new Set<string>();
  for (const [name, card] of gallery()) {
    if (name.endsWith("-options")) continue;
    const slideshow = card.content.style === "48:65" ? { button_colours: "blue" } : undefined;
    const layout = layoutOf(card.layout);
    const offered = CARD_VENDORS[(layout && cardIdOf(layout, card.content.style)) ?? ""] ?? [];
    const vendors: Vendor[] = name.includes("48x65")
      ? ["huawei"]
      : offered.filter((one) => layout?.vendors.includes(one));
    const content = { ...example(card.content), ...(slideshow ? { options: slideshow } : {}) };
    const { there, files } = listed(card.layout, content, vendors);
    assert.ok(
      resourcesOf(there).every((one) => files.has(one)),
      name,
    );
    const read = fromKooMessage(there, (id) => files.get(id) ?? null);
    assert.ok(read, name);
    assert.equal(read.layout, card.layout, name);
    assert.deepEqual(read.vendors, vendors, name);
    assert.ok(contentSchema.safeParse(read.content).success, name);
    seen.add(card.layout);
  }
  assert.equal(seen.size, 27);
});

test("what we cannot say is not half read: another card, another part, a tap that is none of ours", () => {
  const [, card] = [...gallery()].find(([name]) => name.startsWith("image_text")) ?? [];
  assert.ok(card);
  const { there, files } = listed(card.layout, example(card.content), ["huawei"]);
  const fileOf = (id: string) => files.get(id) ?? null;
  assert.ok(fromKooMessage(there, fileOf));
  assert.equal(fromKooMessage({ ...there, card_id: "Lottery" }, fileOf), null);
  const [page] = there.pages;
  assert.ok(page);
  const more = { type: "text" as const, content: "再说一句", position_number: 9 };
  assert.equal(
    fromKooMessage({ ...there, pages: [{ ...page, contents: [...page.contents, more] }] }, fileOf),
    null,
  );
  const odd = page.contents.map((one) =>
    one.type === "button" ? { ...one, action_type: "OPEN_WALLET" } : one,
  );
  assert.equal(fromKooMessage({ ...there, pages: [{ ...page, contents: odd }] }, fileOf), null);

  const why = (changed: Partial<TemplateThere>) => whyUnread({ ...there, ...changed }, fileOf).en;
  const parts = (contents: typeof page.contents) => ({ pages: [{ ...page, contents }] });
  assert.match(why({ card_id: "Lottery" }), /no layout matches card_id “Lottery”/);
  assert.match(why(parts([...page.contents, more])), /^page 1, position 9: .* its text$/);
  assert.match(why(parts(odd)), /^page 1, position 4: .* its button$/);
  assert.match(why({ sub_type: 5 }), /no sub_type 5/);
  const child = page.contents.map((one) => (one.type === "text" ? { ...one, content_child: "x" } : one));
  assert.match(why(parts(child)), /^page 1, position 2: .* its content_child$/);
});

test("what follows from the rest may be left out", () => {
  const [, card] = [...gallery()].find(([name]) => name.startsWith("image_text")) ?? [];
  assert.ok(card);
  const { there, files } = listed(card.layout, example(card.content), ["huawei"]);
  const pages = there.pages.map((page) => ({
    ...page,
    contents: page.contents.map(({ is_text_title: _, src_type: __, ...said }) => said),
  }));
  assert.ok(fromKooMessage({ ...there, pages }, (id) => files.get(id) ?? null));
});
