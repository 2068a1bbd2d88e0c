import assert from "node:assert/strict";
import test from "node:test";
import { differenceAt, NO_STEPS, redone, type Steps, stepped, undone } from "./steps.ts";

test("what was typed is taken back step by step, and comes again; a new change ends what could come again", () => {
  let steps: Steps<string> = NO_STEPS;
  steps = stepped(steps, "a");
  steps = stepped(steps, "ab");
  const once = undone(steps, "abc");
  assert.equal(once?.value, "ab");
  assert.ok(once);
  const twice = undone(once.steps, once.value);
  assert.equal(twice?.value, "a");
  assert.ok(twice);
  assert.equal(undone(twice.steps, twice.value), null);
  const again = redone(twice.steps, twice.value);
  assert.equal(again?.value, "ab");
  assert.ok(again);
  assert.equal(redone(again.steps, again.value)?.value, "abc");
  assert.equal(redone(stepped(again.steps, again.value), "abX"), null);
});

test("where two contents differ is said down to the field, and of several fields by what is around them", () => {
  const before = { name: "n", content: { slots: { title: "a", pairs: [{ label: "x" }, { label: "y" }] } } };
  const at = (after: unknown) => differenceAt(before, after);
  assert.equal(at({ ...before }), null);
  assert.equal(at({ ...before, name: "m" }), "name");
  const slots = { ...before.content.slots, pairs: [{ label: "x" }, { label: "z" }] };
  assert.equal(at({ ...before, content: { slots } }), "content.slots.pairs.1.label");
  const fewer = { ...before.content.slots, pairs: [{ label: "y" }] };
  assert.equal(at({ ...before, content: { slots: fewer } }), "content.slots.pairs");
  assert.equal(at({ ...before, content: { slots: { ...slots, title: "b" } } }), "content.slots");
});
