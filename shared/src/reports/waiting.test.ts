import assert from "node:assert/strict";
import { test } from "node:test";
import { waitingTitle } from "./waiting.ts";

test("what waits is called in the reader's language, and parts of one account are told apart", () => {
  const row = { resource: "account_part", title: "面包房", origin: null, part: "menus" };
  assert.equal(waitingTitle(row, "en"), "面包房 · Menus");
  assert.notEqual(waitingTitle({ ...row, part: "home" }, "zh-CN"), waitingTitle(row, "zh-CN"));
  assert.equal(waitingTitle({ ...row, resource: "template", part: null }, "en"), "面包房");
});
