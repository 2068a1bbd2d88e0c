import assert from "node:assert/strict";
import { test } from "node:test";
import { isOpen, queueOf, type Sent, type Upload } from "./queue.ts";

const added = (name: string): Sent => ({ outcome: "added", name });

/** A queue of names with what it told last. */
function tried(
  send: (name: string) => Promise<Sent>,
  again: (failure: unknown) => number | null = () => null,
) {
  const seen = { uploads: [] as readonly Upload<string>[], pauses: [] as number[] };
  const done = Promise.withResolvers<void>();
  const queue = queueOf<string>({
    send,
    again,
    changed(uploads, pausedFor) {
      seen.uploads = uploads;
      if (pausedFor !== null) seen.pauses.push(pausedFor);
      if (uploads.length > 0 && !uploads.some(isOpen)) done.resolve();
    },
    wait: async () => undefined,
  });
  const states = () => seen.uploads.map(({ input, state }) => `${input} ${state}`);
  return { queue, seen, states, done: done.promise };
}

test("three are on their way at once, and each comes to its own end", async () => {
  let on = 0;
  let most = 0;
  const { queue, states, done } = tried(async (name) => {
    on += 1;
    most = Math.max(most, on);
    await new Promise((next) => setImmediate(next));
    on -= 1;
    if (name === "c") throw new Error("no");
    return name === "b" ? { outcome: "known", name: "首图" } : added(name);
  });
  queue.add(["a", "b", "c", "d", "e"]);
  await done;
  assert.equal(most, 3);
  assert.deepEqual(states(), ["a added", "b known", "c failed", "d added", "e added"]);
});

test("whoever sends too many at once waits as long as is said, and nothing is lost", async () => {
  let calls = 0;
  const { queue, seen, states, done } = tried(
    async (name) => {
      calls += 1;
      if (calls === 2) throw { code: "too_many_requests" };
      return added(name);
    },
    () => 7,
  );
  queue.add(["a", "b", "c"]);
  await done;
  assert.deepEqual(states(), ["a added", "b added", "c added"]);
  assert.deepEqual(seen.pauses, [7]);
});

test("what was stopped or failed is sent again when asked for", async () => {
  let broken = true;
  const { queue, states } = tried(async (name) => {
    await new Promise((next) => setImmediate(next));
    if (broken) throw new Error("no");
    return added(name);
  });
  queue.add(["a", "b", "c", "d"]);
  queue.stop();
  while (states().some((one) => /sending|waiting/.test(one))) await new Promise((next) => setImmediate(next));
  assert.deepEqual(states(), ["a failed", "b failed", "c failed", "d stopped"]);
  broken = false;
  queue.retry();
  while (states().some((one) => !one.endsWith("added"))) await new Promise((next) => setImmediate(next));
  queue.clear();
  assert.deepEqual(states(), []);
});
