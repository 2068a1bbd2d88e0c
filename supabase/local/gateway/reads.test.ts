import assert from "node:assert/strict";
import { test } from "node:test";
import { Reads } from "./reads.ts";
import { Refused } from "./refused.ts";

/** Work that ends when it is told to, and what is running. */
function bench() {
  const running: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    running.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (error) => {
        running.splice(running.indexOf(name), 1);
        if (error) reject(error);
        else resolve(name);
      });
    });
  };
  return { running, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}
/** Everything that was promised has been looked at. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a person's reads run so many at once, in the order in which they came, and another person's beside them", async () => {
  const { running, work, end } = bench();
  const reads = new Reads({ reads: 2, readsWaiting: 2 });
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => reads.take("dan", work(name)));
  await settled();
  assert.deepEqual(running, ["a", "b"]);
  const other = reads.take("bob", work("bobs"));
  await settled();
  assert.deepEqual(running, ["a", "b", "bobs"]);
  end("b");
  await settled();
  assert.deepEqual(running, ["a", "bobs", "c"]);
  end("a", new Error("broken"));
  await assert.rejects(a as Promise<string>, /broken/);
  await settled();
  assert.deepEqual(running, ["bobs", "c", "d"], "one that fails gives its place on");
  for (const name of ["c", "d", "bobs"]) end(name);
  assert.deepEqual(await Promise.all([b, c, d, other]), ["b", "c", "d", "bobs"]);
});

test("what comes beyond those that wait is told to come again, and is let in when there is room", async () => {
  const { work, end } = bench();
  const reads = new Reads({ reads: 1, readsWaiting: 1 });
  const first = reads.take("dan", work("first"));
  const second = reads.take("dan", work("second"));
  await assert.rejects(reads.take("dan", work("third")), (error: unknown) => {
    assert.ok(error instanceof Refused);
    assert.deepEqual([error.status, error.code, error.more.retryAfter], [429, "reads_full", 1]);
    return true;
  });
  end("first");
  await first;
  await settled();
  end("second");
  await second;
  const last = reads.take("dan", work("last"));
  await settled();
  end("last");
  assert.equal(await last, "last");
});
