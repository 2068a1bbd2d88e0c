import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Bucket } from "./bucket.ts";
import { readEnv } from "./env.ts";
import { Log } from "./log.ts";
import { Names } from "./names.ts";
import { backOff } from "./post.ts";
import { Queue } from "./queue.ts";
import type { Entry } from "./records.ts";
import { SECRET } from "./testbed.ts";
import { Wheel } from "./wheel.ts";

const fail = (error: unknown) => {
  throw error;
};

async function folder(t: { after: (work: () => Promise<void>) => void }): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "carrier-parts-"));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

test("the environment is refused by the name of what is wrong, without showing a value", () => {
  assert.throws(
    () => readEnv({ TIDINGS_CARRIER_PORT: "70000", CARRIER_WEBHOOK_SECRET: "whsec_c2hvcnQ=" }),
    (error: Error) => {
      for (const name of ["TIDINGS_CARRIER_PORT", "CARRIER_KEY", "CARRIER_WEBHOOK_SECRET"]) {
        assert.ok(error.message.includes(name), name);
      }
      return !error.message.includes("c2hvcnQ=");
    },
  );
  const env = readEnv({ CARRIER_KEY: "12345678", CARRIER_WEBHOOK_SECRET: SECRET, TIDINGS_HOME: "/tmp/home" });
  assert.deepEqual([env.port, env.data], [54_330, "/tmp/home/carrier"]);
});

test("the log brings back what was written, and a cut at any byte loses at most the last line", async (t) => {
  const path = join(await folder(t), "store.log");
  const log = await Log.open(path, () => assert.fail("it is new"), fail);
  const entries = Array.from({ length: 5 }, (_, i): Entry => ({ k: "store", id: `云杉 ${i}` }));
  await Promise.all(entries.map((entry) => log.append(entry).done));
  await log.close();
  const bytes = await readFile(path);
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1);
  for (let cut = 0; cut <= bytes.length; cut++) {
    await writeFile(path, bytes.subarray(0, cut));
    const seen: Entry[] = [];
    const opened = await Log.open(path, (entry) => seen.push(entry), fail);
    const whole = ends.filter((end) => end <= cut);
    assert.deepEqual(seen, entries.slice(0, whole.length));
    await opened.close();
    assert.equal((await stat(path)).size, whole.at(-1) ?? 0, "the unfinished line is gone");
  }
});

test("a log that is damaged in the middle is refused with the place, not cut", async (t) => {
  const path = join(await folder(t), "store.log");
  const log = await Log.open(path, () => assert.fail("it is new"), fail);
  for (const id of ["a", "b", "c"]) await log.append({ k: "store", id }).done;
  await log.close();
  const bytes = await readFile(path);
  const second = bytes.indexOf(10) + 1;
  for (let at = second; bytes[at] !== 10; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 64;
    await writeFile(path, damaged);
    await assert.rejects(
      Log.open(path, () => {}, fail),
      new RegExp(`damaged at byte ${second};`),
    );
    assert.deepEqual(await readFile(path), damaged);
  }
});

test("names are exact, over many chunks and widenings of the table", () => {
  const names = new Names();
  const text = (i: number) => `${"x".repeat(i % 120)}-${i}`;
  for (let i = 1; i <= 50_000; i++) assert.equal(names.add(text(i)), i);
  for (let i = 1; i <= 50_000; i++) {
    assert.equal(names.add(text(i)), i);
    assert.equal(names.find(text(i)), i);
    assert.equal(names.text(i), text(i));
  }
  assert.equal(names.find("nobody"), 0);
  assert.equal(names.count, 50_000);
  // 1,024 names of 1,024 bytes in 4 fill a chunk to the last byte: the next one starts a new chunk.
  const even = new Names();
  for (let i = 0; i < 5_000; i++) even.add(String(i).padStart(255, "0"));
  for (let i = 0; i < 5_000; i++) assert.equal(even.text(i + 1), String(i).padStart(255, "0"));
});

test("the wheel calls each number once, when it is due and not before, from now to a week on", () => {
  let now = 1_700_000_012_345;
  const seen = new Map<number, number>();
  const wheel = new Wheel(
    (numbers) => {
      for (const number of numbers) {
        assert.ok(!seen.has(number), "once");
        seen.set(number, now);
      }
    },
    () => now,
  );
  const due = new Map<number, number>();
  const delays = [
    -5_000, 0, 1, 49, 50, 51, 1_000, 59_999, 60_000, 61_000, 119_999, 120_000, 3_600_000, 604_800_000,
  ];
  for (const [number, delay] of delays.entries()) {
    due.set(number, now + delay);
    wheel.add(now + delay, number);
  }
  const start = now;
  while (seen.size < delays.length) {
    now += seen.size < delays.length - 2 ? 25 : 7_000;
    wheel.advance();
    assert.ok(now < start + 700_000_000, "everything comes");
  }
  for (const [number, at] of due) {
    const late = (seen.get(number) ?? 0) - at;
    assert.ok(late >= 0, `number ${number} came early`);
    if (number < delays.length - 2)
      assert.ok(late <= 100 || at < start, `number ${number} came ${late} ms late`);
  }
  now += 3_600_000;
  wheel.add(now + 100, 99);
  wheel.advance();
  assert.equal(seen.has(99), false, "after idleness too");
  now += 150;
  wheel.advance();
  assert.equal(seen.has(99), true);
  wheel.stop();
});

test("the bucket lets through its rate on average, also with batches larger than it", () => {
  let now = 0;
  const bucket = new Bucket(() => now);
  let gone = 0;
  while (now < 100_000) {
    if (bucket.take(250, 100) === 0) gone += 250;
    else now += 10;
  }
  assert.ok(gone >= 9_750 && gone <= 10_250, `${gone} messages in 100 s at 100/s`);
  assert.equal(bucket.take(1_000_000, null), 0);
  assert.equal(bucket.take(100, 100), 0, "a new rate starts with a full bucket");
  const wait = bucket.take(50, 100);
  assert.equal(wait, 1);
  now += wait * 1_000;
  assert.equal(bucket.take(50, 100), 0, "Retry-After is enough");
});

test("the queue gives everything once, in order or in any", () => {
  for (const shuffle of [false, true]) {
    const queue = new Queue();
    const came: number[] = [];
    for (let i = 0; i < 2_500; i++) queue.push(i);
    while (queue.size > 0) came.push(...queue.take(1_000, shuffle));
    const order = Array.from({ length: 2_500 }, (_, i) => i);
    if (shuffle) assert.notDeepEqual(came, order);
    assert.deepEqual(shuffle ? came.sort((a, b) => a - b) : came, order);
  }
});

test("the back-off doubles from half a second to half a minute, with up to a half off by chance", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 30].map((tries) => backOff(tries, 0));
  assert.deepEqual(longest, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  assert.equal(backOff(3, 1), 1_000);
  for (let i = 0; i < 100; i++) assert.ok(backOff(3) >= 1_000 && backOff(3) <= 2_000);
});
