import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { cardOf, done } from "../fixtures.ts";
import { draftTemplate, check as plainCheck } from "../templates/checks.ts";
import { mintingStage } from "./stage.ts";

/** TPL-3, TPL-7: templates whose way to the vendors is KooMessage. */
const stage = await mintingStage();
const { db, carrier, mintsAt } = stage;
await mintsAt(carrier);
beforeEach(stage.calm);

const submit = (template: string) => db.as("bob").rpc("submit_template", { template });
const states = (tpl_id: string, items: object[], by = carrier) =>
  db.sql`select private.record_carrier_template_states(${by}::uuid, ${db.sql.json(
    items.map((item) => ({ tpl_id, vendor: "huawei", reason: null, at: null, ...item })) as never,
  )}) as n`.then(([row]) => row?.n);
const handoffOf = async (template: string) =>
  (
    await db.sql`select h.carrier_id, h.taken_by, h.off_there from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id where v.template_id = ${template}`
  )[0];
const reviewOf = async (template: string) =>
  (
    await db.sql`select r.state, r.reason from public.vendor_reviews r
    join public.template_versions v on v.id = r.version_id where v.template_id = ${template}`
  )[0];

test("a check by the usual rules alone does not do: what KooMessage's own found stops the submission", async () => {
  const template = await draftTemplate(db);
  await plainCheck(db, template);
  assert.equal((await submit(template)).error?.code, "content_unchecked");
  const found = { path: "slots", code: "km_opt_out", zh: "加", en: "add" };
  await stage.check(template, [found]);
  const { error } = await submit(template);
  assert.deepEqual(
    [error?.code, JSON.parse(error?.details ?? "{}").findings[0].code],
    ["content_has_errors", "km_opt_out"],
  );
  await stage.check(template);
  assert.equal((await done(submit(template))).state, "in_review");
});

test("another signature, another name or another way to the vendors asks for another check", async () => {
  const keyOf = async (template: string) =>
    (
      await db.sql`select private.check_key(v) as key, v.content_hash from public.templates t
      join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`
    )[0];
  const template = await draftTemplate(db);
  const first = await keyOf(template);
  assert.notEqual(first?.key, first?.content_hash);
  await db.sql`update public.templates set name = '改名' where id = ${template}`;
  assert.notEqual((await keyOf(template))?.key, first?.key);
  await mintsAt(null);
  assert.equal((await keyOf(template))?.key, first?.content_hash);
  await mintsAt(carrier);
});

test("what is decided is found by the service's id: told once, heard from that carrier alone, taken back by inactive", async () => {
  const template = await stage.approved();
  const { carrier_id: id, taken_by } = (await handoffOf(template)) ?? {};
  assert.equal(taken_by, carrier);
  assert.equal(await states(id, [{ state: "approved" }]), 0, "it is known");
  assert.equal(await states(id, [{ state: "inactive", reason: "下线" }], crypto.randomUUID()), 0);
  assert.equal(await states(id, [{ state: "inactive", reason: "下线" }]), 1);
  assert.deepEqual({ ...(await reviewOf(template)) }, { state: "rejected", reason: "下线" });
  assert.equal(await states(id, [{ state: "inactive" }]), 0, "of what is off it says nothing");
  assert.equal(await states(id, [{ state: "approved" }]), 1);
  assert.equal((await reviewOf(template))?.state, "approved");
});

test("off here is off there and on again, and no vendor counts as having decided anything", async () => {
  const template = await stage.approved();
  const { carrier_id: id } = (await handoffOf(template)) ?? {};
  const questions = () => db.sql`select tpl_id, turns_off from private.claim_template_questions()`;
  await db.sql`update private.vendor_handoffs set lease_until = '-infinity'`;
  await done(db.as("bob").rpc("disable_template", { template }));
  assert.deepEqual([...(await questions())], [{ tpl_id: id, turns_off: true }]);
  assert.deepEqual([...(await questions())], [], "one tells it");
  await db.sql`select private.template_told(${carrier}, ${id}, true)`;
  assert.equal(await states(id, [{ state: "inactive" }]), 0);
  assert.equal((await reviewOf(template))?.state, "approved");
  await done(db.as("bob").rpc("enable_template", { template }));
  assert.deepEqual([...(await questions())], [{ tpl_id: id, turns_off: false }]);
});

test("a version that the service will never take is rejected with the reason, and its author can mend it", async () => {
  const template = await draftTemplate(db);
  await stage.check(template);
  await done(submit(template));
  await done(db.as("carol").rpc("approve_template", { template, reason: "Fine." }));
  const [claimed] =
    await db.sql`select reference, name, signatures, attempts from private.claim_vendor_handoffs(20)`;
  assert.ok(claimed && claimed.attempts === 1 && claimed.signatures.length > 0);
  await db.sql`select private.refuse_vendor_handoff(${claimed.reference}, '含有 KooMessage 不接受的字符')`;
  const card = await cardOf(db, "template_cards", template, "bob");
  assert.deepEqual([card.state, card.expected_at], ["rejected", null]);
  assert.match(card.vendor_states[0].reason, /KooMessage/);
});

test("who makes links is set by a platform admin, and by KooMessage alone", async () => {
  const { channel } = stage;
  const set = (person: "olga" | "dan", mints_at: string) =>
    db.as(person).rpc("set_minter_channel", { channel, input: { mints_at } });
  assert.equal((await set("dan", carrier)).error?.code, "platform_admin_only");
  const [sandbox] = await db.sql`select id from public.carriers where adapter = 'sandbox' limit 1`;
  assert.equal((await set("olga", sandbox?.id)).error?.code, "not_of_adapter");
  assert.equal((await set("olga", crypto.randomUUID())).error?.code, "not_found");
  assert.equal((await cardOf(db, "channel_cards", channel, "bob")).mints_at_name, "KooMessage");
});
