import assert from "node:assert/strict";
import test from "node:test";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { hasGone, isAllowed, isShownAnew, offeredInRow, partsOf, switchState } from "./transition.ts";

const of = (verb: string, more: Partial<Transition> = {}): Transition => ({
  verb,
  to: "approved",
  needs: "KooMessage:domain:update",
  needs_reason: false,
  needs_sudo: false,
  many: false,
  shown: null,
  allowed: true,
  code: null,
  blocked: null,
  ...more,
});
const barred = (verb: string, code: string) => of(verb, { allowed: false, code });

test("only what the database allows is allowed", () => {
  assert.equal(isAllowed([of("update")], "update"), true);
  assert.equal(isAllowed([barred("update", "forbidden")], "update"), false);
  assert.equal(isAllowed([], "update"), false);
});

test("what was opened has gone when the row is known to allow it no more", () => {
  const opened = of("approve");
  assert.equal(hasGone(opened, [of("approve", { shown: "another" })]), false);
  assert.equal(hasGone(opened, [barred("approve", "wrong_state")]), true);
  assert.equal(hasGone(opened, [of("pause")]), true);
  assert.equal(hasGone(opened, []), false);
});

test("a switch is turned by the verb that is possible, and says what stands in its way", () => {
  const state = (...transitions: Transition[]) => switchState(transitions, "enable", "disable");
  assert.deepEqual(state(of("set_default"), of("disable")), { verb: "disable", code: null });
  assert.deepEqual(state(barred("disable", "domain_is_default")), {
    verb: "disable",
    code: "domain_is_default",
  });
  assert.equal(state(of("update")), null);
});

test("a page of rows is asked for in calls of 250 ids, each id once", () => {
  const ids = Array.from({ length: 251 }, (_, index) => `${index}`);
  assert.deepEqual(
    partsOf([...ids, "0"]).map((part) => part.length),
    [250, 1],
  );
  assert.deepEqual(partsOf([]), []);
});

test("a row of a list offers nothing itself that has to name what was shown", () => {
  assert.deepEqual(offeredInRow([of("approve", { shown: "5e0f" }), of("enable")]), [of("enable")]);
});

test("another hash under the same verb is something new to look at; another verb, or none, is not", () => {
  const seen = [of("approve", { shown: "5e0f" })];
  assert.equal(isShownAnew(seen, [of("approve", { shown: "8a11" })]), true);
  assert.equal(isShownAnew(seen, [of("approve", { shown: "5e0f" })]), false);
  assert.equal(isShownAnew(seen, [of("release", { shown: "8a11" })]), false);
  assert.equal(isShownAnew([], [of("approve", { shown: "8a11" })]), false);
});
