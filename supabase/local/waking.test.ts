import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "./supervisor.ts";
import { wakeOnRequest } from "./waking.ts";

const part: Part = { name: "fn-link", command: "deno", args: [], cwd: "/", env: {} };

test("a function that is being ended is started again only when it is gone", async () => {
  const did: string[] = [];
  const gone = Promise.withResolvers<void>();
  const parts = {
    start: ({ name }: Part) => void did.push(`start ${name}`),
    stop: async (names: string[] = []) => {
      did.push(`end ${names}`);
      await gone.promise;
      did.push(`gone ${names}`);
    },
  };
  let over = false;
  const heard = wakeOnRequest(parts, new Map([["link", part]]), () => over);
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
