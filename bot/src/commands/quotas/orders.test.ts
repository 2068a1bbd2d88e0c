import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { NOTHING_LOOKED } from "../../registry/looked.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";

/** PKG-1 by commands: the price list, an order with its total first, and the confirmation by a platform admin. */

const TERMS = {
  ...{ sku: "aim-100k", kind: "aim_resolution", spec: "three_network", size: 100_000 },
  ...{ price_fen: 300_000, currency: "CNY", validity_months: 12 },
};
const OFFER = { ...TERMS, unit_micros: 30_000, id: "0ffe4000-0000-4000-8000-000000000001", revision: 3 };
const ORDER = {
  ...TERMS,
  ...{ id: "04de4000-0000-4000-8000-000000000001", order_no: "PO-0123456789", quantity: 2 },
  ...{ enterprise_name: "云杉商城", ordered_by_name: "Alice", ordered_at: "2026-11-24T02:00:00Z" },
  ...{ units: 200_000, total_fen: 600_000, state: "ordered", confirmed_itself: false },
  ...{ payment_reference: null, decided_by_name: null, decided_at: null, reason: null },
};
const OWNER = whoamiOf("a11ce", "Alice", ["KooMessage:quota:order", "KooMessage:quota:list"]);
const OLGA = { ...whoamiOf("01a", "Olga"), enterprise: null, platform_admin: true };
let me: object = OWNER;
/** The order as it stands. */
let row: object = ORDER;
let queries: URLSearchParams[] = [];
let confirms = false;
let offers: object[] = [OFFER];
const rest = await startRest(
  {
    whoami: () => me,
    price_list: () => ({
      ...{ currency: "CNY", orders_confirm_themselves: confirms, offers },
      units: { aim_resolution: 40_000, sms_segment: 45_000 },
    }),
    allowed_transitions: allowing(() => []),
    create_order: ({ input }) => {
      if ((input as typeof OFFER).revision !== OFFER.revision)
        throw new Refusal("offer_changed", 409, { details: { name: OFFER.sku } });
      row = confirms ? { ...ORDER, state: "paid", confirmed_itself: true } : ORDER;
      return row;
    },
    cancel_order: () => ({}),
    confirm_order: ({ input }) => {
      row = { ...ORDER, state: "paid", payment_reference: (input as { reference: string }).reference };
      return row;
    },
    decline_order: ({ reason }) => {
      row = { ...ORDER, state: "declined", reason };
      return row;
    },
  },
  {
    orders: (_user, query) => {
      queries.push(query);
      const like = query.get("order_no")?.replace(/^ilike\.[%*]|[%*]$/g, "") ?? "";
      return ORDER.order_no.includes(like.toUpperCase()) ? [row] : [];
    },
    offer_cards: () => offers,
  },
);
after(() => rest.close());
beforeEach(() => {
  me = OWNER;
  row = ORDER;
  queries = [];
  confirms = false;
  offers = [OFFER];
  rest.calls.length = 0;
});
const inChat = typist(rest, "UALICE");
const inTerminal = typist(rest, "UOLGA", NOTHING_LOOKED);
const acts = () =>
  rest.calls.filter(({ verb }) => !["whoami", "price_list", "allowed_transitions"].includes(verb));

test("the price list says what a package costs and what that is a unit, to whoever asks", async () => {
  me = whoamiOf("b0b", "Bob");
  const answer = await inChat("offers", {});
  assert.deepEqual(answer.table?.rows, [
    ["aim-100k", "CN¥3,000.00", "AIM resolutions", "100,000", "CN¥0.03", "1 year", "0ffe4000"],
  ]);
  offers = [];
  assert.match((await inChat("offers", {})).text ?? "", /No matching offer/);
});

test("an order shows its total first; nothing is ordered before its button is pressed", async () => {
  const answer = await inChat("order", { offer: "aim-100k", quantity: 2 });
  assert.deepEqual(acts(), []);
  assert.deepEqual(
    [answer.title, answer.ephemeral, answer.fields?.find(({ label }) => label === "Total")?.value],
    ["Order 2 of aim-100k?", true, "CN¥6,000.00"],
  );
  assert.match(answer.text ?? "", /platform admin.*\n.*order place aim-100k 2 --revision 3$/s);
  const [button] = answer.actions ?? [];
  assert.deepEqual(button, {
    command: "order place",
    input: { offer: OFFER.id, quantity: 2, revision: 3 },
    label: "Confirm order (CN¥6,000.00)",
    style: "primary",
  });
  const made = await inChat("order place", { ...button?.input });
  assert.deepEqual([made.tone, made.title], ["good", ORDER.order_no]);
  assert.match(made.text ?? "", /^Order placed, awaiting payment confirmation\nPay after ordering/);
  const [call] = acts();
  assert.deepEqual(call?.args.input, { offer_id: OFFER.id, quantity: 2, revision: 3 });
  assert.match(String(call?.args.request), /^[0-9a-f-]{36}$/);
});

test("where orders confirm themselves it says so, and the order is paid at once", async () => {
  confirms = true;
  assert.match(
    (await inChat("order place", { offer: "aim-100k" })).text ?? "",
    /confirms payments automatically/,
  );
  const made = await inChat("order place", { offer: "aim-100k", quantity: 2, revision: 3 });
  assert.equal(made.text, "Order paid, quota available");
});

test("an offer that changed since it was shown, or that there is not, orders nothing and says so", async () => {
  const stale = await inChat("order place", { offer: "aim-100k", quantity: 1, revision: 2 });
  assert.equal(stale.refusal?.code, "offer_changed");
  const none = await inChat("order place", { offer: "big-one" });
  assert.match(none.text ?? "", /“big-one” isn't on the price list. On sale: aim-100k/);
  for (const quantity of [0, -1, 1.5, "x", 101, 1_000_000_000]) {
    const answer = await inChat("order place", { offer: "aim-100k", quantity });
    assert.deepEqual([answer.tone, answer.refusal?.option], ["bad", "quantity"], String(quantity));
  }
  me = whoamiOf("b0b", "Bob");
  assert.equal((await inChat("order place", { offer: "aim-100k" })).refusal?.code, "forbidden");
});

test("orders are those of the enterprise in use; a platform admin sees all, in the terminal, with the enterprise", async () => {
  const own = await inChat("orders", {});
  assert.equal(queries[0]?.get("enterprise_id"), "eq.e1");
  assert.ok(!own.table?.columns.some(({ title }) => title === "Enterprise"));
  me = OLGA;
  const all = await inTerminal("orders", {});
  assert.equal(queries[1]?.get("enterprise_id"), null);
  assert.ok(all.table?.rows[0]?.includes("云杉商城"));
  me = { ...whoamiOf("e41", "Erin"), enterprise: null };
  assert.equal((await inChat("orders", {})).refusal?.code, "no_enterprise");
});

test("olga confirms in the terminal when she is sure, with a reference; in chat nobody does", async () => {
  me = OLGA;
  const args = { resource: "po-0123456789", reference: "BANK-7781" };
  const asked = await inTerminal("order confirm", args);
  assert.match(asked.text ?? "", /“云杉商城” owes CN¥6,000.00. Confirming grants 200,000 units/);
  assert.deepEqual(acts(), []);
  const paid = await inTerminal("order confirm", { ...args, sure: true });
  assert.equal(paid.text, "Payment confirmed, quota granted");
  assert.deepEqual(
    [acts()[0]?.args.package_order, acts()[0]?.args.input],
    [ORDER.id, { reference: "BANK-7781" }],
  );
  const declined = await inTerminal("order decline", { resource: ORDER.order_no, reason: "not paid" });
  assert.ok(declined.fields?.some(({ value }) => value === "not paid"));
  assert.match(
    (await inTerminal("order confirm", { ...args, resource: "PO-9" })).text ?? "",
    /No order with “PO-9”/,
  );
  for (const name of ["order confirm", "order decline"]) {
    const said = await inChat(name, { resource: ORDER.order_no, reference: "x", reason: "x" });
    assert.equal(said.refusal?.code, "not_in_chat", name);
  }
});

test("alice takes an order back by its number", async () => {
  const answer = await inChat("order cancel", { resource: ORDER.order_no });
  assert.equal(answer.text, "Order cancelled");
  assert.equal(acts()[0]?.args.package_order, ORDER.id);
});
