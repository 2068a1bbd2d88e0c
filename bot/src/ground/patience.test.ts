import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { patience } from "./patience.ts";

test("time in which the loop did not turn is not counted; time in which nothing came is", async () => {
  const limit = patience(200);
  await pause(1);
  const busyUntil = performance.now() + 400;
  while (performance.now() < busyUntil);
  await new Promise((turn) => setImmediate(turn));
  assert.ok(!limit.signal.aborted, "it was busy all the time");
  await once(limit.signal, "abort");
  const ended = patience(50);
  ended.end();
  await pause(150);
  assert.ok(!ended.signal.aborted);
});
