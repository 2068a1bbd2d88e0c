import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { blackHole, calm, phonesGot } from "./carrier.ts";
import { account, dispatchAll, hurry, sending, settled, untilDone } from "./sends.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "receive-receipts");
beforeEach(() => calm(stage));

for (const idempotent of [true, false]) {
  const kind = idempotent ? "an idempotent channel" : "a channel that must be asked";
  test(`a dispatcher killed while it hands over, on ${kind}: all arrive, none twice`, async () => {
    await stage.control({ idempotent });
    await stage.db.sql`update public.channels set idempotent = ${idempotent}`;
    const send = await sending(stage, 30);
    const hole = await blackHole();
    await stage.db.sql`update public.channels set base_url = ${hole.url}`;
    const asked = stage.call("dispatch", "bot").catch(() => undefined);
    await hole.reached;
    await stage.kill("dispatch");
    await asked;
    hole.close();
    assert.equal((await account(stage, send)).pending, 30, "nothing is known of them");
    await stage.db.sql`update public.channels set base_url = ${stage.carrier}`;
    await stage.start("dispatch");
    assert.equal((await stage.call("dispatch", "bot")).body.batches, 0, "the lease still holds");
    await hurry(stage);
    await dispatchAll(stage);
    assert.equal((await untilDone(stage, send)).delivered, 30);
    assert.deepEqual(await phonesGot(stage, send), { messages: 30, repeats: 0, distinct: 30 });
  });

  test(`a carrier that takes the batch and drops the answer, on ${kind}: all arrive, none twice`, async () => {
    await stage.control({ idempotent, accept_then_drop_rate: 1 });
    await stage.db.sql`update public.channels set idempotent = ${idempotent}`;
    const send = await sending(stage, 40);
    const first = await stage.call("dispatch", "bot");
    assert.deepEqual([first.body.accepted, first.body.open], [0, 40]);
    await stage.control({ accept_then_drop_rate: 0 });
    await hurry(stage);
    await dispatchAll(stage);
    const end = await untilDone(stage, send);
    assert.equal(end.delivered, 40);
    assert.deepEqual(await phonesGot(stage, send), { messages: 40, repeats: 0, distinct: 40 });
    await settled(stage, send);
  });

  test(`a carrier out of order that took nothing, on ${kind}: the messages wait, and then arrive`, async () => {
    await stage.control({ idempotent, error_rate: 1 });
    await stage.db.sql`update public.channels set idempotent = ${idempotent}`;
    const send = await sending(stage, 20);
    assert.equal((await stage.call("dispatch", "bot")).body.open, 20);
    const [batch] = await stage.db.sql`
      select doubtful, extract(epoch from lease_until - clock_timestamp()) as wait from private.batches where done_at is null`;
    assert.equal(batch?.doubtful, true);
    assert.ok(idempotent ? batch?.wait < 3 : batch?.wait > 60, `waits ${batch?.wait} s`);
    await stage.control({ error_rate: 0 });
    await hurry(stage);
    await dispatchAll(stage);
    assert.equal((await untilDone(stage, send)).delivered, 20);
    assert.deepEqual(await phonesGot(stage, send), { messages: 20, repeats: 0, distinct: 20 });
  });
}
