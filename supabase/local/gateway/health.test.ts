import assert from "node:assert/strict";
import { test } from "node:test";
import { type Health, health, shared } from "./health.ts";

test("however many ask at once, each part is asked once", async () => {
  let asked = 0;
  const answering = Promise.withResolvers<void>();
  const ask = shared(() =>
    health({
      part: () => {
        asked += 1;
        return answering.promise;
      },
    }),
  );
  const answers = Array.from({ length: 500 }, () => ask());
  answering.resolve();
  for (const answer of await Promise.all(answers)) assert.deepEqual(answer, { ok: true, waiting: {} });
  await ask();
  assert.equal(asked, 1, "and what was found holds for the second that follows");
});

test("what is missing is asked for again until it is there, and a round that fails is not kept", async () => {
  const rounds: (() => Promise<Health>)[] = [
    () => Promise.resolve({ ok: false, waiting: { bot: "does not answer" } }),
    () => Promise.reject(new Error("no round")),
    () => Promise.resolve({ ok: true, waiting: {} }),
  ];
  const ask = shared(() => rounds.shift()?.() ?? Promise.reject(new Error("asked too often")));
  assert.equal((await ask()).ok, false);
  let found: Health | undefined;
  while (!found?.ok) {
    found = await ask().catch(() => undefined);
    await new Promise(setImmediate);
  }
  assert.equal(rounds.length, 0);
});
