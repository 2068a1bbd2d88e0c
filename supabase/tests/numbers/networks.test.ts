import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  booksAgree,
  claim,
  clearStage,
  done,
  handOver,
  references,
  report,
  startedSend,
  typed,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** NET-1: networks of numbers by rows of prefixes and by receipts, and the days of sends by network. */
const db = await testDatabase({ last: booksAgree });
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from private.moved_numbers`;
});

/** As an expansion asks for it: by its prefix, unless a receipt of late told another. */
async function networkOf(phone: string): Promise<string> {
  const [by] = await db.sql`select private.network_by('p.phone', 'b.bounds', 'b.networks') as of`;
  const asked = `select private.network_now(p.phone, ${by?.of}) as network
    from (select $1::text as phone) p, private.network_bounds() b`;
  return (await db.sql.unsafe(asked, [phone]))[0]?.network;
}
const olga = () => db.as("olga");
const days = (send: string) =>
  db.sql`select network, submission_count as submitted, delivered, failed, told from public.send_days where send_id = ${send}
    group by network, submission_count, delivered, failed, told having submission_count <> 0 order by network`;

test("a number is in the network of its longest prefix, four digits before three", async () => {
  const expected: [string, string][] = [
    ["+8613800138000", "mobile"],
    ["+8618600000000", "unicom"],
    ["+8618900000000", "telecom"],
    ["+8619200000000", "broadnet"],
    ["+8617050000000", "mobile"],
    ["+8617010000000", "telecom"],
    ["+8617090000000", "unicom"],
    ["+8617099999999", "unicom"],
    ["+8617100000000", "unicom"],
    ["+8615400000000", "unknown"],
    ["+8619999999999", "telecom"],
    ["erased:0123", "unknown"],
  ];
  for (const [phone, network] of expected) assert.equal(await networkOf(phone), network, phone);
});

test("of two rows of a prefix the newest that has begun counts, and a longer one before it", async () => {
  const add = (prefix: string, network: string, since: string) =>
    done(olga().rpc("create_number_prefix", { input: { prefix, network, since, source: "测试" } }));
  const card = await add("154", "telecom", "2026-01-01");
  assert.deepEqual([card.prefix, card.network], ["154", "telecom"]);
  await add("154", "unicom", "2026-06-01");
  await add("154", "mobile", "2099-01-01");
  await add("15400", "broadnet", "2026-01-01");
  assert.equal(await networkOf("+8615410000000"), "unicom");
  assert.equal(await networkOf("+8615400999999"), "broadnet");
  assert.equal(await networkOf("+8615401000000"), "unicom");
  const { error } = await olga().rpc("create_number_prefix", {
    input: { prefix: "154", network: "mobile", since: "2026-06-01", source: "x" },
  });
  assert.equal(error?.code, "prefix_known");
  assert.deepEqual(
    (
      await db
        .as("dan")
        .rows("select network, counts from public.number_prefix_cards where prefix = '154' order by since")
    ).map(({ network, counts }) => [network, counts]),
    [
      ["telecom", false],
      ["unicom", true],
      ["mobile", false],
    ],
  );
});

test("whoever does not run the deployment reads the prefixes and changes none", async () => {
  const input = { prefix: "154", network: "mobile", since: "2026-01-01", source: "x" };
  const { error } = await db.as("alice").rpc("create_number_prefix", { input });
  assert.equal(error?.code, "platform_admin_only");
  assert.ok((await db.as("dan").rows("select id from public.number_prefixes")).length > 60);
});

test("a file says how many of its numbers are in which network", async () => {
  const file = await typed(db, ["+8613800138001", "+8613800138002", "+8618900138001", "+8614100138001"]);
  const [row] = await db.sql`select networks from public.number_files where id = ${file}`;
  assert.deepEqual(row?.networks, { mobile: 2, telecom: 1, unknown: 1 });
});

const NUMBERS = ["+8613800138001", "+8613800138002", "+8613800138003", "+8618900138001", "+8615500138001"];
const handed = async (numbers = NUMBERS): Promise<[string, string[]]> => {
  const send = await startedSend(db, { file: await typed(db, numbers) });
  return [send, await handOver(db)];
};

test("a message is in the network of its prefix, and the days of its send are counted by network", async () => {
  const [send, ids] = await handed();
  assert.deepEqual(
    (
      await db.sql`select network, told_network from public.deliveries where send_id = ${send} order by id`
    ).map(({ network, told_network }) => [network, told_network]),
    ["mobile", "mobile", "mobile", "telecom", "unicom"].map((network) => [network, null]),
  );
  await report(db, ids.slice(0, 2), "delivered");
  await report(db, ids.slice(3, 4), "failed");
  const at: Record<string, number[]> = {};
  for (const { network, submitted, delivered, failed, told } of await days(send))
    at[network] = [submitted, delivered, failed, told].map((n, i) => n + (at[network]?.[i] ?? 0));
  assert.deepEqual(at, { mobile: [3, 2, 0, 0], telecom: [1, 0, 1, 0], unicom: [1, 0, 0, 0] });
});

test("a receipt that names another network moves its message there, and the next send expects the number there", async () => {
  const [send, ids] = await handed();
  await report(db, ids.slice(0, 1), "delivered", { network: "unicom" });
  await report(db, ids.slice(1, 2), "delivered", { network: "mobile" });
  await report(db, ids.slice(2, 3), "delivered", { network: "moon" });
  const at: Record<string, number[]> = {};
  for (const { network, submitted, delivered, told } of await days(send))
    at[network] = [submitted, delivered, told].map((n, i) => n + (at[network]?.[i] ?? 0));
  assert.deepEqual(at, { mobile: [2, 2, 1], telecom: [1, 0, 0], unicom: [2, 1, 1] });
  const [moved] = await db.sql`select hash, segment, network from private.moved_numbers`;
  assert.deepEqual([moved?.segment, moved?.network, moved?.hash.length], ["+861380013", "unicom", 64]);
  assert.equal(await networkOf(NUMBERS[0] ?? ""), "unicom");
  const [next] = await handed(NUMBERS.slice(0, 2));
  assert.deepEqual(
    (await db.sql`select network from public.deliveries where send_id = ${next} order by id`).map(
      (row) => row.network,
    ),
    ["unicom", "mobile"],
  );
});

test("a correction that names a network moves what was counted with it, once", async () => {
  const [send, ids] = await handed(NUMBERS.slice(0, 1));
  await report(db, ids, "failed", { network: "telecom" });
  await report(db, ids, "delivered", { network: "unicom" });
  await report(db, ids, "delivered", { network: "telecom" });
  const at = (
    await db.sql`select network, sum(submission_count)::int as submitted, sum(delivered)::int as delivered, sum(failed)::int as failed, sum(told)::int as told
    from public.send_days where send_id = ${send} group by 1 order by 1`
  ).map((row) => Object.values(row));
  assert.deepEqual(at, [
    ["mobile", 0, 0, 0, 0],
    ["unicom", 1, 1, 0, 1],
    ["telecom", 0, 0, 0, 0],
  ]);
});

test("a number that moved is remembered for 90 days", async () => {
  const [, ids] = await handed(NUMBERS.slice(0, 1));
  await report(db, ids, "delivered", { network: "unicom" });
  await db.sql`update private.moved_numbers set at = now() - interval '89 days'`;
  await db.sql`select private.sweep()`;
  assert.equal(await networkOf(NUMBERS[0] ?? ""), "unicom");
  await db.sql`update private.moved_numbers set at = now() - interval '91 days'`;
  await db.sql`select private.sweep()`;
  assert.equal(await networkOf(NUMBERS[0] ?? ""), "mobile");
});

test("an answer to a part of a batch counts what it is about by network", async () => {
  const send = await startedSend(db, { file: await typed(db, NUMBERS) });
  const batch = await claim(db);
  const ids = references(batch).slice(0, 4);
  await db.sql`select private.record_handoff(${batch?.batch ?? 0}, ${ids}::bigint[], ${["accepted", "rejected", "unknown", "accepted"]}::text[],
    ${ids.map(() => null)}::text[], ${ids.map(() => null)}::text[])`;
  assert.deepEqual(
    (
      await db.sql`select network, submission_count as a, send_count as b, failed as c, unknown as d from public.send_days where send_id = ${send} order by network`
    ).map((row) => Object.values(row)),
    [
      ["mobile", 3, 1, 1, 1],
      ["telecom", 1, 1, 0, 0],
    ],
  );
});

test("the report, the details and the search by number tell the network, and take it as a filter", async () => {
  const [send, ids] = await handed();
  await report(db, ids.slice(0, 3), "delivered", { network: "mobile" });
  await report(db, ids.slice(3), "failed");
  await db.sql`select private.roll_up_reports()`;
  const day = (await db.sql`select max(day)::text as day from public.send_days where send_id = ${send}`)[0]
    ?.day;
  const { lines } = await done(
    db.as("alice").rpc("report", {
      report: "sends",
      first: day,
      last: day,
      period: "total",
      by: ["network", "send"],
      filters: [{ column: "send_id", op: "is", value: send }],
    }),
  );
  const told = (lines as Record<string, unknown>[]).map((line) => [
    line.network,
    line.delivered,
    line.failed,
  ]);
  assert.deepEqual(told.sort(), [
    ["mobile", 3, 0],
    ["telecom", 0, 1],
    ["unicom", 0, 1],
  ]);
  const { rows } = await done(db.as("alice").rpc("send_details", { network: "telecom" }));
  assert.deepEqual(
    (rows as Record<string, unknown>[])
      .filter(({ send_id }) => send_id === send)
      .map(({ state, network, network_told }) => [state, network, network_told]),
    [["failed", "telecom", false]],
  );
  const found = await done(
    db.as("alice").rpc("find_recipient", { resource: "delivery", number: NUMBERS[0], of: send }),
  );
  assert.deepEqual([found.rows[0].network, found.rows[0].network_told], ["mobile", true]);
});
