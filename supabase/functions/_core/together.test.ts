import assert from "node:assert/strict";
import { together } from "./together.ts";

/** Work that waits to be let go; tells what it was given. */
function gate() {
  const given: number[][] = [];
  const doors: (() => void)[] = [];
  const work = async (items: readonly number[]) => {
    given.push([...items]);
    await new Promise<void>((open) => doors.push(open));
    if (items.includes(13)) throw new Error("13 cannot be done");
    return items.length;
  };
  const open = async () => {
    doors.shift()?.();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { given, work, open };
}

Deno.test("calls that come while another is done share the next one, and each is answered after it", async () => {
  const { given, work, open } = gate();
  const call = together(work, 100, 1);
  const answers = [call([1]), call([2]), call([3, 4])];
  assert.deepEqual(given, [[1]]);
  await open();
  assert.deepEqual(given, [[1], [2, 3, 4]]);
  await open();
  assert.deepEqual(await Promise.all(answers), [1, 3, 3]);
});

Deno.test("no more are gathered than a transaction should have, but a large call is not cut", async () => {
  const { given, work, open } = gate();
  const call = together(work, 3, 1);
  const answers = [call([1]), call([2, 3]), call([4]), call([5, 6]), call([7, 8, 9, 10])];
  for (let round = 0; round < 4; round += 1) await open();
  assert.deepEqual(given, [[1], [2, 3, 4], [5, 6], [7, 8, 9, 10]]);
  await Promise.all(answers);
});

Deno.test("one that fails does not spoil those it was gathered with", async () => {
  const { given, work, open } = gate();
  const call = together(work, 100, 1);
  const answers = Promise.allSettled([call([1]), call([2]), call([13]), call([3])]);
  for (let round = 0; round < 5; round += 1) await open();
  assert.deepEqual(given, [[1], [2, 13, 3], [2], [13], [3]]);
  const ends = (await answers).map(({ status }) => status);
  assert.deepEqual(ends, ["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});
