import assert from "node:assert/strict";
import { test } from "node:test";
import { Sandbox } from "./testbed.ts";

const numbers = Array.from({ length: 200 }, (_, n) => `+86139${String(n).padStart(8, "0")}`);

test("which numbers show cards hangs on the seed and the number alone, and a phone that does has a vendor", async (t) => {
  const sandbox = await Sandbox.start(t, { capable_rate: 0.5 });
  const ask = async (more: object = {}) =>
    (await sandbox.ask("POST", "/v1/capabilities", { numbers, ...more })).body.results;
  const first = await ask();
  assert.deepEqual(await ask({ template: "t-1" }), first);
  const can = first.filter(({ supported }: { supported: boolean }) => supported);
  assert.ok(can.length > 70 && can.length < 130, `${can.length} of 200`);
  assert.ok(can.every(({ vendor }: { vendor: string | null }) => vendor !== null));
  await sandbox.control({ seed: 2 });
  assert.notDeepEqual(await ask(), first);
});

test("numbers with fixed behaviour, what is no number, and numbers that it does not speak of", async (t) => {
  const sandbox = await Sandbox.start(t);
  const ask = async (some: string[]) =>
    (await sandbox.ask("POST", "/v1/capabilities", { numbers: some })).body.results.map(
      ({ supported }: { supported: boolean }) => supported,
    );
  assert.deepEqual(await ask(["+8613800000001", "+8613800000002", "+8613800000004", "x"]), [
    true,
    false,
    false,
    false,
  ]);
  await sandbox.control({ untold_rate: 0.5 });
  const told = await ask(numbers);
  assert.ok(told.length > 60 && told.length < 140, `${told.length} of 200`);
  const wrong = await sandbox.ask("POST", "/v1/capabilities", { numbers: [] });
  assert.equal(wrong.status, 400);
  const many = await sandbox.ask("POST", "/v1/capabilities", { numbers: Array(1_001).fill("x") });
  assert.equal(many.status, 413);
});
