import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import {
  booksAgree,
  buttonOf,
  cardOf,
  confirmThemselves,
  done,
  fault,
  joins,
  offered,
  offerInput,
  ordered,
  orderOffer,
  yunshan,
} from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** PKG-1: an order is an offer of the price list × a quantity; its units come with a payment that somebody else confirmed. */
const db = await testDatabase({ last: booksAgree });
await confirmThemselves(db, false);

const units = async (order: string) =>
  (await db.sql`select size::int from public.packages where order_id = ${order}`).map(({ size }) => size);
const confirm = (person: Person, order: string, more: object = {}) =>
  db.as(person).rpc("confirm_order", { package_order: order, input: { reference: "BANK-7781" }, ...more });

test("alice orders: the total is the system's, and the units come when olga says that the money came", async () => {
  const offer = await offered(db, { size: 1000, price_fen: 4_800, kind: "basic", spec: "mobile" });
  const made = await ordered(db, offer, 3);
  assert.match(made.order_no, /^PO-[0-9A-F]{10}$/);
  assert.deepEqual(
    [made.state, made.total_fen, made.units, made.currency, made.enterprise_name, made.ordered_by_name],
    ["ordered", 14_400, 3000, "CNY", "云杉商城", "Alice"],
  );
  assert.deepEqual(await units(made.id), [], "not paid, no units");
  const paid = await done(confirm("olga", made.id));
  assert.deepEqual([paid.state, paid.payment_reference, paid.decided_by_name], ["paid", "BANK-7781", "Olga"]);
  assert.deepEqual(await units(made.id), [3000]);
  const [pack] =
    await db.sql`select kind, spec, expires_at = paid_at + interval '12 months' as year from public.packages where order_id = ${made.id}`;
  assert.deepEqual({ ...pack }, { kind: "basic", spec: "mobile", year: true });
  const lines = await db
    .as("alice")
    .rows("select actor_name, verb from public.audit_log where resource_id = $1 order by id", [made.id]);
  assert.deepEqual(
    lines.map(({ actor_name, verb }) => `${actor_name} ${verb}`),
    ["Alice create", "Olga confirm"],
  );
});

test("whoever ordered, and whoever else belongs to the enterprise, confirms no payment of it", async () => {
  const made = await ordered(db, await offered(db));
  for (const person of ["alice", "bob", "dan"] as const) {
    assert.equal((await confirm(person, made.id)).error?.code, "platform_admin_only", person);
  }
  assert.equal((await confirm("mallory", made.id)).error?.code, "not_found");
  await db.sql`insert into private.platform_admins (user_id) values (${PEOPLE.alice})`;
  const { error, status } = await confirm("alice", made.id);
  assert.deepEqual([error?.code, status], ["own_payment", 403]);
  const button = await buttonOf(db.as("alice"), "order", made.id, "confirm");
  assert.deepEqual([button.allowed, button.code], [false, "own_payment"]);
  await db.sql`delete from private.platform_admins where user_id = ${PEOPLE.alice}`;
  // A member of another enterprise may.
  await db.sql`insert into private.platform_admins (user_id) values (${PEOPLE.mallory})`;
  await done(confirm("mallory", made.id));
  await db.sql`delete from private.platform_admins where user_id = ${PEOPLE.mallory}`;
  assert.deepEqual(await units(made.id), [1000]);
});

test("who has left the enterprise does not confirm its payments either", async () => {
  const made = await ordered(db, await offered(db));
  await joins(db, "frank", ["Readers"]);
  await done(db.as("frank").rpc("leave_enterprise", { enterprise: await yunshan(db) }));
  await db.sql`insert into private.platform_admins (user_id) values (${PEOPLE.frank})`;
  assert.equal((await confirm("frank", made.id)).error?.code, "own_payment");
  await db.sql`delete from private.platform_admins where user_id = ${PEOPLE.frank}`;
});

test("an order is confirmed once: the same click again is answered, another one is refused", async () => {
  const made = await ordered(db, await offered(db));
  const args = { package_order: made.id, input: { reference: "B1" } };
  const request = randomUUID();
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("olga").open("confirm_order", { ...args, request }),
    () => db.as("olga").rpc("confirm_order", { ...args, request }),
  );
  assert.deepEqual([second.data, second.error], [first.data, null]);
  assert.equal((await db.as("olga").rpc("confirm_order", args)).error?.code, "wrong_state");
  assert.deepEqual(await units(made.id), [1000]);
});

test("without the reference of the payment nothing is confirmed, and the refusal names it", async () => {
  const made = await ordered(db, await offered(db));
  for (const reference of ["", "  "]) {
    const act = db.as("olga").rpc("confirm_order", { package_order: made.id, input: { reference } });
    assert.equal(await fault(act), "input_invalid reference");
  }
  assert.deepEqual(await units(made.id), []);
});

test("a double click orders once", async () => {
  const offer = await offered(db);
  const args = { input: { offer_id: offer.id, quantity: 2, revision: 1 }, request: randomUUID() };
  const [one, two] = await oneAfterTheOther(db, db.as("alice").open("create_order", args), () =>
    db.as("alice").rpc("create_order", args),
  );
  assert.equal(one.data.id, two.data.id);
  const [row] = await db.sql`select count(*)::int as n from public.orders where offer_id = ${offer.id}`;
  assert.equal(row?.n, 1);
});

test("only whoever ordered cancels, before the payment; the platform declines with a reason", async () => {
  const offer = await offered(db);
  const mine = await ordered(db, offer);
  await joins(db, "erin", ["Owners"]);
  assert.equal(
    (await db.as("erin").rpc("cancel_order", { package_order: mine.id })).error?.code,
    "not_the_orderer",
  );
  assert.equal((await db.as("bob").rpc("cancel_order", { package_order: mine.id })).error?.code, "forbidden");
  assert.equal(
    (await db.as("olga").rpc("cancel_order", { package_order: mine.id })).error?.code,
    "forbidden",
  );
  const cancelled = await done(db.as("alice").rpc("cancel_order", { package_order: mine.id }));
  assert.deepEqual([cancelled.state, cancelled.decided_by_name], ["cancelled", "Alice"]);
  assert.equal((await confirm("olga", mine.id)).error?.code, "wrong_state");
  const late = await ordered(db, offer);
  assert.equal(
    (await db.as("olga").rpc("decline_order", { package_order: late.id, reason: " " })).error?.code,
    "reason_required",
  );
  const declined = await done(
    db.as("olga").rpc("decline_order", { package_order: late.id, reason: "30 天内未付款" }),
  );
  assert.deepEqual([declined.state, declined.reason], ["declined", "30 天内未付款"]);
  assert.equal(
    (await db.as("alice").rpc("cancel_order", { package_order: late.id })).error?.code,
    "wrong_state",
  );
  assert.deepEqual([await units(mine.id), await units(late.id)], [[], []]);
});

test("an edit changes no order: it keeps the terms that it was made at", async () => {
  const offer = await offered(db, { size: 500, price_fen: 1_000 });
  const made = await ordered(db, offer, 2);
  const edit = offerInput({ sku: offer.sku, size: 5000, price_fen: 9_000, validity_months: 1 });
  const next = await done(db.as("olga").rpc("update_offer", { offer: offer.id, input: edit }));
  assert.deepEqual([next.revision, next.price_fen, next.sale_from], [2, 9_000, offer.sale_from]);
  const stale = await orderOffer(db.as("alice"), offer);
  assert.deepEqual(
    [stale.error?.code, stale.status],
    ["offer_changed", 409],
    "what was shown is what is ordered",
  );
  await done(db.as("olga").rpc("withdraw_offer", { offer: offer.id }));
  const paid = await done(confirm("olga", made.id));
  assert.deepEqual([paid.total_fen, paid.units, paid.validity_months], [2_000, 1000, 12]);
  assert.deepEqual(await units(made.id), [1000]);
});

test("no quantity but 1 to 100, no other field, no id of nothing", async () => {
  const offer = await offered(db);
  for (const quantity of [0, -1, 1.5, "x", null, 101, 1_000_000_000, 1e300]) {
    const { error } = await orderOffer(db.as("alice"), offer, { quantity });
    assert.equal(error?.code, "input_invalid", String(quantity));
    assert.match(refusalWords("input_invalid", "en", error?.details).message, /quantity/);
  }
  for (const more of [
    { price_fen: 1 },
    { size: 10 },
    { expires_at: "2099-01-01T00:00:00Z" },
    { total_fen: 1 },
  ]) {
    assert.equal(
      (await orderOffer(db.as("alice"), offer, more)).error?.code,
      "input_invalid",
      JSON.stringify(more),
    );
  }
  assert.equal(
    (await orderOffer(db.as("alice"), { id: randomUUID(), revision: 1 })).error?.code,
    "not_found",
  );
  assert.equal((await orderOffer(db.as("alice"), { id: "x", revision: 1 })).error?.code, "input_invalid");
  assert.equal(
    (await db.as("bob").rpc("create_order", { input: { offer_id: offer.id, quantity: 1, revision: 1 } }))
      .error?.code,
    "forbidden",
  );
});

test("an enterprise has at most 20 orders that wait", async () => {
  const offer = await offered(db);
  const answers = [];
  for (let n = 0; n < 25; n += 1) answers.push(await orderOffer(db.as("alice"), offer));
  const refused = answers.filter(({ error }) => error !== null);
  assert.ok(refused.length >= 5);
  for (const { error } of refused) assert.equal(error?.code, "capacity_reached");
  await db.sql`update public.orders set state = 'cancelled' where state = 'ordered'`;
});

test("olga sees orders with the enterprise's name, and no other row of it; mallory sees none of alice's", async () => {
  const made = await ordered(db, await offered(db));
  assert.equal((await cardOf(db, "orders", made.id, "olga")).enterprise_name, "云杉商城");
  for (const table of ["packages", "quota_accounts", "quota_ledger", "enterprises", "members"]) {
    assert.deepEqual(await db.as("olga").rows(`select * from public.${table}`), [], table);
  }
  assert.deepEqual(await db.as("mallory").rows("select id from public.orders"), []);
});

test("where orders confirm themselves, the units are there at once, and the log says that it was the system", async () => {
  await confirmThemselves(db, true);
  const made = await ordered(db, await offered(db));
  assert.deepEqual(
    [made.state, made.confirmed_itself, made.decided_by, made.payment_reference],
    ["paid", true, null, null],
  );
  assert.deepEqual(await units(made.id), [1000]);
  const verbs = await db.sql`select verb from public.audit_log where resource_id = ${made.id} order by id`;
  assert.deepEqual(verbs.map(({ verb }) => verb).sort(), ["confirm_itself", "create"]);
  await confirmThemselves(db, false);
});
