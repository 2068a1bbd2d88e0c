import assert from "node:assert/strict";
import { test } from "node:test";
import { portBinding } from "@tidings/shared/accounts/port_binding.ts";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { drawable } from "@tidings/shared/resource/define.ts";
import { formWith, givenIn } from "./form-address.ts";

test("a form is opened with the row that it was opened from, and an address types nothing", () => {
  const address = formWith("port_binding", { port_id: "p1", region: "深圳" });
  assert.match(address, /^\/port-bindings\/new\?port_id=p1&region=/);
  const create = drawable(portBinding.forms.create);
  assert.ok(create);
  assert.deepEqual(givenIn(create, new URL(address, "http://panel.test").search), { port_id: "p1" });
  assert.deepEqual(givenIn(create, ""), {});
});

test("where several may be chosen, all that the address names are", () => {
  const create = drawable(invitation.forms.create);
  assert.ok(create);
  const address = formWith("invitation", { groups: ["Owners", "夜班"], email: "a@b.test" });
  const { search } = new URL(address, "http://panel.test");
  assert.deepEqual(givenIn(create, search), { groups: ["Owners", "夜班"] });
});
