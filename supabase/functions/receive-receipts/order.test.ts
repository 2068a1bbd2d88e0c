import assert from "node:assert/strict";
import type { Receipt } from "../_core/channels/port.ts";
import { inOrder } from "./order.ts";

const receipt = (reference: string, status: Receipt["status"] = "delivered", code: string | null = null) =>
  ({ reference, status, code, carrier_id: null, vendor: null, at: null }) satisfies Receipt;
const said = (receipts: Receipt[]) => inOrder(receipts).map((one) => `${one.reference} ${one.status}`);

Deno.test("receipts come in the order of the ids, not of their digits", () => {
  const ids = ["10", "9", "1099511627777", "100"];
  assert.deepEqual(
    inOrder(ids.map((id) => receipt(id))).map(({ reference }) => reference),
    ["9", "10", "100", "1099511627777"],
  );
});

Deno.test("of several for one delivery the one that knows most stays, wherever it stood", () => {
  const all = [
    receipt("7", "failed"),
    receipt("7", "delivered"),
    receipt("7", "expired"),
    receipt("8", "expired"),
  ];
  assert.deepEqual(said(all), ["7 delivered", "8 expired"]);
  assert.deepEqual(said(all.toReversed()), ["7 delivered", "8 expired"]);
});

Deno.test("what is no id of ours is neither lost nor taken for one", () => {
  const strange = ["x", "07", "1e3", " 5", "1234567890123456", "0"];
  const all = [...strange, "5"].map((reference) => receipt(reference));
  assert.deepEqual(
    inOrder(all).map(({ reference }) => reference),
    ["5", ...strange],
  );
  assert.deepEqual(inOrder([receipt("x"), receipt("x")]).length, 2);
});
