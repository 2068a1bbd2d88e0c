import assert from "node:assert/strict";
import test from "node:test";
import { optOutReason } from "./words.ts";

test("who opted out by a reply is said to have in words, and what a member wrote stays as it is", () => {
  assert.deepEqual(optOutReason({ reason: "reply", added_by: null }), { zh: "回复退订", en: "By reply" });
  for (const one of [
    { reason: "reply", added_by: "b0b" },
    { reason: "来电要求", added_by: "b0b" },
    { reason: "asked by mail", added_by: null },
  ])
    assert.deepEqual(optOutReason(one), { zh: one.reason, en: one.reason });
});
