import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, test } from "node:test";
import { account, imported, startedSend, tick } from "../fixtures.ts";
import { fresh, noCaps } from "../sends/sends_fixtures.ts";
import { testSmppStage, until } from "./smpp_stage.ts";

/** Workers behind a pooler in transaction mode: two server connections for two workers, of which each opens eight. */
const stage = await testSmppStage({ binds: 2, window: 20 });
const { db } = stage;
const script = join(import.meta.dirname, "../../../e2e/doubles/pooler/main.ts");
const pooler = spawn(process.execPath, [script, db.url, "2"], { stdio: ["ignore", "pipe", "inherit"] });
after(() => pooler.kill());
const [line] = await once(pooler.stdout, "data");
const workers = [1, 2].map(() => stage.startWorker(Number(String(line))));
await stage.bound(2);
await noCaps(db);

test("a send goes to its receipts, each number once", async () => {
  await stage.control({ receipt_ms: [10, 60], binds: 10, lost_rate: 0, early_rate: 0 });
  const send = await startedSend(db, { file: await imported(db, fresh(300)) });
  await until(async () => {
    await tick(db);
    const { pending, handed } = await account(db, send);
    return pending === 0 && handed === 0;
  }, "the send is over");
  assert.equal((await account(db, send)).delivered, 300);
  const taken = await stage.taken();
  assert.deepEqual([taken.length, new Set(taken.map(({ to }) => to)).size], [300, 300]);
  for (const worker of workers) assert.doesNotMatch(worker.log(), /26000|prepared statement|error/i);
});
