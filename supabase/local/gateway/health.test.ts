import assert from "node:assert/strict";
import { test } from "node:test";
import { type Health, health, shared } from "./health.ts";

test("however many ask at once, each part is asked once", async () => {
  let asked = 0;
  const ask = shared(() =>
    health({
      part: async () => {
        asked += 1;
      },
    }),
  );
  for (const answer of await Promise.all(Array.from({ length: 500 }, () => ask())))
    assert.deepEqual(answer, { ok: true, waiting: {} });
  assert.equal(asked, 1);
});

test("nobody gets an answer from before they asked: a part that has just fallen is missing", async () => {
  const answers = [Promise.withResolvers<Health>(), Promise.withResolvers<Health>()];
  let round = 0;
  const ask = shared(() => answers[round++]?.promise ?? Promise.reject(new Error("asked too often")));
  const before = ask();
  await new Promise(setImmediate);
  const during = [ask(), ask()];
  answers[0]?.resolve({ ok: true, waiting: {} });
  assert.equal((await before).ok, true);
  answers[1]?.resolve({ ok: false, waiting: { bot: "does not answer" } });
  for (const answer of await Promise.all(during)) assert.equal(answer.ok, false);
  assert.equal(round, 2);
});

test("a round that fails is nobody's answer but its own", async () => {
  const rounds = [
    () => Promise.reject(new Error("no round")),
    () => Promise.resolve({ ok: true, waiting: {} }),
  ];
  const ask = shared(() => rounds.shift()?.() ?? Promise.reject(new Error("asked too often")));
  await assert.rejects(ask(), /no round/);
  assert.equal((await ask()).ok, true);
});
