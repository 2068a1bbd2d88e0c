import assert from "node:assert/strict";
import { test } from "node:test";
import { portBinding } from "@tidings/shared/accounts/port_binding.ts";
import { group } from "@tidings/shared/people/group.ts";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { drawable } from "@tidings/shared/resource/define.ts";
import { formWith, givenIn, withGiven } from "./form-address.ts";

test("a form is opened with the row that it was opened from, and an address types nothing", () => {
  const address = formWith("port_binding", { port_id: "p1", region: "深圳" });
  assert.match(address, /^\/port-bindings\/new\?port_id=p1&region=/);
  const create = drawable(portBinding.forms.create);
  assert.ok(create);
  assert.deepEqual(givenIn(create, new URL(address, "http://panel.test").search), { port_id: "p1" });
  assert.deepEqual(givenIn(create, ""), {});
});

test("a form for a new one has a row that is chosen in its list", () => {
  const create = drawable(invitation.forms.create);
  assert.ok(create);
  assert.equal(formWith("invitation", {}), "/invitations/new");
  const { search } = new URL(formWith("invitation", { groups: "夜班" }), "http://panel.test");
  assert.deepEqual(givenIn(create, search), { groups: ["夜班"] });
});

test("a form that edits has a further row in its list, once, and the others stay", () => {
  const address = formWith("group", { policies: "Night shift", name: "x" }, "g1");
  assert.equal(address, "/groups/g1/edit?policies=Night+shift&name=x");
  const update = drawable(group.forms.update);
  assert.ok(update);
  const given = givenIn(update, new URL(address, "http://panel.test").search);
  assert.deepEqual(given, { policies: ["Night shift"] });
  const row = { name: "Operators", policies: ["RTC Administrator"], members: [] };
  const both = { ...row, policies: ["RTC Administrator", "Night shift"] };
  assert.deepEqual(withGiven(row, given), both);
  assert.deepEqual(withGiven(both, given), both);
});
