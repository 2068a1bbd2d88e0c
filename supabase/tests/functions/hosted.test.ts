/** DEP-1: the functions as the real CLI deploys them, with a hosted function's environment and limits, and nothing else near them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { calm, phonesGot } from "./carrier.ts";
import { account, dispatchAll, sending, settled, tick, untilDone } from "./sends.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true, hosted: true });
const { db, api } = stage;
const hosted = stage.hosted ?? assert.fail();

test("every function answers where it was uploaded, alone in its folder, and names its release", async () => {
  assert.equal(hosted.functions().length, hosted.bundles.length);
  for (const { name, release } of hosted.bundles) {
    const answer = await fetch(`${api}/functions/v1/${name}`, { method: "OPTIONS" });
    assert.deepEqual(
      [answer.status, answer.headers.get("x-tidings-release")],
      [204, release],
      hosted.log(name),
    );
    const nobody = await fetch(`${api}/functions/v1/${name}`, { method: "POST", body: "{}" });
    assert.ok(nobody.status >= 400 && nobody.status < 500, `${name} ${nobody.status}`);
    assert.equal(nobody.headers.get("x-tidings-release"), release, name);
    await nobody.arrayBuffer();
  }
});

test("with the legacy keys switched off a send goes from its file to its last receipt, and a phone opens its card", async () => {
  hosted.legacy(false);
  assert.equal((await stage.call("dispatch", "service")).status, 200);
  await calm(stage);
  const send = await sending(stage, 60);
  await dispatchAll(stage);
  const end = await untilDone(stage, send);
  assert.equal(end.delivered, 60);
  assert.deepEqual(await settled(stage, send), { delivered: 60 });
  assert.deepEqual(await phonesGot(stage, send), { messages: 60, repeats: 0, distinct: 60 });
  const [row] =
    await db.sql`select private.link_code(min(id)) as code from public.deliveries where send_id = ${send}`;
  const url = `${api}/functions/v1/link/${row?.code}`;
  const page = await fetch(url, { headers: { "user-agent": "Mozilla/5.0 (iPhone)" } });
  // The project's own domain shows no HTML.
  assert.deepEqual([page.status, page.headers.get("content-type")], [200, "text/plain; charset=utf-8"]);
  await page.arrayBuffer();
  const card = await fetch(url, { headers: await stage.pass("huawei") });
  assert.equal(card.status, 200);
  await card.arrayBuffer();
  await tick(stage);
  assert.equal(Number((await account(stage, send)).resolved), 1);
});
