import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "./supervisor.ts";
import { type Outcome, wakeOnRequest } from "./waking.ts";

const part: Part = { name: "fn-link", command: "deno", args: [], cwd: "/", env: {} };
const functions = new Map([["link", part]]);
const fine = () => assert.fail("nothing is broken");

test("a function that is being ended is started again only when it is gone", async () => {
  const did: string[] = [];
  const gone = Promise.withResolvers<void>();
  const parts = {
    start: ({ name }: Part) => void did.push(`start ${name}`),
    alive: () => true,
    stop: async (names: string[] = []) => {
      did.push(`end ${names}`);
      await gone.promise;
      did.push(`gone ${names}`);
    },
  };
  let over = false;
  const heard = wakeOnRequest(parts, functions, () => over, fine);
  const woken = Promise.withResolvers<object>();
  heard({ rest: "link" }, () => assert.fail("nobody waits for that"));
  heard({ wake: "link" }, woken.resolve);
  await new Promise(setImmediate);
  assert.deepEqual(did, ["end fn-link"]);
  gone.resolve();
  assert.deepEqual(await woken.promise, { woken: "link" });
  assert.deepEqual(did, ["end fn-link", "gone fn-link", "start fn-link"]);

  over = true;
  heard({ wake: "link" }, () => assert.fail("a copy that is being stopped starts nothing"));
  heard({ wake: "unknown" }, () => assert.fail("there is none of this name"));
  await new Promise(setImmediate);
  assert.equal(did.length, 3);
  assert.throws(() => heard({ start: "link" }, () => undefined));
});

test("one that ends twice in a row is failing: those who wait are told, and the next ones right away, until it lasts or is let go", async () => {
  const told: object[] = [];
  const kept: { crashed?: Part["crashed"] } = {};
  let alive = false;
  const parts = {
    start: (one: Part) => {
      kept.crashed ??= one.crashed;
    },
    alive: () => alive,
    stop: async () => undefined,
  };
  const heard = wakeOnRequest(parts, functions, () => false, fine);
  const ask = async (order: object, gateway = "first"): Promise<void> => {
    heard(order, (what) => told.push({ ...what, gateway }));
    await new Promise(setImmediate);
  };
  const takeTold = () => told.splice(0);
  await ask({ wake: "link" });
  kept.crashed?.(1);
  assert.deepEqual(takeTold(), [{ woken: "link", gateway: "first" }]);
  await ask({ wake: "link" }, "second");
  kept.crashed?.(2);
  const failed = { failed: "link", gateway: "second" };
  assert.deepEqual(takeTold(), [{ woken: "link", gateway: "second" }, failed]);
  await ask({ wake: "link" }, "second");
  assert.deepEqual(takeTold(), [failed], "it waits for its next try");
  alive = true;
  await ask({ wake: "link" }, "second");
  assert.deepEqual(takeTold(), [{ woken: "link", gateway: "second" }]);
  alive = false;
  kept.crashed?.(3);
  await ask({ rest: "link" }, "second");
  await ask({ wake: "link" }, "second");
  assert.deepEqual(takeTold(), [failed, { woken: "link", gateway: "second" }]);
});

test("one that cannot be started is told of, and the next request tries again", async () => {
  const full = new Error("ENOSPC");
  const told: Outcome[] = [];
  const said: unknown[] = [];
  let isFull = true;
  const parts = {
    start: () => {
      if (isFull) throw full;
    },
    alive: () => false,
    stop: async () => undefined,
  };
  const heard = wakeOnRequest(
    parts,
    functions,
    () => false,
    (...broken) => said.push(broken),
  );
  for (const now of [true, false]) {
    isFull = now;
    heard({ wake: "link" }, (what) => told.push(what as Outcome));
    await new Promise(setImmediate);
  }
  assert.deepEqual(told, [{ failed: "link" }, { woken: "link" }]);
  assert.deepEqual(said, [["fn-link", full]]);
});
