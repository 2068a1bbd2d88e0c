import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { freePorts } from "../../../shared/src/node/ports.ts";
import type { Asked } from "../waking.ts";
import { Functions } from "./functions.ts";
import { Refused } from "./refused.ts";

const LIMITS = { functionIdleMs: 60_000, functionWakeMs: 60_000 };

/** A supervisor that starts a server for each function that it is asked for. */
async function house(limits: Partial<typeof LIMITS> = {}) {
  const [port = 0] = await freePorts(1);
  const told: Asked[] = [];
  const seen = { looks: 0 };
  let server: Server | undefined;
  const tell = async (asked: Asked) => {
    told.push(asked);
    if ("rest" in asked) return void server?.close();
    // Started now, and listening only in a moment.
    functions.heard({ woken: asked.wake });
    await pause(30);
    server = createServer(() => {
      seen.looks += 1;
    }).listen(port, "127.0.0.1");
  };
  const functions = new Functions({ link: port }, { ...LIMITS, ...limits }, (asked) => void tell(asked));
  return { functions, told, seen, close: () => server?.close() };
}

test("a function is woken once for all who ask, is looked for by one of them, and they are answered when it listens", async () => {
  const { functions, told, seen, close } = await house();
  assert.equal(functions.rests("link"), true);
  const asking = Array.from({ length: 50 }, (_, index) => functions.using("link", async () => index));
  assert.equal(functions.rests("link"), true, "its silence is no fault while it starts");
  assert.deepEqual(await Promise.all(asking), [...asking.keys()]);
  assert.equal(functions.rests("link"), false);
  assert.deepEqual(told, [{ wake: "link" }]);
  assert.equal(seen.looks, 1);
  await functions.using("link", async () => undefined);
  assert.equal(told.length, 1);
  close();
});

test("one that nobody asks is let go, never while it works, and woken again", async () => {
  const { functions, told, close } = await house({ functionIdleMs: 40 });
  const rested = async () => {
    while (!functions.rests("link")) await pause(10);
  };
  await functions.using("link", async () => {
    await pause(200);
    assert.equal(functions.rests("link"), false);
  });
  await rested();
  assert.equal(await functions.using("link", async () => "again"), "again");
  await rested();
  assert.deepEqual(told, [{ wake: "link" }, { rest: "link" }, { wake: "link" }, { rest: "link" }]);
  close();
});

const refused = (why: RegExp) => (error: unknown) =>
  error instanceof Refused && error.status === 503 && why.test(error.message);

for (const [what, answers] of [
  ["does not listen", true],
  ["is not even started", false],
] as const)
  test(`one that ${what} in time is refused as starting, is missed by /healthz, and the next request asks for it again`, async () => {
    const [port = 0] = await freePorts(1);
    const told: Asked[] = [];
    const functions = new Functions({ link: port }, { ...LIMITS, functionWakeMs: 60 }, (asked) => {
      told.push(asked);
      if (answers && "wake" in asked) functions.heard({ woken: asked.wake });
    });
    const ask = () => functions.using("link", async () => assert.fail("it does not run"));
    await assert.rejects(ask(), refused(/is starting/));
    assert.equal(functions.rests("link"), false);
    await assert.rejects(ask(), refused(/is starting/));
    assert.deepEqual(told, [{ wake: "link" }, { wake: "link" }]);
  });

test("one that ends at each start is refused to all who wait as soon as the supervisor says so", async () => {
  const [port = 0] = await freePorts(1);
  const functions = new Functions({ link: port }, LIMITS, (asked) => {
    if ("wake" in asked) functions.heard({ woken: asked.wake });
  });
  const asking = [1, 2].map(() => functions.using("link", async () => assert.fail("it does not run")));
  functions.heard({ failed: "link" });
  for (const one of asking) await assert.rejects(one, refused(/ends at its start/));
  assert.equal(functions.rests("link"), false);
});

test("without a supervisor that listens all of them run, and none rests", async () => {
  const functions = new Functions({ link: 1 }, LIMITS);
  assert.equal(await functions.using("link", async () => "asked at once"), "asked at once");
  assert.equal(functions.rests("link"), false);
  assert.equal(functions.portOf("toString"), undefined);
});
