import assert from "node:assert/strict";
import test from "node:test";
import { pathOfResource, whichResource } from "./audit_entry.ts";

const ID = "7f3a19be-1111-4000-8000-000000000001";

test("an entry says which resource it was: by its name, else by its id", () => {
  assert.equal(whichResource({ name: "会员日", resource_id: ID }), "会员日");
  assert.equal(whichResource({ name: null, resource_id: ID }), "#7f3a19be");
  assert.equal(whichResource({ name: "", resource_id: "70368744177665" }), "70368744177665");
  assert.equal(whichResource({ name: null, resource_id: null }), "");
});

test("what has a page is led to, and what has none or no id is not", () => {
  assert.equal(pathOfResource({ resource: "send", resource_id: ID }), `/sends/${ID}`);
  assert.equal(pathOfResource({ resource: "domain", resource_id: ID }), `/domains/${ID}`);
  assert.equal(pathOfResource({ resource: "send", resource_id: null }), null);
  assert.equal(pathOfResource({ resource: "profile", resource_id: ID }), null);
  assert.equal(pathOfResource({ resource: "session", resource_id: ID }), null);
});
