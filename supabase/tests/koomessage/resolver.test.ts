import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CALM } from "../../../e2e/doubles/koomessage/control.ts";
import { startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import { layoutOf } from "../../../shared/src/layouts/catalogue.ts";
import { CARD_VENDORS, cardIdOf } from "../../../shared/src/templates/koomessage/cards.ts";
import { exampleOf } from "../../../shared/src/templates/koomessage/examples_fixture.ts";
import { gallery } from "../../../shared/src/templates/picture/gallery.ts";
import { IMAGE_TEXT_SAMPLE } from "../../../shared/src/templates/samples.ts";
import type { Channel } from "../../functions/_core/channels/calls.ts";
import { koomessageResolver as resolver } from "../../functions/_core/channels/koomessage/resolver.ts";
import { type CardHandoff, Unfit } from "../../functions/_core/channels/resolver.ts";

/** TPL-7, RES-1: templates and links at KooMessage, against a service that is strict about what it is asked. */
const service = await startKoomessage({ control: { review_delay_ms: [0, 5] } });
after(() => service.stop());
beforeEach(() => service.control({ ...CALM, review_delay_ms: [0, 5] }));

const channel: Channel = {
  base_url: service.url,
  credentials: { access_key: service.accessKey, secret_key: service.secretKey },
  settings: { sign_in: "ak_sk", link_domain: "" },
  number: "",
};

let versions = 0;
function handoff(layout: string, content: unknown, more: Partial<CardHandoff> = {}): CardHandoff {
  versions += 1;
  const reference = `${String(versions).padStart(8, "0")}-7d1e-4000-8000-000000000001`;
  return {
    ...{
      reference,
      kind: "aim",
      layout,
      vendors: ["huawei"],
      usage: "commercial",
      callback_url: "https://us.test/",
    },
    ...{ name: "云杉会员日", signatures: ["云杉"], doubtful: false },
    content: JSON.parse(JSON.stringify(content).replaceAll('"/storage/', '"https://us.test/storage/')),
    ...more,
  };
}
const members = (more: Partial<CardHandoff> = {}) => handoff("image_text", IMAGE_TEXT_SAMPLE, more);
const made = async (): Promise<string> => resolver.submitTemplate(channel, members());

async function decided(template: string) {
  for (;;) {
    const states = (await resolver.templateStates?.(channel, template, "aim")) ?? [];
    if (states.length > 0 && states.every(({ state }) => state !== "inactive")) return states;
    await pause(5);
  }
}

test("a card of every layout is made there as the service wants it, with its pictures and videos uploaded", async () => {
  for (const [name, card] of gallery()) {
    if (name.endsWith("-options")) continue;
    const layout = layoutOf(card.layout);
    assert.ok(layout);
    const narrow = card.content.style === "48:65";
    const offered = CARD_VENDORS[cardIdOf(layout, card.content.style) ?? ""] ?? [];
    const vendors = narrow ? (["huawei"] as const) : offered.filter((one) => layout.vendors.includes(one));
    const content = {
      ...exampleOf(card.content),
      ...(narrow ? { options: { button_colours: "blue" } } : {}),
    };
    const id = await resolver.submitTemplate(channel, handoff(card.layout, content, { vendors }));
    assert.match(id, /^\d{9}$/, name);
  }
  assert.deepEqual(service.violations(), []);
});

test("a template whose answer is lost is found by its name and not made twice", async () => {
  await service.control({ accept_then_drop_rate: 0 });
  const asked = members();
  const id = await resolver.submitTemplate(channel, asked);
  // The first try made it, and nobody here knows.
  assert.equal(await resolver.submitTemplate(channel, { ...asked, doubtful: true }), id);
  const other = members({ name: asked.name });
  assert.notEqual(await resolver.submitTemplate(channel, { ...other, doubtful: true }), id);
});

test("a half answer is no answer: the template is looked for before it is made again", async () => {
  const asked = members({ content: { ...IMAGE_TEXT_SAMPLE, slots: { ...IMAGE_TEXT_SAMPLE.slots } } });
  await service.control({ half_rate: 1 });
  await assert.rejects(resolver.submitTemplate(channel, asked), { name: "Silent" });
  await service.control({ half_rate: 0 });
  const id = await resolver.submitTemplate(channel, { ...asked, doubtful: true });
  assert.equal(await resolver.submitTemplate(channel, { ...asked, doubtful: true }), id);
});

test("what cannot be said there never will be, and says what to mend", async () => {
  const silent = structuredClone(IMAGE_TEXT_SAMPLE) as { slots: Record<string, unknown> };
  silent.slots.body = "会员日";
  await assert.rejects(resolver.submitTemplate(channel, handoff("image_text", silent)), (error) => {
    assert.ok(error instanceof Unfit);
    assert.match(error.message, /拒收请回复R/);
    return true;
  });
});

test("what vendors decide is asked: passed, failed with the reason, and taken back", async () => {
  const id = await made();
  assert.deepEqual(
    (await decided(id)).map(({ vendor, state, reason }) => [vendor, state, reason]),
    [["huawei", "approved", null]],
  );
  await service.control({ revoked_templates: [id] });
  assert.deepEqual(
    (await decided(id)).map(({ state }) => state),
    ["rejected"],
  );
  await service.control({ revoked_templates: [], template_reject: "图片不清晰" });
  const bad = await made();
  assert.deepEqual(
    (await decided(bad)).map(({ state, reason }) => [state, reason]),
    [["rejected", "图片不清晰"]],
  );
});

test("a template is turned off, on again and removed; one that is not there is none to remove", async () => {
  const id = await made();
  await decided(id);
  await resolver.setTemplate?.(channel, id, false);
  assert.deepEqual(
    (await resolver.templateStates?.(channel, id, "aim"))?.map(({ state }) => state),
    ["inactive"],
  );
  await resolver.setTemplate?.(channel, id, true);
  assert.deepEqual(
    (await decided(id)).map(({ state }) => state),
    ["approved"],
  );
  await resolver.deleteTemplate?.(channel, id);
  await resolver.deleteTemplate?.(channel, id);
});

const CARD = "600000002";
const order = (items: { flag: string; params: Record<string, string> }[], template = CARD) => ({
  ...{ template, signature: "云杉会员", days: 9 },
  items,
});
const guests = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ flag: `${n + 1}`, params: { name: `客${n}` } }));

test("a hundred links are made in a call, each for its flag, for seven days at most", async () => {
  const minted = await resolver.mint?.(channel, order(guests(100)));
  assert.ok(minted?.outcome === "answered");
  assert.equal(new Set(minted.links.map(({ url }) => url)).size, 100);
  const [first] = minted.links;
  assert.ok(first?.ends_at && Date.parse(first.ends_at) < Date.now() + 7 * 86_400_000 + 60_000);
  assert.match(first.url, /^km2g\.cn\/[A-Za-z0-9]+$/);
});

test("a value that the service refuses ends alone, with its code; a template that it refuses refuses all", async () => {
  const items = [...guests(2), { flag: "99", params: {} }];
  const minted = await resolver.mint?.(channel, order(items));
  assert.ok(minted?.outcome === "answered");
  const bad = minted.links.find(({ flag }) => flag === "99");
  assert.equal(bad?.url, null);
  assert.match(bad?.code ?? "", /90016802/);
  assert.equal(minted.links.filter(({ url }) => url !== null).length, 2);
  const other = await resolver.mint?.(channel, order(guests(1), "600000004"));
  assert.equal(other?.outcome, "refused");
});

test("busy, shut out and unheard are told apart", async () => {
  const asked = order(guests(1));
  await service.control({ throttle_per_s: 0 });
  assert.equal((await resolver.mint?.(channel, asked))?.outcome, "nothing_made");
  await service.control({ throttle_per_s: null, half_rate: 1 });
  assert.equal((await resolver.mint?.(channel, asked))?.outcome, "in_doubt");
  await service.control({ half_rate: 0 });
  const shut = { ...channel, credentials: { access_key: "NOBODY", secret_key: "none" } };
  const denied = await resolver.mint?.(shut, asked);
  assert.ok(denied?.outcome === "nothing_made" && denied.whose === "ours");
});
