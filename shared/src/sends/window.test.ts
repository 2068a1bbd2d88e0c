import assert from "node:assert/strict";
import test from "node:test";
import { DEFAULT_WINDOW, isInWindow, nextOpening } from "./window.ts";

const at = (text: string) => new Date(text);

test("marketing may go out from 08:00 up to, but not at, 21:00 in Shanghai", () => {
  assert.equal(isInWindow(at("2026-11-24T07:59:59+08:00")), false);
  assert.equal(isInWindow(at("2026-11-24T08:00:00+08:00")), true);
  assert.equal(isInWindow(at("2026-11-24T20:59:59+08:00")), true);
  assert.equal(isInWindow(at("2026-11-24T21:00:00+08:00")), false);
  assert.equal(isInWindow(at("2026-11-24T12:59:59Z")), true, "whatever the zone the instant is written in");
});

test("the next opening is now, later today, or tomorrow morning", () => {
  const next = (text: string) => nextOpening(at(text)).toISOString();
  assert.equal(next("2026-11-24T10:00:00+08:00"), "2026-11-24T02:00:00.000Z");
  assert.equal(next("2026-11-24T03:00:00+08:00"), "2026-11-24T00:00:00.000Z");
  assert.equal(next("2026-11-24T21:00:00+08:00"), "2026-11-25T00:00:00.000Z");
  assert.equal(next("2026-12-31T23:30:00+08:00"), "2027-01-01T00:00:00.000Z");
});

test("an enterprise in another zone, with hours of its own, is held to its own clock", () => {
  const window = { zone: "America/New_York", from: "09:30:00", to: "20:00:00" };
  assert.equal(isInWindow(at("2026-11-24T14:29:59Z"), window), false);
  assert.equal(isInWindow(at("2026-11-24T14:30:00Z"), window), true);
  assert.equal(nextOpening(at("2026-11-25T01:00:00Z"), window).toISOString(), "2026-11-25T14:30:00.000Z");
});

test("the opening is right across a change of the clocks", () => {
  const window = { zone: "America/New_York", from: "08:00", to: "21:00" };
  assert.equal(nextOpening(at("2026-03-08T02:00:00Z"), window).toISOString(), "2026-03-08T12:00:00.000Z");
  assert.equal(nextOpening(at("2026-11-01T02:00:00Z"), window).toISOString(), "2026-11-01T13:00:00.000Z");
});

test("a zone or a time that does not exist is an error, not a guess", () => {
  assert.throws(
    () => isInWindow(at("2026-11-24T00:00:00Z"), { ...DEFAULT_WINDOW, zone: "Mars/Base" }),
    RangeError,
  );
  assert.throws(() => isInWindow(at("2026-11-24T00:00:00Z"), { ...DEFAULT_WINDOW, from: "8" }), RangeError);
});
