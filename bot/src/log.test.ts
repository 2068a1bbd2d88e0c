import assert from "node:assert/strict";
import test from "node:test";
import { withoutPhones } from "./log.ts";

test("no phone number gets into a log line, however it is written", () => {
  for (const phone of ["13800138000", "+8613800138000", "86 13800138000", "138-0013-8000", "138 0013 8000"]) {
    assert.equal(withoutPhones(`to ${phone}.`), "to [phone].", phone);
  }
  assert.equal(withoutPhones('{"phone":"+8613800138000"}'), '{"phone":"[phone]"}');
});

test("ids and times stay, so that a line can be followed", () => {
  for (const text of ["batch 20261124-0001", "x138001380001", "id 4dd7a5a9-1380-4138-8001-380001380001"]) {
    assert.equal(withoutPhones(text), text);
  }
});
