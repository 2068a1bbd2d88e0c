import assert from "node:assert/strict";
import test from "node:test";
import { idUnder, isNarrowed } from "./narrowed.ts";

const BASIC = "/sends?kind=basic";
const ID = "11111111-1111-4111-8111-111111111111";
const at = (pathname: string, search = "") => ({ pathname, search });

test("a narrowed list is its own entry by the filter of the address, on its pages too", () => {
  assert.equal(isNarrowed(BASIC, at("/sends", "?kind=basic"), undefined), true);
  assert.equal(isNarrowed(BASIC, at("/sends/new", "?kind=basic&template=1"), undefined), true);
  for (const [pathname, search] of [
    ["/sends", ""],
    ["/sends", "?kind=aim"],
    ["/sends-of-old", "?kind=basic"],
  ] as const)
    assert.equal(isNarrowed(BASIC, at(pathname, search), undefined), false, pathname + search);
  assert.equal(isNarrowed("/sends", at("/sends", "?kind=basic"), undefined), false);
});

test("the page of a row is under the entry that its row belongs to", () => {
  for (const page of [`/sends/${ID}`, `/sends/${ID}/edit`]) {
    assert.equal(idUnder(BASIC, page), ID);
    assert.equal(isNarrowed(BASIC, at(page), { kind: "basic" }), true);
    assert.equal(isNarrowed(BASIC, at(page), { kind: "aim" }), false);
    assert.equal(isNarrowed(BASIC, at(page), undefined), false);
  }
  assert.equal(isNarrowed(BASIC, at("/sends"), { kind: "basic" }), false, "a list is about no row");
  for (const other of ["/sends", "/sends/details", `/templates/${ID}`])
    assert.equal(idUnder(BASIC, other), undefined, other);
  assert.equal(idUnder("/sends", `/sends/${ID}`), undefined);
});
