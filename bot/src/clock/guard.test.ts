import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startRest } from "../testing/rest_double.ts";
import { makeGuard } from "./guard.ts";

/** The leases of the database, as `claim_job` and `finish_job` keep them. */
const held = new Set<string>();
const errors = new Map<string, unknown>();
const rest = await startRest({
  claim_job: ({ job }) => {
    if (held.has(String(job))) return false;
    held.add(String(job));
    return true;
  },
  finish_job: ({ job, error }) => {
    held.delete(String(job));
    errors.set(String(job), error);
    return null;
  },
});
after(() => rest.close());

test("of two bots one runs a job, and the next run is anybody's", async () => {
  const [here, there] = [makeGuard(rest.own), makeGuard(rest.own)];
  let release = () => {};
  const gate = new Promise<void>((done) => {
    release = done;
  });
  let begun = () => {};
  const started = new Promise<void>((done) => {
    begun = done;
  });
  const first = here.run("dispatch", 30, async () => {
    begun();
    await gate;
  });
  await started;
  const second = await there.run("dispatch", 30, async () => assert.fail("it runs elsewhere"));
  assert.equal(second, "elsewhere");
  release();
  assert.equal(await first, "done");
  assert.equal(await there.run("dispatch", 30, async () => {}), "done");
});

test("a job that fails says why, gives its lease back and runs on the next tick", async () => {
  const guard = makeGuard(rest.own);
  const failed = await guard.run("tick", 30, async () => {
    throw new Error("the statement was cancelled");
  });
  assert.equal(failed, "failed");
  assert.equal(errors.get("tick"), "the statement was cancelled");
  assert.equal(await guard.run("tick", 30, async () => {}), "done");
  assert.equal(errors.get("tick"), null);
});

test("a bot that ends takes no further job and waits for the one under way", async () => {
  const guard = makeGuard(rest.own);
  let finished = false;
  const run = guard.run("sweep", 30, async () => {
    await Promise.resolve();
    finished = true;
  });
  await guard.close();
  assert.equal(finished, true);
  assert.equal(await run, "done");
  assert.equal(await guard.run("sweep", 30, async () => assert.fail("it is closed")), "elsewhere");
});
