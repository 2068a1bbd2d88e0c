import assert from "node:assert/strict";
import { test } from "node:test";
import { account, startedSend, tick } from "../fixtures.ts";
import { testSmppStage, until } from "./smpp_stage.ts";

const stage = await testSmppStage();
const { db } = stage;

const done = (send: string) =>
  until(async () => {
    await tick(db);
    return (await account(db, send)).state === "done";
  }, "the send is done");

test("a send goes over the bind: each number once, its text behind its signature, its receipt found by the carrier's id", async () => {
  const worker = stage.startWorker();
  await stage.bound(1);
  const send = await startedSend(db, { count: 35 });
  await done(send);
  assert.equal((await account(db, send)).delivered, 35);
  const taken = await stage.taken();
  assert.equal(new Set(taken.map(({ to }) => to)).size, 35);
  const { violations, ...stats } = await stage.stats();
  assert.deepEqual(violations, []);
  console.log(taken[0], stats, worker.log());
  await worker.end();
  assert.equal((await stage.stats()).bound, 0);
});
