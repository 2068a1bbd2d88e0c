import assert from "node:assert/strict";
import { test } from "node:test";
import { soakSmpp } from "./smpp.ts";

const MINUTES = 10;

test("worker, SMSC and connections killed under a send over SMPP: nobody is sent anything twice, each number is in one state, and few are unknown", {
  timeout: (MINUTES + 1) * 60_000,
}, async () => {
  const { findings, counts, most } = await soakSmpp(
    { seed: 11, kills: 6, numbers: 1_500, minutes: MINUTES },
    () => undefined,
  );
  assert.deepEqual(findings, []);
  assert.ok((counts.unknown ?? 0) <= most);
  assert.equal(
    Object.values(counts).reduce((sum, n) => sum + n, 0),
    1_500,
  );
});
