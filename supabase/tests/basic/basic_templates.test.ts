// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, buttonsOf, cardOf, channelOf, done, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  basicSignature,
  channelBy,
  checkBasicly,
  draftBasic,
  expire,
  handedBasic,
  liveBasic,
  sayOf,
  storyboard,
  submitBasic,
} from "./storyboards.ts";

/** BAS-1: templates of the basic edition, from a draft to their end. */
const db = await testDatabase();
const bob = db.as("bob");
const card = (id: string) => cardOf(db, "basic_template_cards", id, "bob");
const rpc = (verb: string, id: string, more: object = {}) =>
  bob.rpc(`${verb}_basic_template`, { basic_template: id, ...more });

test("a draft says what it is made of, and is no template of cards", async () => {
  const id = await draftBasic(db, { content: storyboard("您好 ${name}，余额 ${sum} 元") });
  const row = await card(id);
  assert.deepEqual(
    [row.state, row.shown_state, row.subject, row.parameters, row.is_dynamic, row.version, row.validity_days],
    ["draft", "draft", "会员日", ["name", "sum"], true, 1, 90],
  );
  assert.match(row.signature, /^云杉签名/);
  assert.equal(row.channel_id, await channelOf(db, await yunshan(db)));
  assert.equal(await cardOf(db, "template_cards", id, "bob"), undefined);
  await refused(
    db,
    () => bob.rpc("update_template", { template: id, input: { content: {} } }),
    "not_found",
    404,
  );
  const other = await db.as("bob").rows("select id from public.template_cards limit 1");
  await refused(db, () => rpc("copy", other[0].id), "not_found", 404);
});

test("a draft may have anything in its frames, and nothing that is no storyboard", async () => {
  const id = await draftBasic(db, { content: { slots: { subject: "", frames: [] } }, signature_id: null });
  assert.equal((await card(id)).signature, null);
  for (const content of [
    {},
    { slots: {} },
    { slots: { frames: {} } },
    { slots: { frames: Array(101).fill(1) } },
  ])
    await refused(db, () => rpc("update", id, { input: { content } }), "content_invalid", 422);
  for (const [key, code] of [
    ["signature_id", "not_found"],
    ["channel_id", "not_found"],
  ] as const)
    await refused(
      db,
      () => rpc("update", id, { input: { [key]: "00000000-0000-4000-8000-000000000000" } }),
      code,
      404,
    );
  await refused(db, () => rpc("update", id, { input: { validity_days: 0 } }), "input_invalid", 422);
});

test("a submission needs a signature, a channel, days, and a check without errors", async () => {
  const id = await draftBasic(db, { signature_id: null, channel_id: null, validity_days: null });
  const submit = () => rpc("submit", id);
  const set = async (input: object) => done(rpc("update", id, { input }));
  await refused(db, submit, "basic_signature_required", 422);
  const waiting = await basicSignature(db, "in_review");
  await set({ signature_id: waiting });
  await refused(db, submit, "basic_channel_required", 422);
  await set({ channel_id: await channelOf(db, await yunshan(db)) });
  await refused(db, submit, "basic_validity_required", 422);
  await set({ validity_days: 30 });
  await refused(db, submit, "basic_signature_not_approved", 409);
  await set({ signature_id: await basicSignature(db) });
  await refused(db, submit, "content_unchecked", 409);
  const [error] = [{ path: "slots.frames.0.text", code: "frame_empty", zh: "空帧", en: "empty" }];
  await checkBasicly(db, id, [error]);
  const details = await refused(db, submit, "content_has_errors", 422);
  assert.deepEqual(details.findings, [error]);
  await checkBasicly(db, id);
  assert.equal((await card(id)).weight, 40000);
  await done(submit());
  assert.equal((await card(id)).shown_state, "in_review");
  await refused(db, () => rpc("delete", id), "wrong_state", 409);
});

test("a carrier that cannot carry it is refused at the submission", async () => {
  const channel_id = await channelBy(db, "smpp");
  const id = await draftBasic(db, { channel_id });
  await checkBasicly(db, id);
  await refused(db, () => rpc("submit", id), "channel_cannot_carry", 422);
  await db.sql`update public.channels set state = 'revoked' where id = ${channel_id}`;
  await refused(db, () => rpc("submit", id), "channel_revoked", 409);
});

test("the check is of the signature and the carrier too: another one is checked anew", async () => {
  const id = await draftBasic(db);
  await checkBasicly(db, id);
  await done(rpc("update", id, { input: { signature_id: await basicSignature(db) } }));
  assert.equal((await card(id)).weight, null);
  await refused(db, () => rpc("submit", id), "content_unchecked", 409);
});

test("the first network that approves makes it live for its days; each network keeps a state of its own", async () => {
  const id = await draftBasic(db);
  const reference = await handedBasic(db, id);
  assert.deepEqual(
    (await card(id)).networks.map((one: { network: string; state: string }) => [one.network, one.state]),
    [
      ["mobile", "pending"],
      ["unicom", "pending"],
      ["telecom", "pending"],
    ],
  );
  assert.equal((await card(id)).shown_state, "carrier_review");
  assert.equal(await sayOf(db, reference, "unicom", "rejected", { reason: "图片不清晰" }), 1);
  assert.equal(await sayOf(db, reference, "mobile", "approved"), 1);
  const row = await card(id);
  assert.deepEqual([row.shown_state, row.live_version, row.expired], ["approved", 1, false]);
  const days = (new Date(row.valid_until).getTime() - Date.now()) / 86_400_000;
  assert.ok(days > 89.9 && days <= 90, String(days));
  assert.deepEqual(row.networks[1], { network: "unicom", state: "rejected", reason: "图片不清晰" });
  assert.equal(await sayOf(db, reference, "mobile", "approved"), 0, "the same once more");
});

test("what all networks reject is rejected, edited, and asked anew", async () => {
  const id = await draftBasic(db);
  const reference = await handedBasic(db, id);
  assert.equal(await sayOf(db, reference, null, "rejected", { reason: "内容违规" }), 1);
  const row = await card(id);
  assert.deepEqual(
    [row.shown_state, row.reason],
    ["rejected", "mobile: 内容违规; unicom: 内容违规; telecom: 内容违规"],
  );
  await done(rpc("update", id, { input: { content: storyboard("改好了，欢迎光临。") } }));
  const again = await handedBasic(db, id);
  assert.notEqual(again, reference);
  await sayOf(db, again, null, "approved");
  assert.equal((await card(id)).shown_state, "approved");
});

test("nobody decides about their own, and the log has each act and each network's word", async () => {
  const id = await draftBasic(db);
  await submitBasic(db, id);
  const own = await buttonOf(bob, "basic_template", id, "approve");
  assert.equal(own?.allowed ?? false, false);
  const seen = await buttonOf(db.as("carol"), "basic_template", id);
  await done(
    db
      .as("carol")
      .rpc("reject_basic_template", { basic_template: id, shown: seen.shown, reason: "请改主题" }),
  );
  assert.deepEqual([(await card(id)).shown_state, (await card(id)).reason], ["rejected", "请改主题"]);
  const handed = await handedBasic(db, id);
  await sayOf(db, handed, "telecom", "approved");
  const lines = await db
    .as("dan")
    .rows(
      "select verb, after from public.audit_log where resource = 'basic_template' and resource_id = $1 order by id",
      [id],
    );
  assert.deepEqual(
    lines.map(({ verb }) => verb),
    ["create", "submit", "reject", "submit", "approve", "network_approved", "vendor_approve"],
  );
  assert.deepEqual(lines[5].after, { network: "telecom", state: "approved" });
});

test("on and off stand apart from the review, and an expired one is copied and edited into review again", async () => {
  const id = await liveBasic(db);
  await done(rpc("disable", id));
  assert.equal((await card(id)).shown_state, "disabled");
  await done(rpc("enable", id));
  await expire(db, id);
  const expired = await card(id);
  assert.deepEqual([expired.shown_state, expired.expired, expired.state], ["expired", true, "approved"]);
  assert.equal(
    (await buttonsOf(bob, "basic_template", id)).some(({ verb }) => verb === "test"),
    false,
  );
  const copy = await done(rpc("copy", id));
  assert.deepEqual(
    [copy.state, copy.valid_until, copy.validity_days, copy.signature, copy.name],
    ["draft", null, 90, expired.signature, `${expired.name} 副本`],
  );
  await done(rpc("update", id, { input: { validity_days: 10 } }));
  const edited = await card(id);
  assert.deepEqual(
    [edited.shown_state, edited.version, edited.live_version, edited.expired],
    ["draft", 2, 1, true],
  );
  await sayOf(db, await handedBasic(db, id), null, "approved");
  const renewed = await card(id);
  assert.deepEqual([renewed.shown_state, renewed.live_version, renewed.expired], ["approved", 2, false]);
});

test("an expired one is shown for six months", async () => {
  const id = await liveBasic(db);
  await expire(db, id, 180);
  assert.equal((await card(id)).shown_state, "expired");
  await expire(db, id, 185);
  assert.equal(await card(id), undefined);
});

test("an edit names the save that it began from, and a withdrawn one is a draft again", async () => {
  const id = await draftBasic(db);
  const { version_id, revision } = await card(id);
  await done(rpc("update", id, { input: { content: storyboard("新的") } }));
  await refused(
    db,
    () =>
      rpc("update", id, {
        input: { content: storyboard(), base_version: version_id, base_revision: revision },
      }),
    "version_conflict",
    409,
  );
  await submitBasic(db, id);
  await done(rpc("withdraw", id));
  assert.equal((await card(id)).shown_state, "draft");
  await done(rpc("delete", id));
  assert.equal(await card(id), undefined);
});

test("what waits for a decision stands among the reviews, and only those of the basic edition see it", async () => {
  const id = await draftBasic(db);
  await submitBasic(db, id);
  const waits = await db.as("carol").rows("select resource from public.waiting_reviews where id = $1", [id]);
  assert.deepEqual(waits, [{ resource: "basic_template" }]);
  assert.deepEqual(await db.as("mallory").rows("select id from public.templates where id = $1", [id]), []);
});
