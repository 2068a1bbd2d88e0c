import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import postgres from "postgres";
import { admitFunctions } from "../../local/deployment.ts";
import { calm, phonesGot } from "./carrier.ts";
import { account, dispatchAll, sending, settled, untilDone } from "./sends.ts";
import { testStage } from "./stage.ts";

/** Functions behind a pooler in transaction mode, with three server connections for all of them: each pool alone has more. */
const stage = await testStage(
  { volatile: true, pooled: 3 },
  "import-numbers",
  "dispatch",
  "receive-receipts",
);
beforeEach(() => calm(stage));

test("a send goes from its file to its receipts, side by side, and nothing fails", async () => {
  await stage.db.sql`update public.channels set batch_size = 50`;
  const sends = [await sending(stage, 600), await sending(stage, 600)];
  await Promise.all([1, 2, 3].map(() => stage.call("dispatch", "bot")));
  const tallies = await dispatchAll(stage);
  assert.ok(
    tallies.every(({ open }) => open === 0),
    JSON.stringify(tallies),
  );
  for (const send of sends) {
    assert.equal((await untilDone(stage, send)).delivered, 600);
    assert.deepEqual(await phonesGot(stage, send), { messages: 600, repeats: 0, distinct: 600 });
    assert.equal((await account(stage, send)).unknown, 0);
  }
  await settled(stage, sends[0] ?? "");
});

test("what is bound to a session does break behind it", async () => {
  await admitFunctions(stage.db.sql, "world");
  const url = stage.pooler.replace(/tidings_functions:[^@]*@/, "tidings_functions:world@");
  const client = (options: postgres.Options<Record<string, never>> = {}) =>
    postgres(url, { max: 1, onnotice: () => undefined, ...options });
  const refused = client({ connection: { statement_timeout: 1000 } });
  await assert.rejects(refused`select 1`, /unsupported startup parameter: statement_timeout/);
  await refused.end({ timeout: 1 });
  const plain = client({ prepare: false });
  try {
    // By hand: the client itself prepares a statement again that a server does not know.
    await plain`prepare counted as select 1`;
    const executed = [];
    for (let n = 0; n < 3; n += 1) executed.push(await plain`execute counted`.catch(({ code }) => code));
    assert.ok(executed.includes("26000"), "a statement is prepared on one server alone");
    await plain`set application_name = 'of one session'`;
    const names = [];
    for (let n = 0; n < 3; n += 1)
      names.push((await plain`select current_setting('application_name') as name`)[0]?.name);
    assert.ok(new Set(names).size > 1, "a setting is there in one transaction, and not in the next");
    const held = [];
    for (let n = 0; n < 3; n += 1) held.push((await plain`select pg_try_advisory_lock(4242) as yes`)[0]?.yes);
    assert.ok(held.includes(false), "a lock of the session is another client's now");
  } finally {
    await plain.end({ timeout: 1 });
  }
});
