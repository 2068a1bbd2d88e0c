import assert from "node:assert/strict";
import test from "node:test";
import { isInDoubt, shownChangeIn, userErrorOf, wayOutOf } from "./user-error.ts";

test("bob reads a refusal in the register's words, with its values filled in", () => {
  const refusal = {
    code: "schedule_outside_window",
    message: "english from the database",
    details: JSON.stringify({ from: "08:00", to: "21:00" }),
    hint: null,
  };
  const error = userErrorOf(refusal, "zh-CN");
  assert.equal(error.kind, "refused");
  assert.match(error.message, /08:00–21:00/);
  assert.match(userErrorOf(refusal, "en").message, /only between 08:00 and 21:00/);
});

test("who meets a limit reads which, how many, and when to try again, and the call is not made again by itself", () => {
  const details = { limit: "person_sends", most: 300, per: "1 hour", again: "90 minutes", again_in: 5400 };
  const failure = { code: "too_many_requests", status: 429, details: JSON.stringify(details) };
  const { kind, message, hint } = userErrorOf(failure, "zh-CN");
  assert.equal(kind, "refused");
  assert.equal(message, "操作过于频繁（每人新建的发送任务数）：1 小时内最多 300 次。");
  assert.equal(hint, "请在 90 分钟后再试。");
  assert.equal(isInDoubt(failure), false);
});

test("dan, who may only read, is told so and not that something broke", () => {
  assert.equal(userErrorOf({ code: "forbidden", details: '{"action":"x"}' }, "en").kind, "forbidden");
  assert.equal(
    userErrorOf({ code: "42501", message: "permission denied for table sends" }, "en").kind,
    "forbidden",
  );
});

test("a broken line is named as such, and only then may the same request be sent again", () => {
  const down = { code: "", message: "TypeError: Failed to fetch", details: "", hint: "" };
  assert.equal(userErrorOf(down, "en").kind, "offline");
  assert.equal(isInDoubt(down), true);
  assert.equal(isInDoubt({ message: "upstream", status: 500 }), true);
  assert.equal(isInDoubt({ code: "wrong_state", details: '{"state":"done"}' }), false);
});

test("an ended session asks for a new sign-in", () => {
  assert.equal(userErrorOf({ code: "PGRST303", message: "JWT expired" }, "en").kind, "signed_out");
});

test("an error nobody foresaw still says something in both languages", () => {
  assert.match(userErrorOf(null, "zh-CN").message, /[\u4e00-\u9fff]/);
  assert.equal(userErrorOf(new Error("odd"), "en").message, "odd");
});

test("a decision refused because something changed tells what, and other refusals tell nothing of the kind", () => {
  const details = JSON.stringify({
    resource: "domain",
    by: "Bob",
    at: "2026-11-01T08:00:00Z",
    differs: [{ field: "name", before: "a.example.com", after: "b.example.com" }],
  });
  assert.equal(shownChangeIn({ code: "shown_changed", details })?.differs?.[0]?.after, "b.example.com");
  assert.equal(shownChangeIn({ code: "wrong_state", details }), null);
});

test("a failure that lacks a filing leads to its form, and another one nowhere", () => {
  const details = JSON.stringify({ form: "basic" });
  assert.equal(wayOutOf({ code: "filing_missing", details })?.to, "/filings/for/basic");
  assert.equal(wayOutOf(new TypeError("Failed to fetch")), null);
  assert.equal(wayOutOf(null), null);
});
