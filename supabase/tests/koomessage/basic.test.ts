import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Frame } from "@tidings/shared/basic/content.ts";
import { CALM } from "../../../e2e/doubles/koomessage/control.ts";
import { startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import type { Channel } from "../../functions/_core/channels/calls.ts";
import type { Batch } from "../../functions/_core/channels/carrier.ts";
import { koomessageCarrier as carrier } from "../../functions/_core/channels/koomessage/carrier.ts";
import { ask } from "../../functions/_core/channels/koomessage/client.ts";
import { koomessageResolver as resolver } from "../../functions/_core/channels/koomessage/resolver.ts";
import { type BasicHandoff, Unfit } from "../../functions/_core/channels/resolver.ts";

/** BAS-3, BSN-1: the basic edition at KooMessage, against a service that is strict about what it is asked. */
const REVIEW = { ...CALM, review_delay_ms: [0, 5] as [number, number] };
const service = await startKoomessage({ control: REVIEW });
after(() => service.stop());
beforeEach(() => service.control(REVIEW));

const channel: Channel = {
  base_url: service.url,
  credentials: { access_key: service.accessKey, secret_key: service.secretKey },
  settings: { sign_in: "ak_sk" },
  number: "",
};

const param = (name: string) => `\${${name}}`;
/** A picture that is written out is given as a file; one on our host by its address. */
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const FRAMES: Frame[] = [
  {
    type: "image",
    image: { src: "https://us.test/storage/a.jpg", alt: "" },
    caption: `${param("zeta")}，您好`,
  },
  { type: "text", text: `您的会员号 ${param("alpha")} ，${param("zeta")}的专属礼遇` },
];

let versions = 0;
function handoff(frames: readonly Frame[] = FRAMES, more: Partial<BasicHandoff> = {}): BasicHandoff {
  versions += 1;
  return {
    ...{ reference: `${String(versions).padStart(8, "0")}-7d1e-4000-8000-000000000002`, kind: "basic" },
    ...{ name: "会员日", signature: "云杉", days: 30, callback_url: "http://127.0.0.1:9/", doubtful: false },
    content: { slots: { subject: "会员日", frames } },
    ...more,
  };
}

async function decided(template: string) {
  for (;;) {
    const states = (await resolver.templateStates?.(channel, template, "basic")) ?? [];
    if (states.length > 0) return states;
    await pause(5);
  }
}
const approved = async (frames?: readonly Frame[]) => {
  const id = await resolver.submitTemplate(channel, handoff(frames));
  await decided(id);
  return id;
};

test("a storyboard is made there as the service wants it, and each network decides", async () => {
  const id = await resolver.submitTemplate(channel, handoff());
  const states = await decided(id);
  assert.deepEqual(
    states.map(({ tpl_id, network, state }) => [tpl_id, network, state]),
    [
      [id, "mobile", "approved"],
      [id, "unicom", "approved"],
      [id, "telecom", "approved"],
    ],
  );
  await service.control({ template_reject: "画面不清晰" });
  const refused = await decided(await resolver.submitTemplate(channel, handoff()));
  assert.deepEqual(
    refused.map(({ state, reason }) => [state, reason]),
    Array.from({ length: 3 }, () => ["rejected", "画面不清晰"]),
  );
  assert.deepEqual(service.violations(), []);
});

test("a try whose end nobody knows is looked for by its name, so nothing is made twice", async () => {
  const asked = handoff();
  const id = await resolver.submitTemplate(channel, asked);
  assert.equal(await resolver.submitTemplate(channel, { ...asked, doubtful: true }), id);
  assert.notEqual(await resolver.submitTemplate(channel, { ...handoff(), doubtful: true }), id);
});

test("what cannot be fetched is given as it is", async () => {
  const id = await resolver.submitTemplate(
    channel,
    handoff([{ type: "image", image: { src: PIXEL, alt: "" }, caption: "看图" }]),
  );
  assert.match(id, /^\d{9}$/);
});

test("what the service does not take is refused before it is asked, and for good", async () => {
  const mp4 = handoff([
    { type: "text", text: "看片" },
    { type: "video", video: { src: "https://us.test/v.mp4" } },
  ]);
  const parts = handoff(
    Array.from({ length: 6 }, () => ({
      ...{ type: "image" as const, image: { src: "https://us.test/a.jpg", alt: "" } },
      caption: "看图",
    })),
  );
  for (const [one, why] of [
    [mp4, /3gp/],
    [parts, /10/],
    [handoff([], { content: { slots: {} } }), /storyboard/],
  ] as const)
    await assert.rejects(resolver.submitTemplate(channel, one), (error) => {
      assert.ok(error instanceof Unfit);
      assert.match(error.message, why);
      return true;
    });
});

const batch = (template: string, messages: Batch["messages"], parameters: readonly string[]): Batch => ({
  ...{
    id: String(1000 + ++versions),
    key: null,
    kind: "basic",
    signature: "云杉",
    template,
    sms_template: null,
  },
  ...{ pattern: "", parameters, minted: false, days: 0, callback_url: "", trace: null, messages },
});
const messages = (values: readonly Record<string, string>[]) =>
  values.map((params, n) => ({
    ...{ reference: String(n + 1), to: `+861380001${String(2000 + n)}`, text: "", link: null, params },
  }));
/** What phones got, of the newest task. */
const texts = async () => {
  const said = await ask(channel, {
    method: "GET",
    path: "/v1/aim-basic/send-tasks",
    query: { offset: 0, limit: 1 },
  });
  assert.equal(said.outcome, "done");
  return (await service.ledger()).slice(-3).map(({ text }) => text);
};

test("values go by the order of the template's parameters, one by one or the same for all", async () => {
  const template = await approved();
  const own = messages([
    { alpha: "A1", zeta: "张" },
    { alpha: "A2", zeta: "李" },
    { alpha: "A2", zeta: "李" },
  ]);
  const asked = batch(template, own, ["zeta", "alpha"]);
  const handed = await carrier.handOver(channel, asked);
  assert.ok(handed.outcome === "answered" && handed.results.every(({ status }) => status === "accepted"));
  assert.deepEqual(new Set(handed.results.map(({ carrier_id }) => carrier_id?.split("/")[1])).size, 3);
  const [first, ...others] = await texts();
  assert.match(String(first), /^【云杉】张，您好\n您的会员号 A1 ，张的专属礼遇/);
  for (const other of others) assert.match(String(other), /^【云杉】李，您好\n您的会员号 A2 ，李的专属礼遇/);
  const known = await carrier.query(channel, {
    ...{ batch: asked.id, kind: "basic", minted: false, since: new Date(Date.now() - 60_000).toISOString() },
    messages: own,
  });
  assert.deepEqual(new Set(known?.map(({ status }) => status)), new Set(["accepted"]));

  const group = messages([
    { alpha: "B", zeta: "王" },
    { alpha: "B", zeta: "王" },
    { alpha: "B", zeta: "王" },
  ]);
  assert.equal(
    (await carrier.handOver(channel, batch(template, group, ["zeta", "alpha"]))).outcome,
    "answered",
  );
  assert.match(String((await texts())[0]), /【云杉】王，您好/);
  assert.deepEqual(service.violations(), []);
});

test("a template that is not usable rejects the batch with the service's code; a value too long is found in halves", async () => {
  const handed = await carrier.handOver(channel, batch("123456789", messages([{}, {}]), []));
  assert.ok(handed.outcome === "answered");
  assert.deepEqual(new Set(handed.results.map(({ code }) => code)), new Set(["VMS:1"]));
  const template = await approved();
  const long = messages([{ alpha: "长".repeat(600), zeta: "张" }]);
  const refused = await carrier.handOver(channel, batch(template, long, ["zeta", "alpha"]));
  assert.equal(refused.outcome, "refused", JSON.stringify(refused));
});
