import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import { confirmThemselves, done, offered, offerInput, orderOffer } from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/** PKG-1: the price list is of the deployment; platform admins keep it, everybody who is signed in reads what is on sale. */
const db = await testDatabase();
await confirmThemselves(db, false);

test("the price list is olga's: what makes no sense is refused with words, and prices need the password", async () => {
  const create = (person: Person, more: object) =>
    db.as(person).rpc("create_offer", { input: offerInput(more as never) });
  for (const more of [
    { size: 0 },
    { size: -1 },
    { size: 1.5 },
    { size: "x" },
    { size: 1_000_000_000 },
    { price_fen: 0 },
    { price_fen: 1.5 },
    { price_fen: 10_000_000_000 },
    { validity_months: 0 },
    { validity_months: 61 },
    { validity_months: "infinity" },
    { kind: "free" },
    { spec: "mobile" },
    { sku: "Big one" },
    { sku: "" },
    { sale_from: "tomorrow" },
    { sale_until: "infinity" },
    { sale_until: "2020-01-01T00:00:00Z" },
    { sale_from: "2099-02-01T00:00:00Z", sale_until: "2099-01-01T00:00:00Z" },
  ]) {
    const { error, status } = await create("olga", more);
    assert.deepEqual([error?.code, status], ["input_invalid", 422], JSON.stringify(more));
    assert.ok(!refusalWords("input_invalid", "zh-CN", error?.details).message.includes("{"));
  }
  assert.equal((await create("alice", {})).error?.code, "platform_admin_only");
  await done(create("olga", { sku: "same" }));
  assert.equal((await create("olga", { sku: "same" })).error?.code, "sku_taken");
  await db.sql`update auth.sessions set created_at = now() - interval '11 minutes' where user_id = ${PEOPLE.olga}`;
  assert.equal((await create("olga", {})).error?.code, "sudo_required");
  const price = { input: { item: "sms_segment", price_micros: 1 } };
  assert.equal((await db.as("olga").rpc("set_unit_price", price)).error?.code, "sudo_required");
  await db.sql`update auth.sessions set created_at = now() where user_id = ${PEOPLE.olga}`;
});

test("rows of the deployment go through the frame: granted and refused stand in the deployment's own log", async () => {
  const offer = await offered(db);
  for (const person of ["alice", "mallory", "erin"] as const) {
    const { error } = await db.as(person).rpc("withdraw_offer", { offer: offer.id });
    assert.equal(error?.code, "platform_admin_only", person);
  }
  await done(db.as("olga").rpc("withdraw_offer", { offer: offer.id }));
  assert.equal((await db.as("olga").rpc("withdraw_offer", { offer: offer.id })).error?.code, "wrong_state");
  const lines = await db.sql`select verb || ' ' || outcome as line, enterprise_id from public.audit_log
    where resource_id = ${offer.id} and actor = ${PEOPLE.olga} order by id`;
  assert.deepEqual(
    lines.map(({ line, enterprise_id }) => [line, enterprise_id]),
    ["create granted", "withdraw granted", "withdraw refused"].map((line) => [line, null]),
  );
  // Also of a platform admin who works in an enterprise.
  await db.sql`insert into private.platform_admins (user_id) values (${PEOPLE.mallory})`;
  await done(db.as("mallory").rpc("set_sale_settings", { input: { orders_confirm_themselves: false } }));
  await db.sql`delete from private.platform_admins where user_id = ${PEOPLE.mallory}`;
  const [line] =
    await db.sql`select enterprise_id from public.audit_log where resource = 'sale_settings' order by id desc limit 1`;
  assert.equal(line?.enterprise_id, null);
});

test("what is withdrawn, not on sale yet or no more is not ordered, and says so", async () => {
  const gone = await offered(db);
  await done(db.as("olga").rpc("withdraw_offer", { offer: gone.id }));
  const early = await offered(db, { sale_from: "2099-01-01T00:00:00+08:00" });
  const late = await offered(db);
  await db.sql`update public.offers set sale_from = now() - interval '2 days', sale_until = now() - interval '1 day' where id = ${late.id}`;
  for (const [offer, code, words] of [
    [gone, "offer_withdrawn", /was taken off sale/],
    [early, "offer_not_yet", /goes on sale at 2099-01-01 00:00 \(Asia\/Shanghai\)/],
    [late, "offer_over", /went off sale at/],
  ] as const) {
    const { error, status } = await orderOffer(db.as("alice"), offer);
    assert.deepEqual([error?.code, status], [code, 409]);
    assert.match(refusalWords(code, "en", error?.details).message, words);
  }
  const listed = (await done(db.as("alice").rpc("price_list"))).offers.map(({ id }: { id: string }) => id);
  const seen = (await db.as("alice").rows("select id from public.offers")).map(({ id }) => id);
  for (const { id } of [gone, early, late]) {
    assert.ok(!listed.includes(id) && !seen.includes(id));
  }
  assert.equal((await db.as("olga").rows("select id from public.offers where id = $1", [gone.id])).length, 1);
});
