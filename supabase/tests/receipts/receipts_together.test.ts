import assert from "node:assert/strict";
import { test } from "node:test";
import { account, booksAgree, handOver, type Receipt, recordReceipts, startedSend } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** carrier.md: one transaction records receipts of unrelated sends of one channel. */
const db = await testDatabase({ last: booksAgree });

const record = (receipts: Receipt[]) => recordReceipts(db, receipts);

test("receipts of several sends, in disorder, some twice, some strange, each end where they say and as they say it", async () => {
  const first = await startedSend(db, { count: 3 });
  const [a = "", b = "", c = ""] = await handOver(db);
  const second = await startedSend(db, { count: 2 });
  const [d = "", e = ""] = await handOver(db);
  const said: Receipt[] = [
    { ref: e, status: "failed", code: "MK:0001", vendor: "vivo", at: "2026-11-24T10:00:05Z" },
    { ref: "stranger", status: "delivered", vendor: "nokia" },
    { ref: a, status: "delivered", code: "DELIVRD", vendor: "huawei", at: "2026-11-24T10:00:01Z" },
    { ref: c, status: "perhaps" },
    { ref: b, status: "expired", code: "LATE", carrier: "ignored" },
    { ref: b, status: "delivered", code: "DELIVRD", vendor: "nokia", at: "2026-11-24T10:00:02Z" },
    { ref: `0${d}`, status: "failed" },
    { ref: "999999999999", status: "expired" },
    { ref: b, status: "failed", code: "MK:0002" },
  ];
  assert.deepEqual(await record(said), { applied: 3, unknown: 3 });
  const rows = await db.as("dan").rows(
    `select state, code, vendor, carrier_id, case when final_at < '2026-11-24T11:00:00Z' then extract(second from final_at)::int end as at
     from public.delivery_cards where send_id in ($1, $2) order by id`,
    [first, second],
  );
  assert.deepEqual(rows, [
    { state: "delivered", code: "DELIVRD", vendor: "huawei", carrier_id: `c${a}`, at: 1 },
    { state: "delivered", code: "DELIVRD", vendor: null, carrier_id: `c${b}`, at: 2 },
    { state: "handed", code: null, vendor: null, carrier_id: `c${c}`, at: null },
    { state: "handed", code: null, vendor: null, carrier_id: `c${d}`, at: null },
    { state: "failed", code: "MK:0001", vendor: "vivo", carrier_id: `c${e}`, at: 5 },
  ]);
  const [one, other] = [await account(db, first), await account(db, second)];
  assert.deepEqual([one.delivered, one.handed, other.failed, other.handed], [2, 1, 1, 1]);
  await booksAgree(db);

  assert.deepEqual(await record(said.toReversed()), { applied: 0, unknown: 0 }, "all of it again");
  assert.deepEqual(await record([{ ref: e, status: "delivered" }]), { applied: 1, unknown: 0 });
  const [corrected] = await db
    .as("dan")
    .rows("select state, vendor from public.deliveries where id = $1", [e]);
  assert.deepEqual(corrected, { state: "delivered", vendor: "vivo" });
});

test("a receipt's carrier id is kept whole, however long it is and whatever comes with it", async () => {
  const [fits, long] = ["汉".repeat(21), "x".repeat(64)];
  const calls: (string | null)[][] = [
    ["one", fits, "two"],
    ["three", null, fits],
    [`${fits}x`, "four", null],
    ["five", long, "y".repeat(200)],
  ];
  for (const carriers of calls) {
    const send = await startedSend(db, { count: carriers.length });
    const ids = await handOver(db);
    await record(
      ids.map((ref, place) => ({ ref, status: "delivered", carrier: carriers[place] ?? undefined })),
    );
    const rows = await db
      .as("dan")
      .rows("select carrier_id from public.delivery_cards where send_id = $1 order by id", [send]);
    assert.deepEqual(
      rows.map(({ carrier_id }) => carrier_id),
      // Where the receipt names none, it is the one of the answer to the hand-off.
      ids.map((ref, place) => carriers[place] ?? `c${ref}`),
    );
  }
});

test("a call without receipts, or without one that is ours, moves nothing", async () => {
  assert.deepEqual(await record([]), { applied: 0, unknown: 0 });
  assert.deepEqual(await record([{ ref: "x", status: "perhaps" }]), { applied: 0, unknown: 0 });
  assert.deepEqual(await record([{ ref: "999999999998", status: "failed" }]), { applied: 0, unknown: 1 });
});

test("receivers that record the same messages side by side count each once, and none waits for another in a circle", async () => {
  const sends = [await startedSend(db, { count: 40 }), await startedSend(db, { count: 40 })];
  const ids = [...(await handOver(db)), ...(await handOver(db))];
  assert.equal(ids.length, 80);
  // Each message is in five of the twenty concurrent calls, half of which have them in reverse order.
  const calls = Array.from({ length: 20 }, (_, call) =>
    ids.filter((_, place) => place % 4 === call % 4).map((ref) => ({ ref, status: "delivered" })),
  ).map((call, place) => (place % 2 ? call.toReversed() : call));
  const answers = await Promise.all(calls.map(record));
  assert.equal(
    answers.reduce((sum, { applied }) => sum + applied, 0),
    80,
  );
  for (const send of sends) assert.equal((await account(db, send)).delivered, 40);
  await booksAgree(db);
});
