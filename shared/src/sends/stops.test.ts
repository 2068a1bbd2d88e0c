import assert from "node:assert/strict";
import test from "node:test";
import { stopWords } from "./stops.ts";

test("that too many messages failed is said in the reader's language, with the figures of the brake", () => {
  const why = {
    code: "failure_rate",
    details: { failed: 1170, ends: 1240 },
    reason: "1170 of 1240 messages failed",
  };
  assert.equal(stopWords(why, "zh-CN"), "失败比例过高（已有结果 1,240 条，其中失败 1,170 条）");
  assert.equal(stopWords(why, "en"), "too many messages failed (1,170 of 1,240)");
  assert.equal(stopWords({ ...why, details: null }, "zh-CN"), "失败比例过高");
  const late = { code: "occurrence_late", details: null, reason: "over an hour late, skipped" };
  assert.doesNotMatch(stopWords(late, "zh-CN"), /[a-z]/);
});

test("the refusal that an occurrence met is said whole, with its values", () => {
  const why = {
    code: "quota_short",
    details: { missing: 5, needed: 8 },
    reason: "The packages lack 5 of 8 units.",
  };
  assert.equal(stopWords(why, "zh-CN"), "套餐余量不足：缺 5，共需 8；按需计费已关闭。");
  assert.doesNotMatch(stopWords({ ...why, details: null }, "zh-CN"), /—|units/);
  assert.equal(stopWords({ code: "yet_unknown", details: null, reason: "As given." }, "en"), "As given.");
});
