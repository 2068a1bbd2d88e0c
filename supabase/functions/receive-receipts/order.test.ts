import assert from "node:assert/strict";
import type { Receipt } from "../_core/channels/carrier.ts";
import { inOrder } from "./order.ts";

const receipt = (reference: string, status: Receipt["status"] = "delivered", code: string | null = null) =>
  ({ reference, status, code, carrier_id: null, vendor: null, at: null }) satisfies Receipt;
const said = (receipts: Receipt[]) => {
  const { ids = [], places = [], sayings = [] } = inOrder(receipts) ?? {};
  return ids.map((id, index) => `${id} ${sayings[(places[index] ?? 0) - 1]?.status}`);
};

Deno.test("receipts come in the order of the ids, not of their digits", () => {
  const ids = ["10", "0", "9", "1099511627777", "100"];
  assert.deepEqual(inOrder(ids.map((id) => receipt(id)))?.ids, [0, 9, 10, 100, 1099511627777]);
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

Deno.test("what is said alike stands once, and no code and an empty one are not alike", () => {
  const columns = inOrder([
    receipt("1", "failed", "X"),
    receipt("2", "failed", null),
    receipt("3", "failed", ""),
    receipt("4", "failed", "null"),
    receipt("5", "failed", "X"),
  ]);
  assert.deepEqual(columns?.places, [1, 2, 3, 4, 1]);
  assert.deepEqual(
    columns?.sayings.map(({ code }) => code),
    ["X", null, "", "null"],
  );
});

Deno.test("with a reference that is no id of ours nothing is put in order", () => {
  for (const strange of ["x", "07", "1e3", " 5", "1234567890123456", "00", ""])
    assert.equal(inOrder([receipt("5"), receipt(strange)]), null, strange);
});
