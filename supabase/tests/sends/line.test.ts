import assert from "node:assert/strict";
import { test } from "node:test";
import { linkCodes } from "../../../shared/src/links/code.ts";
import {
  account,
  booksAgree,
  done,
  handOver,
  idOf,
  PARAMS,
  report,
  resolve as resolveLink,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** The whole way in the database: a trial send from approval to report, with a carrier simulated in SQL. */
const db = await testDatabase();

test("a trial goes from approval to report, and every number ends in one place", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  const text = await idOf(db, "sms_templates", "订单通知");
  const phones = Array.from({ length: 6 }, (_, i) => `+861380013800${i}`);
  const typed = [...phones, "+8613800138000"];
  const params = typed.map(() => PARAMS) as never;
  const file = await db.as("bob").rpc("type_numbers", { input: { phones: typed, name: "七个", params } });
  assert.equal(file.data.accepted, 6);
  assert.equal(file.data.duplicates, 1);

  const { id: send } = await done(
    db.as("bob").rpc("create_send", {
      input: {
        name: "试发",
        template_id: template,
        sms_template_id: text,
        number_file_id: file.data.id,
        trial: true,
        trial_size: 2,
      },
    }),
  );
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.equal((await db.as("bob").rpc("approve_send", { send })).error?.code, "forbidden");
  assert.equal((await done(db.as("carol").rpc("approve_send", { send }))).state, "expanding");

  assert.equal((await tick(db)).expanded, 6);
  await tick(db);
  const first = await handOver(db);
  assert.equal(first.length, 2, "only the trial goes");
  assert.deepEqual(await handOver(db), []);
  assert.deepEqual(await report(db, first, "delivered"), { applied: 2, unknown: 0 });
  assert.deepEqual(await report(db, first, "delivered"), { applied: 0, unknown: 0 });
  await tick(db);
  assert.equal((await account(db, send)).state, "trial_hold");

  assert.equal((await db.as("dan").rpc("release_send", { send })).error?.code, "forbidden");
  await done(db.as("bob").rpc("release_send", { send }));
  const rest = await handOver(db);
  assert.equal(rest.length, 4);
  await report(db, rest.slice(0, 3), "failed");
  await report(db, rest.slice(2, 3), "delivered");
  await report(db, rest.slice(3), "expired");
  await tick(db);
  const end = await account(db, send);
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
  const resolve = async () => (await resolveLink(db, delivery.id)).verdict;
  assert.equal(await resolve(), "ok");
  assert.equal(await resolve(), "used_up");
  await tick(db);
  const [days] = await db.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual(
    [days.send_count, days.delivered, days.failed, days.expired, Number(days.resolutions)],
    [6, 3, 2, 1, 1],
  );
  await booksAgree(db);
  const [balance] = await db.as("dan").rows("select * from public.quota_balances");
  // PKG-2: of six units four came back with what failed and expired, one paid for the resolution, one waits for a card still to be opened.
  assert.deepEqual([balance.available, balance.reserved, balance.used].map(Number), [99998, 1, 1]);
});
