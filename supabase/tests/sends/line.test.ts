import assert from "node:assert/strict";
import { test } from "node:test";
import { linkCodes } from "../../../shared/src/links/code.ts";
import { PARAMS, resolve as resolveLink } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** The whole way in the database: a trial send from approval to report, with a carrier simulated in SQL. */
const db = await testDatabase();

async function pick(query: string): Promise<string> {
  const [row] = await db.sql.unsafe(query);
  return row?.id as string;
}

test("a trial goes from approval to report, and every number ends in one place", async () => {
  const template = await pick("select id from public.templates where name = '签收提醒'");
  const text = await pick("select id from public.sms_templates where name = '订单通知'");
  const phones = Array.from({ length: 6 }, (_, i) => `+861380013800${i}`);
  const typed = [...phones, "+8613800138000"];
  const params = typed.map(() => PARAMS) as never;
  const file = await db.as("bob").rpc("type_numbers", { input: { phones: typed, name: "七个", params } });
  assert.equal(file.data.accepted, 6);
  assert.equal(file.data.duplicates, 1);

  const made = await db.as("bob").rpc("create_send", {
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
  assert.equal((await db.as("bob").rpc("submit_send", { send })).error, null);
  assert.equal((await db.as("bob").rpc("approve_send", { send })).error?.code, "forbidden");
  const approved = await db.as("carol").rpc("approve_send", { send });
  assert.equal(approved.error, null, JSON.stringify(approved.error));
  assert.equal(approved.data.state, "expanding");

  const tick = async () => {
    const { data, error } = await db.as("bot").rpc("clock_tick");
    assert.equal(error, null);
    return data;
  };
  assert.equal((await tick()).expanded, 6);
  await tick();
  const handOver = async () => {
    const [row] = await db.sql`select batch, ids from private.claim_batch()`;
    if (!row) return [];
    const ids = row.ids.map(String) as string[];
    const accepted = ids.map(() => "accepted");
    await db.sql`select private.record_handoff(${row.batch.batch}, ${ids}::bigint[], ${accepted}::text[],
      ${ids.map((id) => `c${id}`)}::text[], ${ids.map(() => null)}::text[])`;
    return ids;
  };
  const report = async (ids: string[], status: string) => {
    const [channel] = await db.sql`select channel_id from public.sends where id = ${send}`;
    const every = <T>(value: T) => ids.map(() => value);
    const [row] =
      await db.sql`select private.record_receipts(${channel?.channel_id}, ${ids}::text[], ${every(status)}::text[],
      ${every("X")}::text[], ${every("huawei")}::text[], ${every(null)}::text[], ${every(new Date().toISOString())}::timestamptz[]) as r`;
    return row?.r;
  };
  const card = async () =>
    (await db.as("dan").rows("select * from public.send_cards where id = $1", [send]))[0];

  const first = await handOver();
  assert.equal(first.length, 2, "only the trial goes");
  assert.deepEqual(await handOver(), []);
  assert.deepEqual(await report(first, "delivered"), { applied: 2, unknown: 0 });
  assert.deepEqual(await report(first, "delivered"), { applied: 0, unknown: 0 });
  await tick();
  assert.equal((await card()).state, "trial_hold");

  assert.equal((await db.as("dan").rpc("release_send", { send })).error?.code, "forbidden");
  assert.equal((await db.as("bob").rpc("release_send", { send })).error, null);
  const rest = await handOver();
  assert.equal(rest.length, 4);
  await report(rest.slice(0, 3), "failed");
  await report(rest.slice(2, 3), "delivered");
  await report(rest.slice(3), "expired");
  await tick();
  const end = await card();
  assert.equal(end.state, "done");
  assert.deepEqual([end.intended, end.duplicates, end.delivered, end.failed, end.expired], [7, 1, 3, 2, 1]);
  const [delivery] = await db
    .as("alice")
    .rows("select id, link_code from public.delivery_cards where send_id = $1 limit 1", [send]);
  const [key] = await db.sql`select words from private.link_key`;
  assert.equal(
    linkCodes(key?.words).codeOf(Number(delivery.id)),
    delivery.link_code,
    "SQL and TypeScript agree on codes",
  );
  const resolve = async () => {
    const { verdict } = await resolveLink(db, delivery.id);
    return verdict;
  };
  assert.equal(await resolve(), "ok");
  assert.equal(await resolve(), "used_up");
  await tick();
  const [days] = await db.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual(
    [days.send_count, days.delivered, days.failed, days.expired, Number(days.resolutions)],
    [6, 3, 2, 1, 1],
  );
  const audit = await db.as("dan").rpc("audit_quota");
  assert.deepEqual(audit.data.findings, []);
  const [balance] = await db.as("dan").rows("select * from public.quota_balances");
  // PKG-2: of six units four came back with what failed and expired, one paid for the resolution, one waits for a card still to be opened.
  assert.deepEqual([balance.available, balance.reserved, balance.used].map(Number), [99998, 1, 1]);
});
