import assert from "node:assert/strict";
import test from "node:test";
import { pathOfThing, whichThing } from "./audit-row.ts";

const ID = "7f3a19be-1111-4000-8000-000000000001";

test("an entry says which thing it was: by its name, else by its id", () => {
  const entry = { before: null, after: null, thing_id: ID };
  assert.equal(whichThing({ ...entry, after: { name: "会员日", state: "draft" } }), "会员日");
  assert.equal(whichThing({ ...entry, before: { name: "旧名" }, after: { state: "done" } }), "旧名");
  assert.equal(whichThing({ ...entry, after: { name: "" } }), "#7f3a19be");
  assert.equal(whichThing({ ...entry, after: [1], thing_id: "70368744177665" }), "70368744177665");
  assert.equal(whichThing({ ...entry, thing_id: null }), null);
});

test("what has a page is led to, and what has none or no id is not", () => {
  assert.equal(pathOfThing({ thing: "send", thing_id: ID }), `/sends/${ID}`);
  assert.equal(pathOfThing({ thing: "send", thing_id: null }), null);
  assert.equal(pathOfThing({ thing: "member", thing_id: ID }), null);
});
