import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { draftTemplate, notice, recordTemplateStates, submit } from "./checks.ts";

/** TPL-7, TPL-3: a template that is submitted again, its usage, and the SMS signatures that vivo reviews it with. */
const db = await testDatabase();
const bob = db.as("bob");

const card = (id: string) => cardOf(db, "template_cards", id);
const edit = (template: string, more: object = {}) =>
  done(bob.rpc("update_template", { template, input: { content: notice(), ...more } }));
const minute = (n: number) => new Date(Date.UTC(2026, 10, 24, 8, n)).toISOString();

/** Has the latest version approved here and handed over. Returns the reference, and the vendors that were asked; null for nobody. */
async function ask(template: string) {
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  const claimed =
    await db.sql`select reference, vendors::text[] as vendors, signatures, usage from private.claim_vendor_handoffs(20)`;
  if (claimed.length === 0) return null;
  const [one] = claimed;
  await db.sql`select private.finish_vendor_handoff(${one?.reference}, ${`carrier ${one?.reference}`}, null)`;
  return one as unknown as { reference: string; vendors: string[]; signatures: string[]; usage: string };
}
const say = (reference: string, vendor: string, state: string, at = 0) =>
  recordTemplateStates(db, [
    { reference, vendor, state, at: minute(at), reason: state === "approved" ? null : "不清晰" },
  ]);
const states = async (template: string) =>
  (await card(template)).vendor_states.map(
    ({ vendor, state, kept }: { vendor: string; state: string; kept: boolean }) =>
      `${vendor} ${state}${kept ? " kept" : ""}`,
  );

/** Approved by Huawei, refused by Xiaomi. */
async function halfApproved() {
  const template = await draftTemplate(db, { vendors: ["huawei", "xiaomi"] });
  const first = await ask(template);
  assert.deepEqual(first?.vendors, ["huawei", "xiaomi"]);
  await say(first?.reference ?? "", "huawei", "approved");
  await say(first?.reference ?? "", "xiaomi", "rejected");
  assert.equal((await card(template)).asks_vendors, null, "nothing is to be submitted");
  return { template, reference: first?.reference ?? "" };
}

test("submitted again as it was, it goes to the vendor that refused alone, says so before, and is live all the while", async () => {
  const { template } = await halfApproved();
  const draft = await edit(template);
  assert.deepEqual([draft.version, draft.asks_vendors], [2, ["xiaomi"]]);
  const again = await ask(template);
  assert.deepEqual(again?.vendors, ["xiaomi"]);
  const now = await card(template);
  assert.deepEqual([now.state, now.live_version], ["approved", 2]);
  assert.deepEqual(await states(template), ["huawei approved kept", "xiaomi pending"]);
  await say(again?.reference ?? "", "xiaomi", "approved", 5);
  assert.deepEqual(await states(template), ["huawei approved kept", "xiaomi approved"]);
});

test("what was changed is another content, so every vendor is asked, and the live version serves until one has approved", async () => {
  const { template } = await halfApproved();
  const draft = await edit(template, { content: notice("改过了") });
  assert.deepEqual(draft.asks_vendors, ["huawei", "xiaomi"]);
  assert.deepEqual((await ask(template))?.vendors, ["huawei", "xiaomi"]);
  assert.equal((await card(template)).live_version, 1);
});

test("a vendor that is left out leaves nobody to ask: the version is live at once", async () => {
  const { template, reference } = await halfApproved();
  assert.deepEqual((await edit(template, { vendors: ["huawei"] })).asks_vendors, []);
  assert.equal(await ask(template), null);
  const now = await card(template);
  assert.deepEqual([now.state, now.live_version], ["approved", 2]);
  const [handed] =
    await db.sql`select carrier_id from private.vendor_handoffs where version_id = ${now.version_id}`;
  assert.equal(handed?.carrier_id, `carrier ${reference}`, "the carrier knows it by the id of then");
});

test("a vendor that takes its word back takes it back of the later version that lives on it too", async () => {
  const { template, reference } = await halfApproved();
  await edit(template);
  await ask(template);
  await say(reference, "huawei", "rejected", 9);
  assert.deepEqual(await states(template), ["huawei rejected kept", "xiaomi pending"]);
  await edit(template);
  assert.deepEqual((await card(template)).asks_vendors, ["huawei", "xiaomi"]);
});

test("a content of long ago is asked about anew: the carrier's id of another content stands for none", async () => {
  const { template } = await halfApproved();
  await edit(template, { vendors: ["huawei"], content: notice("改过了") });
  const second = await ask(template);
  await say(second?.reference ?? "", "huawei", "approved", 7);
  assert.deepEqual((await edit(template, { vendors: ["huawei"] })).asks_vendors, ["huawei"]);
  assert.deepEqual((await ask(template))?.vendors, ["huawei"]);
  assert.equal((await card(template)).live_version, 2);
});

test("until the carrier has it, the version before serves; a word that was taken back meanwhile is none", async () => {
  const { template, reference } = await halfApproved();
  await edit(template);
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  assert.equal((await card(template)).live_version, 1);
  const [handed] = await db.sql`select reference, replaces from private.claim_vendor_handoffs(20)`;
  assert.equal(handed?.replaces, `carrier ${reference}`);
  const [first] =
    await db.sql`update public.vendor_reviews r set state = 'rejected' from private.vendor_handoffs h
    where h.reference = ${reference} and r.version_id = h.version_id and r.vendor = 'huawei' returning r.version_id`;
  assert.ok(first);
  await db.sql`select private.finish_vendor_handoff(${handed?.reference}, 'carrier of later', null)`;
  assert.deepEqual(await states(template), ["huawei rejected kept", "xiaomi pending"]);
});

test("a rejected version that was edited in place waits for reviews of its own, also where only its signatures are others", async () => {
  const template = await draftTemplate(db, { vendors: ["huawei", "vivo"], sms_signatures: ["云杉会员"] });
  const first = await ask(template);
  for (const vendor of ["huawei", "vivo"]) await say(first?.reference ?? "", vendor, "rejected");
  await edit(template, { sms_signatures: ["云杉商城"] });
  await say(first?.reference ?? "", "vivo", "approved", 9);
  const now = await card(template);
  assert.deepEqual([now.state, now.live_version], ["rejected", null]);
});

test("what vendors are told of a version is its own usage, whatever a later draft says", async () => {
  const { template } = await halfApproved();
  await edit(template);
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  await db.sql`update public.templates set usage = 'trial' where id = ${template}`;
  const [handed] = await db.sql`select usage from private.claim_vendor_handoffs(20)`;
  assert.equal(handed?.usage, "commercial");
});

test("a picture that one vendor alone shows is changed without the others being asked", async () => {
  const image = { alt: "图", src: "/storage/v1/object/public/media/x" };
  const content = (src: string) => ({
    slots: {
      body: "恭喜发财，拒收请回复R",
      image,
      oppo_background: { alt: "背景", src },
      buttons: [{ text: "拆", action: { type: "open_browser", target: "https://mall.example.com/" } }],
    },
  });
  const [version] = await db.sql`select v.* from public.template_versions v limit 1`;
  const [layout] = await db.sql`select id from public.templates where layout = 'notice' limit 1`;
  await db.sql`update public.templates set layout = 'red_packet' where id = ${layout?.id}`;
  const seen = async (vendor: string, src: string) => {
    const about = { ...version, template_id: layout?.id, content: content(src) };
    const [row] =
      await db.sql`select private.seen_by(jsonb_populate_record(null::public.template_versions, ${db.sql.json(about as never)}), ${vendor}::public.vendor) as hash`;
    return row?.hash;
  };
  assert.equal(await seen("huawei", "a"), await seen("huawei", "b"));
  assert.notEqual(await seen("oppo", "a"), await seen("oppo", "b"));
  await db.sql`update public.templates set layout = 'notice' where id = ${layout?.id}`;
});

test("the usage changes with an edit, is told to the vendors, and asks them anew; the check of before is none of it", async () => {
  const template = await draftTemplate(db, { usage: "trial" });
  await ask(template);
  const [live] =
    await db.sql`select latest_version_id as reference from public.templates where id = ${template}`;
  await say(live?.reference, "huawei", "approved");
  const draft = await edit(template, { usage: "commercial", content: notice("不再试用") });
  assert.deepEqual([draft.usage, draft.version, draft.asks_vendors], ["commercial", 2, ["huawei"]]);
  assert.equal((await bob.rpc("submit_template", { template })).error?.code, "content_unchecked");
  assert.equal((await ask(template))?.usage, "commercial");
});

test("up to three approved signatures go to vivo, are shown to who decides, and no other name is taken", async () => {
  const template = await draftTemplate(db, { vendors: ["huawei", "vivo"], sms_signatures: ["云杉会员"] });
  assert.deepEqual((await card(template)).sms_signatures, ["云杉会员"]);
  for (const [wrong, code] of [
    [["不存在"], "template_signature"],
    [["云杉会员", "云杉会员"], "input_invalid"],
    [["云杉会员", "云杉商城", "a", "b"], "input_invalid"],
  ] as const) {
    const input = { content: notice(), sms_signatures: wrong };
    assert.equal((await bob.rpc("update_template", { template, input })).error?.code, code);
  }
  assert.deepEqual((await edit(template)).sms_signatures, ["云杉会员"], "an edit that names none keeps them");
  const [bound] =
    await db.sql`select private.look_at(r, ${(await card(template)).version_id}::text, r.bound) as bound
    from private.resources r where r.resource = 'template'`;
  assert.deepEqual(bound?.bound.sms_signatures, ["云杉会员"]);
  assert.deepEqual((await ask(template))?.signatures, ["云杉会员"]);
  // Without a choice all that are approved go along.
  const open = await draftTemplate(db, { vendors: ["vivo"] });
  assert.deepEqual((await ask(open))?.signatures, ["云杉会员", "云杉商城"]);
});

test("another signature asks vivo again, and no other vendor", async () => {
  const template = await draftTemplate(db, { vendors: ["huawei", "vivo"], sms_signatures: ["云杉会员"] });
  const first = await ask(template);
  for (const vendor of ["huawei", "vivo"]) await say(first?.reference ?? "", vendor, "approved");
  assert.deepEqual((await edit(template, { sms_signatures: ["云杉商城"] })).asks_vendors, ["vivo"]);
});
