import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { makeBudget, NoRoom } from "./budget.ts";

/** Slack's fifty updates a minute, on a clock that stands until it is moved. */

class TooMany extends Error {
  readonly waitMs: number;
  constructor(waitMs: number) {
    super("429");
    this.waitMs = waitMs;
  }
}

function stage() {
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1_000_000 });
  const called: string[] = [];
  const budget = makeBudget(
    () => ({ calls: 50, inMs: 60_000 }),
    (error) => (error instanceof TooMany ? error.waitMs : null),
  );
  const call = (name: string, urgency: "answer" | "decision" | "counter", withinMs?: number) =>
    budget.run("chat.update", urgency, async () => void called.push(name), withinMs);
  const settled = async (ms = 0) => {
    mock.timers.tick(ms);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { budget, called, call, settled };
}

test("counters leave room: after any number of them a decision is called at once", async (t) => {
  t.after(() => mock.timers.reset());
  const { called, call, settled } = stage();
  for (let card = 0; card < 200; card += 1) void call("counter", "counter").catch(() => {});
  for (let second = 0; second < 59; second += 1) await settled(1_000);
  const counters = called.length;
  assert.ok(counters >= 25 && counters <= 30, `${counters} of 50 were counters`);
  await call("decision", "decision");
  assert.deepEqual(called.slice(counters), ["decision"]);
});

test("counters are spread over the minute, so that each card moves", async (t) => {
  t.after(() => mock.timers.reset());
  const { called, call, settled } = stage();
  for (let card = 0; card < 40; card += 1) void call("counter", "counter").catch(() => {});
  const seen: number[] = [];
  for (let part = 0; part < 5; part += 1) {
    await settled(1);
    seen.push(called.length);
    await settled(10_000);
  }
  assert.deepEqual(seen, [5, 10, 15, 20, 25]);
});

test("when the limit is used up, what people wait for goes first", async (t) => {
  t.after(() => mock.timers.reset());
  const { called, call, settled } = stage();
  for (let each = 0; each < 50; each += 1) await call("before", "decision");
  void call("counter", "counter", 120_000);
  void call("decision", "decision", 120_000);
  void call("answer", "answer", 120_000);
  await settled(30_000);
  assert.equal(called.length, 50);
  await settled(30_000);
  assert.deepEqual(called.slice(50, 53), ["answer", "decision", "counter"]);
});

test("after “too many” nothing of that method is called until the platform's time has passed, and nothing is lost", async (t) => {
  t.after(() => mock.timers.reset());
  const { budget, called, call, settled } = stage();
  let refusals = 1;
  const first = budget.run("chat.update", "answer", async () => {
    if (refusals-- > 0) throw new TooMany(5_000);
    called.push("first");
  });
  await settled();
  void call("second", "answer");
  await settled(4_999);
  assert.deepEqual(called, []);
  await settled(1);
  await first;
  await settled();
  assert.deepEqual(called, ["first", "second"]);
});

test("what has no room in its time is told so, and is not called later", async (t) => {
  t.after(() => mock.timers.reset());
  const { budget, called, call, settled } = stage();
  await budget
    .run("chat.update", "counter", () => Promise.reject(new TooMany(30_000)), 1_000)
    .then(
      () => assert.fail("it was refused"),
      (error) => assert.ok(error instanceof NoRoom),
    );
  assert.equal(budget.room("chat.update", "decision"), 0);
  const late = call("late", "decision", 2_000).catch((error: unknown) => error);
  await settled(2_000);
  assert.ok((await late) instanceof NoRoom);
  await settled(60_000);
  assert.deepEqual(called, []);
  assert.equal(budget.room("chat.update", "decision"), 50);
});

test("an error that is not “too many” is the caller's", async (t) => {
  t.after(() => mock.timers.reset());
  const { budget } = stage();
  await assert.rejects(
    budget.run("chat.update", "answer", () => Promise.reject(new Error("message_not_found"))),
    /message_not_found/,
  );
});
