import assert from "node:assert/strict";
import test from "node:test";
import { queryFrom } from "./query.ts";
import { costOf, costsOf, costText, spendingOf } from "./spending.ts";

const query = (report: "sends" | "templates", address: Record<string, string> = {}) =>
  queryFrom(report, new URLSearchParams(address), "2026-11-30");

test("a cost is asked for where lines have one: not by network, and of no other report", () => {
  assert.deepEqual(spendingOf(query("sends", { by: "send", name: "双十二" })), {
    ...{ report: "sends", first: "2026-11-01", last: "2026-11-30", period: "day", by: ["send"] },
    filters: [{ column: "send_name", op: "part", value: "双十二" }],
  });
  assert.equal(spendingOf(query("sends", { by: "network" })), null);
  assert.equal(spendingOf(query("sends", { network: "mobile" })), null);
  assert.equal(spendingOf(query("templates")), null);
});

test("each line finds its own cost: none is nothing, and one without a price is not known", () => {
  const line = { period: "2026-11-02", send_id: null, template_id: "a", signature: null, fen: 2_750 };
  const unpriced = { ...line, template_id: "b", fen: null };
  const costs = costsOf(query("sends", { by: "template" }), {
    ...{ currency: "CNY", total_fen: null, before_fen: 0, lines: [line, unpriced] },
  });
  const of = (period: string, template_id: string) => costs({ period, template_id }, "zh-CN");
  assert.deepEqual(
    [of("2026-11-02", "a"), of("2026-11-02", "b"), of("2026-11-03", "a")],
    ["¥27.50", "—", "¥0.00"],
  );
});

test("of spending by day each day has its own: one without any 0, and one without a price is not known", () => {
  const line = { send_id: null, template_id: null, signature: null };
  const lines = [
    { ...line, period: "2026-11-02", fen: 2_750 },
    { ...line, period: "2026-11-03", fen: null },
  ];
  const days = ["2026-11-02", "2026-11-03", "2026-11-04"].map((day) => costOf({ lines }, day));
  assert.deepEqual(days, [2_750, null, 0]);
  assert.deepEqual(
    days.map((fen) => costText(fen, { currency: "CNY" }, "en")),
    ["CN¥27.50", "—", "CN¥0.00"],
  );
});
