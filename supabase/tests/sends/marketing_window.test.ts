import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  claim,
  clearStage,
  done,
  draftSend,
  handOver,
  imported,
  inHours,
  phones,
  references,
  type SendWishes,
  sendInput,
  startedSend,
  tick,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** SND-1: a marketing message, a retry too, goes out inside the window of the enterprise's own time zone. */
const db = await testDatabase();
const enterprise = await yunshan(db);
// A zone in which it is about noon now, so that "inside" and "outside" hold for hours, whenever this runs.
const hours = 12 - new Date().getUTCHours();
const zone = hours === 0 ? "Etc/GMT" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
await db.sql`update public.enterprises set time_zone = ${zone} where id = ${enterprise}`;
beforeEach(() => clearStage(db));

const open = () =>
  done(
    db
      .as("alice")
      .rpc("update_marketing_window", { input: { marketing_from: "10:00", marketing_to: "15:00" } }),
  );
const shut = () =>
  done(
    db
      .as("alice")
      .rpc("update_marketing_window", { input: { marketing_from: "02:00", marketing_to: "03:00" } }),
  );
const marketing = { sms: "会员福利" };
/** The instant of a local time, so many days from today in the enterprise's zone. */
const local = async (days: number, time: string) => {
  const [row] =
    await db.sql`select ((now() at time zone ${zone})::date + ${days}::int + ${time}::time) at time zone ${zone} as at`;
  return row?.at as Date;
};

test("the window opens at its first minute and is shut at its last, in every zone, over midnight and the clock change", async () => {
  const cases: [string, string, string, string, string][] = [
    ["Asia/Shanghai", "08:00", "21:00", "2026-11-24T07:59:59+08:00", "2026-11-24T08:00:00+08:00"],
    ["Asia/Shanghai", "08:00", "21:00", "2026-11-24T08:00:00+08:00", "2026-11-24T08:00:00+08:00"],
    ["Asia/Shanghai", "08:00", "21:00", "2026-11-24T20:59:59+08:00", "2026-11-24T20:59:59+08:00"],
    ["Asia/Shanghai", "08:00", "21:00", "2026-11-24T21:00:00+08:00", "2026-11-25T08:00:00+08:00"],
    ["Asia/Shanghai", "08:00", "21:00", "2026-12-31T23:30:00+08:00", "2027-01-01T08:00:00+08:00"],
    ["Asia/Shanghai", "08:00", "21:00", "2026-11-24T00:30:00Z", "2026-11-24T00:30:00Z"],
    ["Asia/Urumqi", "08:00", "21:00", "2026-11-24T00:30:00Z", "2026-11-24T02:00:00Z"],
    ["America/New_York", "08:00", "21:00", "2026-11-01T03:00:00-04:00", "2026-11-01T08:00:00-05:00"],
    ["Europe/Berlin", "00:00", "24:00", "2026-11-24T23:59:59Z", "2026-11-24T23:59:59Z"],
    ["Asia/Kathmandu", "09:30", "18:15", "2026-11-24T18:15:00+05:45", "2026-11-25T09:30:00+05:45"],
  ];
  const takenBack = new Error("taken back");
  for (const [where, from, to, at, opens] of cases) {
    const seen = db.sql.begin(async (step) => {
      await step`update public.enterprises set time_zone = ${where}, marketing_from = ${from}, marketing_to = ${to} where id = ${enterprise}`;
      const [row] = await step`select private.window_opens(${enterprise}, ${at}) as at`;
      assert.equal(row?.at.toISOString(), new Date(opens).toISOString(), `${where} ${at}`);
      throw takenBack;
    });
    await seen.catch((error) => assert.equal(error, takenBack));
  }
});

test("a send is marketing by its layout or by its signature, and else is not", async () => {
  const is = async (wishes: SendWishes) => (await account(db, await draftSend(db, wishes))).is_marketing;
  assert.equal(await is({}), false);
  assert.equal(await is({ sms: "会员福利" }), true, "a promotion signature");
  assert.equal(await is({ template: "开卡欢迎图文" }), true, "a layout with a picture");
});

test("a marketing send is scheduled inside the window only, any other at any time", async () => {
  await done(
    db
      .as("alice")
      .rpc("update_marketing_window", { input: { marketing_from: "08:00", marketing_to: "21:00" } }),
  );
  const file = await imported(db, phones(3));
  const schedule = async (time: string, wishes: SendWishes) =>
    db.as("bob").rpc("create_send", {
      input: await sendInput(db, {
        file,
        timing: "scheduled",
        scheduled_at: (await local(1, time)).toISOString(),
        ...wishes,
      }),
    });
  for (const time of ["00:00", "07:59", "21:00", "23:59"]) {
    const { error, status } = await schedule(time, marketing);
    assert.deepEqual([error?.code, status], ["schedule_outside_window", 422], time);
    assert.deepEqual(JSON.parse(error?.details ?? "{}"), { from: "08:00", to: "21:00", zone });
    assert.equal((await schedule(time, {})).error, null, time);
  }
  for (const time of ["08:00", "20:59"]) assert.equal((await schedule(time, marketing)).error, null, time);
});

test("outside the window a marketing send waits, and its card says until when; inside it goes", async () => {
  await shut();
  const other = await startedSend(db, { name: "订单" });
  const send = await startedSend(db, marketing);
  const until = await local(1, "02:00");
  assert.deepEqual((await account(db, send)).waits_until, until);
  assert.equal((await account(db, other)).waits_until, null);
  const [batch] = [await claim(db)];
  const [row] =
    await db.sql`select send_id from public.deliveries where id = ${references(batch)[0] ?? null}`;
  assert.equal(row?.send_id, other, "what is not marketing goes at any time");
  assert.equal(await claim(db), null);
  await open();
  assert.equal((await account(db, send)).waits_until, null);
  assert.equal((await handOver(db)).length, 6);
});

test("the card says already in review that an approved send would wait", async () => {
  await shut();
  const send = await waitingSend(db, marketing);
  assert.deepEqual((await account(db, send)).waits_until, await local(1, "02:00"));
  await open();
  assert.equal((await account(db, send)).waits_until, null);
});

test("a batch in doubt, or given back, is not handed over again when the window has shut meanwhile", async () => {
  await open();
  for (const back of ["lease", "given back"]) {
    const send = await startedSend(db, marketing);
    const batch = await claim(db);
    assert.ok(batch);
    if (back === "given back") await db.sql`select private.give_back(${batch.batch}, 0, true, '429')`;
    await db.sql`update private.batches set lease_until = now() - interval '1 second' where id = ${batch.batch}`;
    await db.sql`update public.channels set resume_at = '-infinity'`;
    await shut();
    assert.equal(await claim(db), null, back);
    await open();
    const again = await claim(db);
    assert.equal(again?.batch, batch.batch, back);
    assert.equal(again?.doubtful, back === "lease");
    await done(db.as("bob").rpc("cancel_send", { send }));
  }
});

test("a scheduled send starts when its time has come, and not before", async () => {
  const at = inHours(1);
  const send = await approvedSend(db, { timing: "scheduled", scheduled_at: at });
  await tick(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "ready");
  assert.equal(await claim(db), null);
  await db.sql`update public.sends set scheduled_at = now() - interval '1 second' where id = ${send}`;
  await tick(db);
  assert.equal((await account(db, send)).state, "sending");
  assert.equal((await handOver(db)).length, 6);
});

test("a schedule that has passed before the approval is refused then", async () => {
  const at = inHours(1);
  const send = await waitingSend(db, { timing: "scheduled", scheduled_at: at });
  await db.sql`update public.sends set scheduled_at = now() - interval '1 second' where id = ${send}`;
  await db.sql`update public.sends set hash = private.send_hash(id) where id = ${send}`;
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "schedule_in_past");
});
