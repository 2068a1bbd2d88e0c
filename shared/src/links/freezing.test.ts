import assert from "node:assert/strict";
import test from "node:test";
import { freezeReasonText } from "./freezing.ts";

test("a burst is told in the reader's language, and a person's own words as they are", () => {
  assert.equal(freezeReasonText("burst:1500", "zh-CN"), "一分钟内请求 1,500 次");
  assert.equal(freezeReasonText("burst:30", "en"), "30 requests in a minute");
  assert.equal(freezeReasonText("on a forum, burst:30", "zh-CN"), "on a forum, burst:30");
});
