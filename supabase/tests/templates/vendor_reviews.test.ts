import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, yunshan } from "../fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { draftTemplate, notice, recordTemplateStates, submit } from "./checks.ts";

/** TPL-7: the vendors' review: one state a vendor, reported in any order, which a vendor may change later. */
const db = await testDatabase();

const vendors = ["huawei", "xiaomi", "vivo"];
const minute = (n: number) => new Date(Date.UTC(2026, 10, 24, 8, n)).toISOString();
type State = { vendor: string; state: string; at?: string; reason?: string };
type VendorReview = { template: string; reference: string };

/** A template that is approved internally and handed to the vendors. `reference` identifies it to the carrier. */
const asked = async (): Promise<VendorReview> => ask(await draftTemplate(db, { vendors }));

async function ask(template: string): Promise<VendorReview> {
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  const claimed = await db.sql`select reference from private.claim_vendor_handoffs(20)`;
  assert.equal(claimed.length, 1);
  await db.sql`select private.finish_vendor_handoff(${claimed[0]?.reference}, ${`carrier ${template}`}, null)`;
  return { template, reference: claimed[0]?.reference };
}

const say = (reference: string, states: State[], enterprise?: string): Promise<number> =>
  recordTemplateStates(
    db,
    states.map((state) => ({ reference, at: minute(0), ...state })),
    enterprise,
  );
const stateOf = async (template: string) => {
  const { state, vendor_states } = await card(template);
  return [state, ...vendor_states.map((one: State) => one.state)];
};
const card = (id: string) => cardOf(db, "template_cards", id);

test("after the internal approval every vendor of the version is asked, and waits", async () => {
  const { template } = await asked();
  assert.deepEqual(await stateOf(template), ["vendor_review", "pending", "pending", "pending"]);
  assert.equal((await card(template)).live_version_id, null);
});

test("the first vendor that approves makes the version live; each vendor keeps a state of its own", async () => {
  const { template, reference } = await asked();
  await say(reference, [{ vendor: "xiaomi", state: "rejected", reason: "图片不清晰" }]);
  assert.deepEqual(await stateOf(template), ["vendor_review", "pending", "rejected", "pending"]);
  await say(reference, [{ vendor: "vivo", state: "approved" }]);
  assert.deepEqual(await stateOf(template), ["approved", "pending", "rejected", "approved"]);
  const { live_version_id, version_id, vendor_states } = await card(template);
  assert.equal(live_version_id, version_id);
  assert.equal(vendor_states[1].reason, "图片不清晰");
});

test("a version that every vendor rejects is rejected, with what each of them said", async () => {
  const { template, reference } = await asked();
  await say(
    reference,
    vendors.map((vendor) => ({ vendor, state: "rejected", reason: `${vendor} 不通过` })),
  );
  assert.deepEqual(await stateOf(template), ["rejected", "rejected", "rejected", "rejected"]);
  assert.equal(
    (await card(template)).reason,
    "huawei: huawei 不通过; xiaomi: xiaomi 不通过; vivo: vivo 不通过",
  );
  assert.equal((await card(template)).live_version_id, null);
});

test("a later word of a vendor replaces an earlier one, in whatever order they arrive", async () => {
  const words = [
    { vendor: "huawei", state: "approved", at: minute(1) },
    { vendor: "huawei", state: "rejected", at: minute(2), reason: "复审不通过" },
  ];
  for (const order of [words, words.toReversed()]) {
    for (const calls of [[order], order.map((word) => [word])]) {
      const { template, reference } = await asked();
      for (const call of calls) await say(reference, call);
      const [, huawei] = await stateOf(template);
      assert.equal(huawei, "rejected");
    }
  }
});

test("a repeated word changes nothing, and neither does one that decides nothing", async () => {
  const { reference } = await asked();
  const word = { vendor: "huawei", state: "approved", at: minute(1) };
  assert.equal(await say(reference, [word]), 1);
  assert.equal(await say(reference, [word]), 0);
  assert.equal(await say(reference, [{ vendor: "huawei", state: "pending", at: minute(9) }]), 0);
  assert.equal(
    await say(reference, [{ vendor: "samsung", state: "approved" }]),
    0,
    "a vendor that was not asked",
  );
});

test("only the carrier of the enterprise is heard, and an unknown reference does no harm", async () => {
  const { template, reference } = await asked();
  const [other] =
    await db.sql`select enterprise_id as id from public.members where user_id = ${PEOPLE.mallory}`;
  assert.equal(await say(reference, [{ vendor: "huawei", state: "approved" }], other?.id), 0);
  assert.equal(
    await say("00000000-0000-4000-8000-000000000000", [{ vendor: "huawei", state: "approved" }]),
    0,
  );
  assert.deepEqual(await stateOf(template), ["vendor_review", "pending", "pending", "pending"]);
});

test("every word of a vendor stands in the audit log", async () => {
  const { template, reference } = await asked();
  await say(reference, [{ vendor: "huawei", state: "rejected", reason: "敏感词" }]);
  const [line] = await db
    .as("dan")
    .rows("select * from public.audit_log where resource_id = $1 order by id desc limit 1", [template]);
  assert.deepEqual(
    [line.verb, line.source, line.reason, line.after],
    ["vendor_rejected", "system", "敏感词", { vendor: "huawei", state: "rejected" }],
  );
});

test("what all vendors rejected is edited and asked anew: under a new reference, and words of the first round are past", async () => {
  const { template, reference } = await asked();
  await say(
    reference,
    vendors.map((vendor) => ({ vendor, state: "rejected" })),
  );
  await done(db.as("bob").rpc("update_template", { template, input: { content: notice("改好了") } }));
  const again = await ask(template);
  assert.notEqual(again.reference, reference, "a carrier answers a repeated reference as before");
  assert.deepEqual(await stateOf(template), ["vendor_review", "pending", "pending", "pending"]);
  await say(reference, [{ vendor: "huawei", state: "approved", at: minute(30) }]);
  assert.deepEqual(await stateOf(template), ["vendor_review", "pending", "pending", "pending"]);
  await say(again.reference, [{ vendor: "huawei", state: "approved", at: minute(31) }]);
  assert.deepEqual(await stateOf(template), ["approved", "approved", "pending", "pending"]);
});

test("a hand-off is leased to one, comes back when its lease runs out or it failed, and ends when the carrier has it", async () => {
  const { template } = await asked();
  await db.sql`update private.vendor_handoffs set done_at = null, lease_until = '-infinity', carrier_id = null
    where version_id = (select latest_version_id from public.templates where id = ${template})`;
  const claim = async () =>
    (await db.sql`select reference from private.claim_vendor_handoffs(20)`).map(({ reference }) => reference);
  const [first] = await claim();
  assert.deepEqual(await claim(), [], "leased");
  await db.sql`update private.vendor_handoffs set lease_until = now() - interval '1 second' where done_at is null`;
  assert.deepEqual(await claim(), [first]);
  await db.sql`select private.finish_vendor_handoff(${first}, null, 'the carrier is away')`;
  assert.deepEqual(await claim(), [], "later");
  await db.sql`update private.vendor_handoffs set lease_until = now() - interval '1 second' where done_at is null`;
  assert.deepEqual(await claim(), [first]);
  await db.sql`select private.finish_vendor_handoff(${first}, 'T-1', null)`;
  await db.sql`update private.vendor_handoffs set lease_until = now() - interval '1 second'`;
  assert.deepEqual(await claim(), []);
});

test("a vendor that approves after all had rejected makes the version live, but only what it has seen", async () => {
  const rejected = vendors.map((vendor) => ({ vendor, state: "rejected" }));
  const approved = { vendor: "xiaomi", state: "approved", at: minute(5) };
  const kept = await asked();
  await say(kept.reference, rejected);
  await say(kept.reference, [approved]);
  assert.deepEqual(await stateOf(kept.template), ["approved", "rejected", "approved", "rejected"]);
  const { live_version_id, version_id, reason } = await card(kept.template);
  assert.deepEqual([live_version_id, reason], [version_id, null]);

  const edited = await asked();
  await say(edited.reference, rejected);
  await done(
    db.as("bob").rpc("update_template", { template: edited.template, input: { content: notice("改过") } }),
  );
  await say(edited.reference, [approved]);
  const after = await card(edited.template);
  assert.deepEqual([after.state, after.live_version_id], ["rejected", null]);
});

test("a version is handed over once, through one channel, however many its enterprise has", async () => {
  const home = await yunshan(db);
  await db.sql`insert into public.channels (enterprise_id, carrier_id, name, number)
    select ${home}, k.id, 'second', '106900009' from public.carriers k`;
  await asked();
});
