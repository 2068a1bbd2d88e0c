import assert from "node:assert/strict";
import { test } from "node:test";
import { soakKoomessage } from "./koomessage.ts";

const MINUTES = 10;

test("dispatchers, receiver, service and tokens killed under a send to KooMessage: nobody is sent anything twice, nothing is lost, and each card counts once", {
  timeout: (MINUTES + 1) * 60_000,
}, async () => {
  const { findings, counts, resolved, killed } = await soakKoomessage(
    { seed: 7, kills: 8, numbers: 1_500, minutes: MINUTES },
    () => undefined,
  );
  assert.deepEqual(findings, []);
  assert.equal(
    Object.values(counts).reduce((sum, n) => sum + n, 0),
    1_500,
  );
  assert.ok(resolved > 0);
  assert.deepEqual(Object.keys(killed).sort(), ["dispatcher", "receiver", "service", "tokens"]);
});
