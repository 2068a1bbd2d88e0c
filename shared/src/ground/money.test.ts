import assert from "node:assert/strict";
import { test } from "node:test";
import { kindText, SKU, validityText } from "../quotas/offers.ts";
import { moneyText, typedAmount, unitPriceText } from "./money.ts";

test("money names its currency, and a unit may cost less than a fen", () => {
  assert.equal(moneyText(300_000, "CNY", "zh-CN"), "¥3,000.00");
  assert.equal(moneyText(5, "CNY", "en"), "CN¥0.05");
  assert.equal(unitPriceText(45_000, "CNY", "zh-CN"), "¥0.045");
  assert.equal(unitPriceText(1, "USD", "en"), "$0.000001");
});

test("a typed amount is exact, or it is none", () => {
  assert.equal(typedAmount("3000", 100), 300_000);
  assert.equal(typedAmount(" 0.1 ", 100), 10);
  assert.equal(typedAmount("19.90", 100), 1990);
  assert.equal(typedAmount("0.045", 1_000_000), 45_000);
  assert.equal(typedAmount("1.100", 100), 110);
  for (const typed of ["", "x", "-1", "1e9", "0.001", "1,000", "Infinity", ".5", "9999999999999"])
    assert.equal(typedAmount(typed, 100), null, typed);
});

test("an offer is named by its kind, and of the basic edition by its network", () => {
  assert.equal(kindText({ kind: "basic", spec: "mobile" }, "zh-CN"), "智能信息基础版 · 移动");
  assert.equal(kindText({ kind: "aim_resolution", spec: "three_network" }, "en"), "AIM resolutions");
  assert.deepEqual(
    [12, 24, 18, 1].map((months) => validityText(months, "en")),
    ["1 year", "2 years", "18 months", "1 month"],
  );
  assert.deepEqual(
    ["aim-100k", "A", "-a", "a b", "价"].map((sku) => SKU.test(sku)),
    [true, false, false, false, false],
  );
});
