import assert from "node:assert/strict";
import { test } from "node:test";
import { chatIdentity } from "@tidings/shared/people/chat_identity.ts";
import { readAddress } from "@tidings/shared/resource/address.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { filtersOf } from "../filter-values.ts";
import { filterFieldsOf } from "./filters-of.ts";

const fields = filterFieldsOf(send, ({ en }) => en, false);
const named = (name: string) => fields.find((field) => field.name === name);
const asked = (address: string) => {
  const { filters } = readAddress(new URLSearchParams(address), { filters: fields, sorts: [] });
  return filtersOf(fields, filters, "Asia/Shanghai");
};

test("templates, channels and people are chosen by name in the list of sends, once each", () => {
  const picks = fields.filter(({ from }) => from).map(({ name, label }) => [name, label]);
  assert.deepEqual(picks, [
    ["template_id", "Template"],
    ["basic_template_id", "basic template"],
    ["channel_id", "Channel"],
    ["submitted_by", "Submitted by"],
  ]);
  assert.deepEqual(
    filterFieldsOf(chatIdentity, ({ en }) => en, false)
      .filter(({ from }) => from)
      .map(({ name }) => name),
    ["user_id"],
  );
  assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length);
});

test("what is chosen is compared by its key, of either edition in the same column", () => {
  assert.deepEqual(asked("template_id=7f3a"), [{ field: "template_id", operator: "eq", value: "7f3a" }]);
  assert.deepEqual(asked("basic_template_id=9"), [{ field: "template_id", operator: "eq", value: "9" }]);
  assert.deepEqual(asked("submitted_by=5"), [{ field: "submitted_by", operator: "eq", value: "5" }]);
});

test("an address or a view from before, with a part of a name, filters as it did and is in sight only then", () => {
  assert.deepEqual(
    ["template_name", "channel_name", "submitted_by_name"].map((name) => named(name)?.quiet),
    [true, true, true],
  );
  assert.deepEqual(asked("template_name=积分"), [
    { field: "template_name", operator: "contains", value: "积分" },
  ]);
});
