import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWorld, type World } from "./world.ts";

/** The straight line in the database: a trial send from approval to report, with a carrier played in SQL. */
let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

async function pick(query: string): Promise<string> {
  const [row] = await world.sql.unsafe(query);
  return row?.id as string;
}

test("a trial goes from approval to report, and every number ends in one place", async () => {
  const template = await pick("select id from public.templates where name = '签收提醒'");
  const text = await pick("select id from public.sms_templates where name = '订单通知'");
  const phones = Array.from({ length: 6 }, (_, i) => `+861380013800${i}`);
  const file = await world
    .as("bob")
    .rpc("type_numbers", { phones: [...phones, "+8613800138000"], name: "七个" });
  assert.equal(file.data.accepted, 6);
  assert.equal(file.data.duplicates, 1);

  const made = await world.as("bob").rpc("create_send", {
    input: {
      name: "试发",
      template_id: template,
      sms_template_id: text,
      number_file_id: file.data.id,
      trial: true,
      trial_size: 2,
    },
  });
  assert.equal(made.error, null, JSON.stringify(made.error));
  const send = made.data.id;
  assert.equal((await world.as("bob").rpc("submit_send", { send })).error, null);
  assert.equal((await world.as("bob").rpc("approve_send", { send })).error?.code, "forbidden");
  const approved = await world.as("carol").rpc("approve_send", { send });
  assert.equal(approved.error, null, JSON.stringify(approved.error));
  assert.equal(approved.data.state, "expanding");

  const tick = async () => {
    const { data, error } = await world.as("bot").rpc("clock_tick");
    assert.equal(error, null);
    return data;
  };
  assert.equal((await tick()).expanded, 6);
  await tick();
  const handOver = async () => {
    const [row] = await world.sql`select private.claim_batch() as batch`;
    const batch = row?.batch as { batch: number; messages: { id: number }[] } | null;
    if (!batch) return [];
    const results = batch.messages.map(({ id }) => ({
      reference: String(id),
      status: "accepted",
      carrier_id: `c${id}`,
    }));
    await world.sql`select private.record_handoff(${batch.batch}, ${world.sql.json(results)})`;
    return batch.messages.map(({ id }) => String(id));
  };
  const report = async (ids: string[], status: string) => {
    const [channel] = await world.sql`select channel_id from public.sends where id = ${send}`;
    const receipts = ids.map((reference) => ({
      reference,
      status,
      code: "X",
      vendor: "huawei",
      at: new Date().toISOString(),
    }));
    const [row] =
      await world.sql`select private.record_receipts(${channel?.channel_id}, ${world.sql.json(receipts)}) as r`;
    return row?.r;
  };
  const card = async () =>
    (await world.as("dan").rows("select * from public.send_cards where id = $1", [send]))[0];

  const first = await handOver();
  assert.equal(first.length, 2, "only the trial goes");
  assert.deepEqual(await handOver(), []);
  assert.deepEqual(await report(first, "delivered"), { fresh: 2, applied: 2, unknown: 0 });
  assert.deepEqual(await report(first, "delivered"), { fresh: 0, applied: 0, unknown: 0 });
  await tick();
  assert.equal((await card()).state, "trial_hold");

  assert.equal((await world.as("dan").rpc("release_send", { send })).error?.code, "forbidden");
  assert.equal((await world.as("bob").rpc("release_send", { send })).error, null);
  const rest = await handOver();
  assert.equal(rest.length, 4);
  await report(rest.slice(0, 3), "failed");
  await report(rest.slice(2, 3), "delivered");
  await report(rest.slice(3), "expired");
  await tick();
  const end = await card();
  assert.equal(end.state, "done");
  assert.deepEqual([end.intended, end.duplicates, end.delivered, end.failed, end.expired], [7, 1, 3, 2, 1]);
  const [link] = await world.sql`select code from public.links where send_id = ${send} limit 1`;
  const [shown] = await world.sql`select private.resolve_link(${link?.code}, 'resolution', 'huawei') as r`;
  assert.equal(shown?.r.verdict, "ok");
  const [again] = await world.sql`select private.resolve_link(${link?.code}, 'resolution', 'huawei') as r`;
  assert.equal(again?.r.verdict, "used_up");
  await tick();
  const [days] = await world.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual(
    [days.send_count, days.delivered, days.failed, days.expired, Number(days.resolved)],
    [6, 3, 2, 1, 1],
  );
  const audit = await world.as("dan").rpc("audit_quota");
  assert.deepEqual(audit.data.findings, []);
  const [balance] = await world.as("dan").rows("select * from public.quota_balances");
  assert.deepEqual([balance.available, balance.reserved, balance.used].map(Number), [99997, 0, 3]);
});
