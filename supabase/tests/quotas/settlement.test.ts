import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  age,
  balance,
  booksAgree,
  bought,
  claim,
  clearStage,
  done,
  groupInput,
  handOver,
  madeTask,
  recordHandoff,
  references,
  report,
  resolve,
  setSendSettings,
  startedSend,
  tick,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-2: what is paid is a resolution. A send reserves one a number, and what nobody opens goes back when its links are over. */
const db = await testDatabase({ last: (opened) => booksAgree(opened, "moved") });
await bought(db, 1_000);
beforeEach(() => clearStage(db));

/** How the balance moved while `act` ran: [available, reserved, used]. */
async function moved(act: () => Promise<unknown>): Promise<number[]> {
  const was = await balance(db);
  await act();
  const is = await balance(db);
  await booksAgree(db, "moved");
  return is.slice(0, 3).map((value, at) => value - (was[at] ?? 0));
}

const payAsYouGo = (pay_as_you_go: boolean) => setSendSettings(db, { pay_as_you_go });

/** The clock sees that the links are over, and in the next turn that every request before is rolled up. */
const twoTurns = async () => [await tick(db), await tick(db)];

test("a delivered message costs nothing until its card is shown, and the second look is free", async () => {
  await startedSend(db, { count: 2 });
  const [one = "", two = ""] = await handOver(db);
  assert.deepEqual(await moved(() => report(db, [one, two], "delivered")), [0, 0, 0]);
  assert.deepEqual(await moved(async () => [await resolve(db, one), await tick(db)]), [0, -1, 1]);
  assert.equal((await resolve(db, one)).verdict, "used_up");
  assert.deepEqual(await moved(() => tick(db)), [0, 0, 0]);
});

test("a message that failed, or expired by the carrier's word, gives its unit back at once; one without news keeps it", async () => {
  const send = await startedSend(db, { count: 5 });
  const batch = await claim(db);
  const [one = "", two = "", three = "", four = "", five = ""] = references(batch);
  assert.ok(batch);
  assert.deepEqual(await moved(() => recordHandoff(db, batch.batch, [one], "rejected")), [1, -1, 0]);
  assert.deepEqual(await moved(() => recordHandoff(db, batch.batch, [two], "unknown")), [0, 0, 0]);
  await recordHandoff(db, batch.batch, [three, four, five]);
  assert.deepEqual(await moved(() => report(db, [three], "failed")), [1, -1, 0]);
  assert.deepEqual(await moved(() => report(db, [four], "expired")), [1, -1, 0]);
  assert.deepEqual(await moved(() => report(db, [four], "failed")), [0, 0, 0], "it went back already");
  await db.sql`update private.batches set done_at = now() - interval '30 days' where send_id = ${send}`;
  assert.deepEqual(await moved(() => tick(db)), [0, 0, 0], "timed out, and a phone may still open it");
  assert.equal((await account(db, send)).timed_out, 1);
});

test("a card that was shown is paid for, whatever a receipt says before or after", async () => {
  await startedSend(db, { count: 2 });
  const [shown = "", failed = ""] = await handOver(db);
  await resolve(db, shown);
  assert.deepEqual(
    await moved(() => report(db, [shown], "failed")),
    [0, 0, 0],
    "seen, and not rolled up yet",
  );
  assert.deepEqual(await moved(() => tick(db)), [0, -1, 1]);
  await report(db, [failed], "failed");
  await resolve(db, failed);
  assert.deepEqual(await moved(() => tick(db)), [-1, 0, 1], "late: its unit is taken again");
  const [row] =
    await db.sql`select count(*)::int as n from public.quota_ledger where reason = 'late resolution'`;
  assert.equal(row?.n, 2, "two sides of one transfer");
});

test("a late resolution is paid for although packages are empty and pay-as-you-go is off", async () => {
  await startedSend(db, { count: 1 });
  const [one = ""] = await handOver(db);
  await report(db, [one], "failed");
  await payAsYouGo(false);
  const home = await yunshan(db);
  const [available = 0] = await balance(db);
  await db.sql`select private.charge(${home}, 'aim_resolution', ${available}, 'resolution', null)`;
  await resolve(db, one);
  const [, , used = 0, payg = 0] = await balance(db);
  await tick(db);
  assert.deepEqual((await balance(db)).slice(2), [used + 1, payg + 1]);
  await booksAgree(db, "moved");
  await payAsYouGo(true);
  await bought(db, 1_000);
});

test("a link ends its days after its own hand-off; then what nobody opened goes back, once", async () => {
  const send = await startedSend(db, { count: 3, validity_days: 2 });
  const [one = "", two = "", three = ""] = await handOver(db);
  await report(db, [one, two, three], "delivered");
  await resolve(db, one);
  assert.deepEqual(await moved(twoTurns), [0, -1, 1], "the send is done, its links are not");
  assert.equal((await account(db, send)).state, "done");
  await age(db, send, 1);
  assert.equal((await resolve(db, two)).verdict, "ok", "a day later it still opens");
  await age(db, send, 2);
  assert.equal((await resolve(db, three)).verdict, "expired");
  assert.deepEqual(await moved(twoTurns), [1, -2, 1]);
  assert.deepEqual(await moved(twoTurns), [0, 0, 0]);
  assert.equal((await db.sql`select from private.holds where holder_id = ${send}`).length, 0);
});

test("a trial on hold and a pause keep everything, however long they last", async () => {
  const send = await startedSend(db, { count: 4, trial: true, trial_size: 1 });
  const [one = ""] = await handOver(db);
  await report(db, [one], "delivered");
  await twoTurns();
  assert.equal((await account(db, send)).state, "trial_hold");
  await age(db, send, 30);
  assert.deepEqual(await moved(twoTurns), [0, 0, 0]);
  await done(db.as("bob").rpc("release_send", { send }));
  const [two = "", three = "", four = ""] = await handOver(db);
  await report(db, [two, three, four], "delivered");
  await twoTurns();
  assert.equal((await resolve(db, two)).verdict, "ok", "its days began with its own hand-off");
  assert.deepEqual(await moved(() => tick(db)), [0, -1, 1]);
  await age(db, send, 30);
  assert.deepEqual(await moved(twoTurns), [3, -3, 0]);
});

test("of a cancelled send, what was not claimed goes back at once, and the rest when its links are over", async () => {
  const send = await startedSend(db, { count: 3, trial: true, trial_size: 2 });
  const [one = "", two = ""] = await handOver(db);
  assert.deepEqual(await moved(() => done(db.as("bob").rpc("cancel_send", { send }))), [1, -1, 0]);
  await report(db, [one, two], "delivered");
  assert.deepEqual(await moved(twoTurns), [0, 0, 0]);
  await age(db, send, 30);
  assert.deepEqual(await moved(twoTurns), [2, -2, 0]);
});

test("a send of which nothing was handed over keeps no reservation", async () => {
  const cancelled = await startedSend(db, { count: 3 });
  await done(db.as("bob").rpc("cancel_send", { send: cancelled }));
  await db.sql`update private.holds set look_at = now() where holder_id = ${cancelled}`;
  assert.deepEqual(await moved(twoTurns), [0, 0, 0]);
  assert.equal((await db.sql`select from private.holds where holder_id = ${cancelled}`).length, 0);
});

test("a batch of which receipts told all before its hand-off was recorded keeps no reservation", async () => {
  const send = await startedSend(db, { count: 1 });
  const [one = ""] = await handOver(db);
  await report(db, [one], "delivered");
  await twoTurns();
  await db.sql`update private.batches set done_at = null, closed_at = now() - interval '30 days' where send_id = ${send}`;
  await db.sql`update private.holds set look_at = now() where holder_id = ${send}`;
  assert.deepEqual(await moved(twoTurns), [1, -1, 0]);
  assert.equal((await db.sql`select from private.holds where holder_id = ${send}`).length, 0);
});

test("a request that is counted and not rolled up keeps the reservation open until it is paid", async () => {
  const send = await startedSend(db, { count: 1 });
  const [one = ""] = await handOver(db);
  await report(db, [one], "delivered");
  await twoTurns();
  await resolve(db, one);
  await age(db, send, 30);
  await db.sql`select private.close_reservations()`;
  assert.deepEqual(await moved(() => db.sql`select private.close_reservations()`), [0, 0, 0]);
  assert.deepEqual(await moved(twoTurns), [0, -1, 1]);
});

test("with pay-as-you-go off a resolve task reserves what its link may be resolved, and gives back what was not", async () => {
  await payAsYouGo(false);
  const [available = 0] = await balance(db);
  const group = (most: number) => groupInput(db, { max_resolutions: most });
  const { error, status } = await db
    .as("bob")
    .rpc("create_resolve_task", { input: await group(available + 1) });
  assert.deepEqual([error?.code, status], ["quota_short", 409]);
  let task = { id: "", link_id: "" };
  const make = async () => {
    task = await madeTask(db, await group(10));
  };
  assert.deepEqual(await moved(make), [-10, 10, 0]);
  await resolve(db, task.link_id);
  assert.deepEqual(await moved(() => tick(db)), [0, -1, 1]);
  const more = () => done(db.as("bob").rpc("add_resolutions", { task: task.id, input: { resolutions: 5 } }));
  assert.deepEqual(await moved(more), [-5, 5, 0]);
  await db.sql`update public.resolve_tasks set expires_at = now() - interval '2 minutes' where id = ${task.id}`;
  await db.sql`update private.holds set look_at = now() where holder_id = ${task.id}`;
  assert.deepEqual(await moved(twoTurns), [14, -14, 0]);
  const longer = () => done(db.as("bob").rpc("add_validity", { task: task.id, input: { days: 1 } }));
  assert.deepEqual(await moved(longer), [-14, 14, 0], "it lives again, and so does its reservation");
  const cancel = () => done(db.as("bob").rpc("cancel_resolve_task", { task: task.id }));
  assert.deepEqual(await moved(async () => [await cancel(), await twoTurns()]), [14, -14, 0]);
  await payAsYouGo(true);
});
