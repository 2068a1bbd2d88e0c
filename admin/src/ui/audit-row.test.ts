import assert from "node:assert/strict";
import test from "node:test";
import { pathOfResource, whichResource } from "./audit-row.ts";

const ID = "7f3a19be-1111-4000-8000-000000000001";

test("an entry says which resource it was: by its name, else by its id", () => {
  const entry = { before: null, after: null, resource_id: ID };
  assert.equal(whichResource({ ...entry, after: { name: "会员日", state: "draft" } }), "会员日");
  assert.equal(whichResource({ ...entry, before: { name: "旧名" }, after: { state: "done" } }), "旧名");
  assert.equal(whichResource({ ...entry, details: { name: "会员日" } }), "会员日");
  assert.equal(whichResource({ ...entry, after: { name: "" } }), "#7f3a19be");
  assert.equal(whichResource({ ...entry, after: [1], resource_id: "70368744177665" }), "70368744177665");
  assert.equal(whichResource({ ...entry, resource_id: null }), null);
});

test("what has a page is led to, and what has none or no id is not", () => {
  assert.equal(pathOfResource({ resource: "send", resource_id: ID }), `/sends/${ID}`);
  assert.equal(pathOfResource({ resource: "send", resource_id: null }), null);
  assert.equal(pathOfResource({ resource: "profile", resource_id: ID }), null);
});
