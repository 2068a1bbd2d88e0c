import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  balance,
  booksAgree,
  cardOf,
  claim,
  clearStage,
  handOver,
  idOf,
  recordHandoff,
  recordReceipts,
  references,
  report,
  setSendSettings,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** carrier.md, SND-5, ACC-1: receipts are applied once, forward only, in whatever order they come. */
const db = await testDatabase({ last: booksAgree });
// Several tests send to the same number within one minute, more often than the caps allow.
await setSendSettings(db, { notice_per_minute: 1000, notice_per_day: 1000 });
beforeEach(() => clearStage(db));

/** The totals of a send that are not zero. */
async function places(send: string): Promise<Record<string, number>> {
  const card = await account(db, send);
  const names = [
    "pending",
    "handed",
    "delivered",
    "failed",
    "expired",
    "timed_out",
    "unknown",
    "opted_out",
    "cancelled",
  ];
  return Object.fromEntries(names.filter((name) => card[name] > 0).map((name) => [name, card[name]]));
}
function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

test("in every order, repeated or not, one by one or in one call, the same receipts come to the same end", async () => {
  const ends: [string[], string][] = [
    [["delivered", "failed", "expired"], "delivered"],
    [["delivered", "failed"], "delivered"],
    [["failed", "expired"], "failed"],
    [["expired"], "expired"],
  ];
  for (const [statuses, end] of ends) {
    const [, held = 0, used = 0] = await balance(db);
    const orders = permutations(statuses);
    const send = await startedSend(db, { count: orders.length });
    const ids = await handOver(db);
    for (const [index, order] of orders.entries()) {
      for (const status of order)
        await report(db, [ids[index] as string], status, { at: "2026-11-24T10:00:00Z" });
      for (const status of order)
        assert.equal((await report(db, [ids[index] as string], status)).applied, 0, "a repeat");
      await booksAgree(db);
    }
    assert.deepEqual(await places(send), { [end]: orders.length });
    for (const id of ids) {
      const { state, code, vendor } = await cardOf(db, "delivery_cards", id);
      assert.deepEqual([state, code, vendor], [end, end.toUpperCase(), "huawei"]);
    }
    // A unit that went back is not taken again by a receipt; only where "delivered" came first was none given back.
    const kept = end === "delivered" ? orders.filter(([first]) => first === end).length : 0;
    assert.deepEqual((await balance(db)).slice(1, 3), [held + kept, used]);
  }
});

test("several receipts of one message in one call count as the one that knows most", async () => {
  const send = await startedSend(db, { count: 1 });
  const [id = ""] = await handOver(db);
  const said = ["failed", "delivered", "expired", "delivered"].map((status) => ({
    ref: id,
    status,
    code: "X",
  }));
  assert.deepEqual(await recordReceipts(db, said), { applied: 1, unknown: 0 });
  assert.deepEqual(await places(send), { delivered: 1 });
});

test("a receipt that comes before the answer to the hand-off counts once, and the answer only adds the carrier's id", async () => {
  const send = await startedSend(db, { count: 3 });
  const batch = await claim(db);
  const ids = references(batch);
  const [early = "", lost = "", last = ""] = ids;
  await report(db, [early], "delivered");
  await report(db, [lost], "failed");
  assert.deepEqual(await places(send), { pending: 1, delivered: 1, failed: 1 });
  await booksAgree(db);
  assert.deepEqual(await recordHandoff(db, batch?.batch ?? 0, ids), { accepted: 1, rejected: 0, open: 0 });
  assert.deepEqual(await places(send), { handed: 1, delivered: 1, failed: 1 });
  assert.equal((await cardOf(db, "delivery_cards", early)).carrier_id, `c${early}`);
  await report(db, [last], "delivered");
  await tick(db);
  const [day] = await db.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual([day.submission_count, day.send_count, day.delivered, day.failed], [3, 3, 2, 1]);
});

test("receipts that all came before the answer end the send, and a late answer changes nothing", async () => {
  const send = await startedSend(db, { count: 2 });
  const batch = await claim(db);
  await report(db, references(batch), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  assert.deepEqual(await recordHandoff(db, batch?.batch ?? 0, references(batch), "rejected"), {
    accepted: 0,
    rejected: 0,
    open: 0,
  });
  assert.deepEqual(await places(send), { delivered: 2 });
});

test("a message without a receipt is timed out after the channel's limit, not before, and keeps its unit", async () => {
  const [available = 0, held = 0] = await balance(db);
  const send = await startedSend(db, { count: 3 });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 1), "delivered");
  const age = (interval: string) =>
    db.sql`update private.batches set done_at = now() - ${interval}::interval where send_id = ${send}`;
  await age("71 hours");
  await tick(db);
  assert.deepEqual(await places(send), { handed: 2, delivered: 1 });
  await age("73 hours");
  assert.equal((await tick(db)).timed_out, 2);
  assert.deepEqual(await places(send), { delivered: 1, timed_out: 2 });
  assert.deepEqual(
    (await balance(db)).slice(0, 2),
    [available - 3, held + 3],
    "a phone may still open its card",
  );
  assert.equal((await tick(db)).timed_out, 0);
  assert.equal((await account(db, send)).state, "done");
  await booksAgree(db);

  await report(db, ids.slice(1, 2), "delivered");
  await report(db, ids.slice(2), "failed");
  assert.deepEqual(await places(send), { delivered: 2, failed: 1 }, "a late receipt corrects it");
  assert.deepEqual(
    (await balance(db)).slice(0, 2),
    [available - 2, held + 2],
    "the failed one gives its unit back",
  );
  const [day] = await db.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual([day.delivered, day.failed, day.timed_out, day.send_count], [2, 1, 0, 3]);
});

test("a batch that stays in doubt beyond the channel's limit is unknown, is never sent again, and a late receipt corrects it", async () => {
  const [available = 0, held = 0] = await balance(db);
  const send = await startedSend(db, { count: 2 });
  const batch = await claim(db);
  const age = (lease: string) =>
    db.sql`update private.batches set claimed_at = now() - interval '73 hours', lease_until = now() + ${lease}::interval where send_id = ${send}`;
  await age("1 minute");
  assert.equal((await tick(db)).timed_out, 0, "somebody is at it");
  await age("-1 minute");
  assert.equal((await tick(db)).timed_out, 2);
  assert.deepEqual(await places(send), { unknown: 2 });
  assert.equal(await claim(db), null);
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 2, held + 2]);
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  await booksAgree(db);

  await report(db, references(batch).slice(0, 1), "delivered");
  assert.deepEqual(await places(send), { unknown: 1, delivered: 1 });
  assert.deepEqual((await balance(db)).slice(0, 2), [available - 2, held + 2]);
  const [day] = await db.as("dan").rows("select * from public.send_report where send_id = $1", [send]);
  assert.deepEqual([day.submission_count, day.send_count, day.delivered, day.unknown], [2, 1, 1, 1]);
});

test("the clock times out only what nobody is at: an account in use has its turn later", async () => {
  const send = await startedSend(db, { count: 1 });
  await handOver(db);
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await db.sql.begin(async (step) => {
    await step`select from public.send_totals where send_id = ${send} for update`;
    assert.equal((await tick(db)).timed_out, 0);
  });
  assert.equal((await tick(db)).timed_out, 1);
});

test("the clock passes by a message whose receipt is being recorded, and ends the wait for the others", async () => {
  const send = await startedSend(db, { count: 2 });
  const [id = ""] = await handOver(db);
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await db.sql.begin(async (step) => {
    await step`select from public.deliveries where id = ${id} for update`;
    assert.equal((await tick(db)).timed_out, 1);
  });
  assert.deepEqual(await places(send), { handed: 1, timed_out: 1 });
  assert.equal((await tick(db)).timed_out, 1, "its turn is the next one");
  assert.deepEqual(await places(send), { timed_out: 2 });
});

test("a receipt for something nobody here knows is kept and shown, once, and moves nothing", async () => {
  const send = await startedSend(db, { count: 1 });
  const [id = ""] = await handOver(db);
  const strange = ["abc", "", "987654321", "9999999999999999999999", "-1", " 1"];
  assert.deepEqual(await report(db, strange, "delivered"), { applied: 0, unknown: strange.length });
  assert.deepEqual(await report(db, strange, "delivered"), { applied: 0, unknown: 0 });
  assert.equal((await report(db, ["abc"], "failed")).unknown, 1, "another status is another receipt");
  assert.deepEqual(await report(db, [id, "xyz"], "delivered"), { applied: 1, unknown: 1 });
  assert.equal((await report(db, [id], "no status")).applied, 0);
  const kept = await db.as("dan").rows("select reference, status from public.receipt_cards order by 1, 2");
  assert.equal(kept.length, strange.length + 2);
  assert.deepEqual(await places(send), { delivered: 1 });
});

test("another enterprise's carrier cannot move a delivery, and what it said is seen there", async () => {
  const send = await startedSend(db, { count: 1 });
  const [id = ""] = await handOver(db);
  const other = await idOf(db, "enterprises", "Other Ltd");
  const said = [{ ref: id, status: "failed" }];
  assert.deepEqual(await recordReceipts(db, said, other), { applied: 0, unknown: 1 });
  assert.deepEqual(await places(send), { handed: 1 });
  assert.deepEqual(await db.as("mallory").rows("select reference from public.receipt_cards"), [
    { reference: id },
  ]);
});

test("a cancelled message is not brought back by a receipt", async () => {
  const send = await startedSend(db, { trial: true, trial_size: 1, count: 2 });
  await handOver(db);
  await clearStage(db);
  await tick(db);
  const [row] =
    await db.sql`select id::text from public.deliveries where send_id = ${send} and state = 'cancelled'`;
  assert.equal((await report(db, [row?.id], "delivered")).applied, 0);
  assert.deepEqual(await places(send), { handed: 1, cancelled: 1 });
});
