import assert from "node:assert/strict";
import { test } from "node:test";
import { launchOf } from "../launch.ts";
import { movedClock } from "../moved_clock.ts";
import { clockAt, runsOnAnyDay, todayOf } from "./today.ts";

test("a day stands for its noon, a time for itself", () => {
  assert.equal(todayOf("2028-02-29").toISOString(), "2028-02-29T12:00:00.000Z");
  assert.equal(todayOf("2026-12-31T23:30Z").toISOString(), "2026-12-31T23:30:00.000Z");
});

test("what is no day is refused by its name", () => {
  for (const said of [
    "2027-02-29",
    "2026-11-31",
    "2026-1-1",
    "tomorrow",
    "2026-12-31T24:30Z",
    "2026-12-31T23:30",
  ])
    assert.throws(() => todayOf(said), new RegExp(`"${said}" is none`));
});

test("a clock is moved by seconds, forward and back; without the library it is said what to install", () => {
  const clock = (ahead: number) => clockAt(new Date(Date.now() + ahead), import.meta.filename);
  assert.equal(clock(86_400_000).FAKETIME, "+86400");
  assert.equal(clock(-86_400_000).FAKETIME, "-86400");
  assert.equal(clock(0).LD_PRELOAD, import.meta.filename);
  assert.throws(() => clockAt(new Date(), "/nowhere/*.so"), /apt-get install libfaketime/);
});

test("Postgres has the clock of whoever starts it, and a plain run moves none", async () => {
  assert.deepEqual(movedClock(), {});
  const moved = clockAt(new Date(Date.now() + 86_400_000), import.meta.filename);
  Object.assign(process.env, moved);
  try {
    const { env } = await launchOf("/bin/sh", [], import.meta.dirname);
    assert.deepEqual([env.FAKETIME, env.LD_PRELOAD], ["+86400", import.meta.filename]);
  } finally {
    for (const name of Object.keys(moved)) delete process.env[name];
  }
});

test("what has certificates and browsers in it is not run on another day", () => {
  assert.equal(runsOnAnyDay({ name: "law" }), true);
  assert.equal(runsOnAnyDay({ name: "journeys and screens" }), false);
});
