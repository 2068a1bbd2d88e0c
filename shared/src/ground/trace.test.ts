import assert from "node:assert/strict";
import test from "node:test";
import { newTrace, traceIn, traceOfId, traceparentOf } from "./trace.ts";

test("what is written as a traceparent is read again, each time with another span", () => {
  const trace = newTrace();
  assert.match(trace, /^[0-9a-f]{32}$/);
  assert.equal(traceIn(traceparentOf(trace)), trace);
  assert.notEqual(traceparentOf(trace), traceparentOf(trace));
  assert.equal(traceOfId("4BF92F35-77B3-4DA6-A3CE-929D0E0E4736"), "4bf92f3577b34da6a3ce929d0e0e4736");
});

test("what is no traceparent names no trace: it would stand in logs as somebody wrote it", () => {
  const good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  assert.equal(traceIn(good), "4bf92f3577b34da6a3ce929d0e0e4736");
  for (const bad of [
    null,
    undefined,
    "",
    good.toUpperCase(),
    good.replace("00-", "ff-"),
    `${good}\n`,
    `${good}, ${good}`,
    ` ${good}`,
    good.replace("4bf9", "4bg9"),
    `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
    `00-4bf92f3577b34da6a3ce929d0e0e4736-${"0".repeat(16)}-01`,
    "'; drop table sends; --",
    "x".repeat(100_000),
  ])
    assert.equal(traceIn(bad), null, String(bad).slice(0, 60));
});
