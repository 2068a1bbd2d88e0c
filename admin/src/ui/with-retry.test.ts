import assert from "node:assert/strict";
import test from "node:test";
import { withRetry } from "./with-retry.ts";

const { signal } = new AbortController();
const OFFLINE = { message: "Failed to fetch", status: 0 };

/** A read that fails `times` times, then succeeds; counts its calls. */
function failing(times: number, failure: unknown) {
  const asked = { times: 0 };
  const read = async () => {
    asked.times += 1;
    if (asked.times <= times) throw failure;
    return "page";
  };
  return { asked, read };
}

test("a page that did not arrive is read again, and the file goes on", async () => {
  const waits: number[] = [];
  const { asked, read } = failing(2, OFFLINE);
  assert.equal(await withRetry(read, signal, async (ms) => void waits.push(ms)), "page");
  assert.deepEqual([asked.times, waits], [3, [500, 2000]]);
});

test("what stays away is told in the end, and a refusal at once", async () => {
  const gone = failing(9, OFFLINE);
  await assert.rejects(
    withRetry(gone.read, signal, async () => {}),
    OFFLINE,
  );
  assert.equal(gone.asked.times, 4);
  const refused = failing(9, { code: "forbidden", message: "no", status: 403 });
  await assert.rejects(
    withRetry(refused.read, signal, async () => {}),
    { code: "forbidden" },
  );
  assert.equal(refused.asked.times, 1);
});

test("who stops does not wait for the next try", async () => {
  const control = new AbortController();
  const { asked, read } = failing(9, OFFLINE);
  const stopped = withRetry(read, control.signal, async () => control.abort());
  await assert.rejects(stopped, { name: "AbortError" });
  assert.equal(asked.times, 1);
});
