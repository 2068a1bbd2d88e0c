import assert from "node:assert/strict";
import { test } from "node:test";
import { chargesText, costText } from "./cost.ts";

const COST = {
  ...{ units: 6, packages: 4, pay_as_you_go: 2, allowed: true, segments: 6, currency: "CNY" },
  ...{ units_fen: 8, segments_fen: 27, most_fen: 35 },
  ...{ pays_beyond: true, left: { three_network: 4 }, networks: null },
};

test("what a send costs at most is said before it is approved, in both languages", () => {
  assert.equal(
    costText(COST, "en"),
    "6 resolutions: 4 from packages, 2 pay-as-you-go (CN¥0.08); 6 SMS segments (CN¥0.27); at most CN¥0.35",
  );
  assert.equal(costText(COST, "zh-CN"), "6 次解析：套餐 4，按需 2（¥0.08）；6 条短信（¥0.27）；最多 ¥0.35");
  const paid = { ...COST, packages: 6, pay_as_you_go: 0, units_fen: 0, most_fen: 27 };
  assert.match(costText(paid, "en"), /^6 resolutions: all from packages; 6 SMS/);
  assert.match(costText({ ...COST, packages: 0 }, "en"), /^6 resolutions: all pay-as-you-go \(CN¥0\.08\)/);
});

test("a price of one may have half a fen, an amount of money has none, and the lines add up", () => {
  const one = { ...COST, units: 1, packages: 1, pay_as_you_go: 0, units_fen: 0, most_fen: 5 };
  const cost = { ...one, segments: 1, segments_fen: 5, unit_micros: 40_000, segment_micros: 45_000 };
  assert.equal(
    costText(cost, "en", true),
    "per run: 1 resolution: all from packages; 1 SMS segment (1 × CN¥0.045 ≈ CN¥0.05); at most CN¥0.05",
  );
  assert.match(costText(cost, "zh-CN", true), /^每次：.*（1 × ¥0\.045 ≈ ¥0\.05）/);
  const many = { ...cost, packages: 0, pay_as_you_go: 1_057, units: 1_057, units_fen: 4_228, segments: 57 };
  assert.equal(
    costText({ ...many, segments_fen: 257, most_fen: 4_485 }, "en"),
    "1,057 resolutions: all pay-as-you-go (1,057 × CN¥0.04 = CN¥42.28); 57 SMS segments (57 × CN¥0.045 ≈ CN¥2.57); at most CN¥44.85",
  );
});

test("without a price no amount is made up", () => {
  const unknown = { ...COST, units_fen: null, most_fen: null };
  assert.match(costText(unknown, "en"), /2 pay-as-you-go; .*; no price set, so the amount is unknown/);
  assert.match(costText(unknown, "zh-CN"), /价目表未定价/);
});

test("what it did cost is said with what is still reserved", () => {
  const charges = { ...COST, units: 1, packages: 0, pay_as_you_go: 1, segments: 1, open: 1, total_fen: 8 };
  assert.equal(
    chargesText({ ...charges, units_fen: 4, segments_fen: 4 }, "en"),
    "1 resolution: all pay-as-you-go (CN¥0.04); 1 SMS segment (CN¥0.04); CN¥0.08 in total; 1 more reserved",
  );
  assert.match(
    chargesText({ ...charges, units: 0, open: 0 }, "zh-CN"),
    /^0 次解析.*；1 条短信.*；共 ¥0\.08$/,
  );
});
