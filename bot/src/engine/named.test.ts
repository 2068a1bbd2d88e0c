import assert from "node:assert/strict";
import test from "node:test";
import { namedBy } from "./named.ts";

const ROWS = [
  { id: "a1", name: "Owners" },
  { id: "b2", name: "owners" },
  { id: "c3", name: "Night owners" },
];
const calls = (text: string) => namedBy(ROWS, text, ({ name, id }) => [name, id]);
const named = (text: string) => calls(text).rows.map(({ id }) => id);

test("an exact name goes before one in another case, and that before a part of a name", () => {
  assert.deepEqual(named("Owners"), ["a1"]);
  assert.deepEqual(named(" owners "), ["b2"]);
  assert.deepEqual(named("OWNERS"), ["a1", "b2"]);
  assert.deepEqual(named("night"), ["c3"]);
  assert.deepEqual(named("nobody"), []);
});

test("a part of a name is told from a whole one", () => {
  assert.deepEqual(
    ["owners", "OWNERS", "c3", "night"].map((text) => calls(text).part),
    [false, false, false, true],
  );
});

test("a name in the plural, or with other spaces, is the same name, but not for what is changed", () => {
  const rows = [{ id: "a1", name: "Send task" }];
  const found = (text: string) => namedBy(rows, text, ({ name, id }) => [name, id]);
  for (const text of ["send tasks", "send_task", "Send-Tasks"])
    assert.deepEqual(found(text), { rows, part: true }, text);
});

test("an id names its row, a part of an id does not", () => {
  assert.deepEqual(named("c3"), ["c3"]);
  assert.deepEqual(named("c"), []);
});
