/** Moving in from a KooMessage account (CHL-1): ask-carrier reads it through its API, and what it has is brought as drafts. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import { layoutOf } from "../../../shared/src/layouts/catalogue.ts";
import { koomessageResolver } from "../../functions/_core/channels/koomessage/resolver.ts";
import { granted, madeCarrier } from "../carriers/carrier_fixtures.ts";
import { cardOf, done, refusal, yunshan } from "../fixtures.ts";
import { type Json, testStage } from "./stage.ts";

const account = await startKoomessage({ control: { review_delay_ms: [0, 0] } });
after(() => account.stop());
const stage = await testStage({ volatile: true }, "ask-carrier");
const { db } = stage;
const KEYS = { access_key: account.accessKey, secret_key: account.secretKey };
const carrier = await madeCarrier(db, "云消息", {
  ...{ adapter: "koomessage", base_url: account.url, sign_in: "ak_sk", batch_size: 100, idempotent: false },
  ...{ api_key: undefined, webhook_secret: undefined, ...KEYS },
});
const channel = await granted(db, carrier, await yunshan(db), "云消息");
const read = (kind: string, offset = 0, who: "bob" | "dan" | "mallory" | "nobody" = "bob") =>
  stage.call("ask-carrier", who, { ask: "account", channel_id: channel, kind, offset });
const itemsOf = (kind: string): Promise<Json[]> =>
  db.as("bob").rows(`select * from public.import_item_cards where kind = '${kind}' order by name`);
const bring = (id: string) => db.as("bob").rpc("bring_import_item", { import_item: id });

/** A picture of one dot. */
const DOT =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const CONTENT = {
  slots: {
    image: { src: DOT, alt: "一点" },
    title: "会员日",
    body: "五折起。拒收请回复R",
    buttons: [{ text: "去看看", action: { type: "open_browser", target: "https://mall.example.com/day" } }],
  },
};

test("signatures and texts are read page after page, and become drafts that name what the carrier calls them", async () => {
  const signatures = await read("signature");
  assert.equal(signatures.status, 200, JSON.stringify(signatures.body));
  assert.deepEqual([signatures.body.next, signatures.body.read > 0], [null, true]);
  const texts = await read("sms_template");
  assert.equal(texts.status, 200, JSON.stringify(texts.body));
  const order = (await itemsOf("sms_template")).find(({ outside_id }) => outside_id === "sms-member-name");
  assert.match(order.summary, /^【云杉会员】\$\{v1\}，会员日福利已到账，点击 \{link\} 领取/);
  // The demo has this signature already, so the text joins it.
  const card = await done(bring(order.id));
  const made = await cardOf(db, "sms_template_cards", card.became);
  assert.deepEqual([made.state, made.carrier_template_id], ["draft", "sms-member-name"]);
  assert.deepEqual(account.violations(), []);
});

test("a template comes back as it was made, with its picture in the library", async () => {
  const vendors = layoutOf("image_text")?.vendors.filter((one) => one !== "vivo") ?? [];
  const there = { base_url: account.url, credentials: KEYS, settings: { sign_in: "ak_sk" }, number: "1" };
  const tpl = await koomessageResolver.submitTemplate(there, {
    ...{ reference: "5f0c1d2e-0000-4000-8000-00000000a001", kind: "aim", layout: "image_text", vendors },
    ...{
      usage: "commercial",
      name: "会员日",
      content: CONTENT,
      callback_url: "https://x.example/",
      signatures: [],
    },
  } as never);
  const { status, body } = await read("template");
  assert.equal(status, 200, JSON.stringify(body));
  const found = (await itemsOf("template")).find(({ outside_id }) => outside_id === tpl);
  assert.deepEqual(
    [found.problem, found.plan, found.outside_state],
    [null, "new", "approved"],
    JSON.stringify(found),
  );
  const { became } = await done(bring(found.id));
  const card = await cardOf(db, "template_cards", became);
  assert.deepEqual([card.layout, card.state], ["image_text", "draft"]);
  const [version] = await db.sql`select v.content, v.vendors::text[] from public.template_versions v
    join public.templates t on t.latest_version_id = v.id where t.id = ${became}`;
  const { image, ...rest } = version?.content.slots ?? {};
  const { image: _, ...words } = CONTENT.slots;
  assert.deepEqual(rest, words);
  assert.deepEqual([...(version?.vendors ?? [])].sort(), [...vendors].sort());
  assert.match(image.src, /^\/storage\/v1\/object\/public\/media\/.+\.png$/);
  const [media] = await db.sql`select width, height from public.media where path = ${image.src.slice(32)}`;
  assert.deepEqual([media?.width, media?.height], [1, 1]);
  assert.deepEqual(account.violations(), []);
});

test("tasks and links of the last year are kept to look at, without the number that a link was for", async () => {
  for (const kind of ["send_task", "resolve_task", "link"]) {
    const { status, body } = await read(kind);
    assert.equal(status, 200, JSON.stringify(body));
  }
  const facts =
    await db.sql`select facts::text as facts from public.import_items where kind in ('send_task', 'link')`;
  for (const row of facts) assert.doesNotMatch(row.facts, /\D1[3-9]\d{9}\D/);
  assert.deepEqual(account.violations(), []);
});

test("whoever may not bring reads nothing, and what the account says instead of an answer is told", async () => {
  assert.equal((await read("signature", 0, "nobody")).status, 401);
  assert.deepEqual(
    [(await read("signature", 0, "dan")).body.code, (await read("signature", 0, "mallory")).body.code],
    ["forbidden", "not_found"],
  );
  const wrong = await stage.call("ask-carrier", "bob", {
    ask: "account",
    channel_id: "1",
    kind: "signature",
    offset: 0,
  });
  assert.deepEqual([wrong.status, wrong.body.details.field], [400, "channel_id"]);
  await account.control({ html_rate: 1 });
  const away = await read("signature");
  assert.deepEqual([away.status, away.body.code], [409, "import_unread"]);
  assert.ok(away.body.details.why);
  await account.control({ html_rate: 0 });
  await db.sql`update private.channel_secrets set credentials = credentials || '{"secret_key": "another"}' where channel_id = ${channel}`;
  const denied = await read("signature");
  assert.deepEqual([denied.status, denied.body.code], [409, "import_unread"]);
  assert.doesNotMatch(JSON.stringify(denied.body), /another|SK/);
  assert.equal(await refusal(bring("00000000-0000-4000-8000-000000000000")), "not_found");
});
