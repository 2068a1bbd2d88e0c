import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { account, claim, done, imported, startedSend, tick } from "../fixtures.ts";
import { fresh, noCaps } from "../sends/sends_fixtures.ts";
import { testSmppStage, until } from "./smpp_stage.ts";

/** Carriers that are spoken to over long connections: what only they can do, and what can befall only them. */
const stage = await testSmppStage();
const { db, carrier, channel } = stage;
const worker = stage.startWorker();
await stage.bound(1);
await noCaps(db);

beforeEach(() => stage.control({ receipt_ms: [10, 60], binds: 10, lost_rate: 0, early_rate: 0 }));

const over = (send: string) =>
  until(async () => {
    await tick(db);
    const { pending, handed } = await account(db, send);
    return pending === 0 && handed === 0;
  }, "the send is over");
const sent = async (...numbers: string[]) => startedSend(db, { file: await imported(db, numbers) });
const shown = async () => (await db.sql`select * from public.channel_cards where id = ${channel}`)[0];
const statesOf = async (send: string) =>
  (await db.sql`select state::text from public.deliveries where send_id = ${send} order by id`).map(
    ({ state }) => state,
  );

test("a text is behind its signature, comes from the channel's number, and no PDU is malformed", async () => {
  const send = await sent(...fresh(35));
  await over(send);
  assert.equal((await account(db, send)).delivered, 35);
  const taken = await stage.taken();
  assert.equal(new Set(taken.map(({ to }) => to)).size, 35);
  assert.ok(taken.every(({ text, from }) => text.startsWith("【云杉商城】") && from === "106900001"));
  assert.deepEqual((await stage.stats()).violations, []);
});

test("the worker says what it does: connections, the window, messages by status, receipts, and how long a batch took", async () => {
  const send = await sent(...fresh(12));
  await over(send);
  const asked = (headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${worker.port}/metrics`, { headers });
  assert.equal((await asked({ "x-forwarded-for": "203.0.113.9" })).status, 404, "not through a proxy");
  assert.equal((await (await fetch(`http://127.0.0.1:${worker.port}/healthz`)).json()).ok, true);
  const text = await (await asked()).text();
  const told = (line: string) =>
    Number(
      text
        .split("\n")
        .find((one) => one.startsWith(`${line} `))
        ?.split(" ")[1],
    );
  assert.equal(told('tidings_worker_binds{state="bound"}'), 1);
  assert.equal(told('tidings_worker_window{of="size"}'), 10);
  assert.ok(told('tidings_worker_submits_total{status="ESME_ROK"}') >= 12);
  assert.ok(told('tidings_worker_received_total{kind="receipt",outcome="kept"}') >= 12);
  assert.ok(told('tidings_worker_handoff_seconds_count{outcome="answered"}') >= 1);
  assert.ok(told("process_resident_memory_bytes") > 0);
  assert.ok(text.endsWith("\n# EOF\n"));
  assert.deepEqual(text.match(/="[^"]*\d{6}[^"]*"/g), null, "no label has a number");
});

test("the edge function is given nothing of such a carrier, and the worker nothing of another", async () => {
  await db.sql`update public.channels set resume_at = 'infinity' where id = ${channel}`;
  const send = await sent(...fresh(2));
  await db.sql`update public.channels set resume_at = '-infinity' where id = ${channel}`;
  assert.equal(await claim(db), null);
  await over(send);
  const other = await db.sql`select batch from private.claim_batch(array[gen_random_uuid()])`;
  assert.equal(other.length, 0);
});

test("a message that the SMSC never takes is refused in the end, and holds up no other", async () => {
  const send = await sent("+8613800000010", ...fresh(30));
  await over(send);
  const { delivered, failed } = await account(db, send);
  assert.deepEqual([delivered, failed], [30, 1]);
  const [row] = await db.sql`select code from public.deliveries where send_id = ${send} and state = 'failed'`;
  assert.equal(row?.code, "ESME_RSYSERR");
  assert.equal((await shown())?.health, "well");
});

test("a long text is delivered when all of its parts are, and failed when one is", async () => {
  await stage.control({ receipt_ms: [300_000, 300_000] });
  await db.sql`update public.channels set resume_at = 'infinity' where id = ${channel}`;
  const send = await sent(...fresh(2));
  await db.sql`update public.sends set sms_text = ${"字".repeat(150)} where id = ${send}`;
  const before = (await stage.taken()).length;
  await db.sql`update public.channels set resume_at = '-infinity' where id = ${channel}`;
  await until(async () => (await account(db, send)).handed === 2, "both are handed over");
  const taken = (await stage.taken()).slice(before);
  assert.deepEqual(taken.map(({ part, parts }) => [part, parts]).sort(), [
    ...[1, 1, 2, 2, 3, 3].map((part) => [part, 3]),
  ]);
  const [one, other] = [...Map.groupBy(taken, ({ to }) => to).values()];
  const receipts = (parts: typeof taken, status: string) =>
    db.sql`select private.record_confirmations(${carrier}, ${parts.map(({ id }) => String(id))}, ${parts.map(() => "106900001")},
      ${parts.map(() => status)}, ${parts.map(() => status)}, ${parts.map(() => null)}::timestamptz[])`;
  await receipts(one?.slice(1) ?? [], "delivered");
  assert.deepEqual(await statesOf(send), ["handed", "handed"], "one part is missing");
  await receipts(one?.slice(0, 1) ?? [], "delivered");
  await receipts(other?.slice(2) ?? [], "failed");
  assert.deepEqual((await statesOf(send)).sort(), ["delivered", "failed"]);
});

test("what nobody understands ends no more than one connection, and nothing is lost by it", async () => {
  await stage.control({ receipt_ms: [1_000, 1_500] });
  const send = await sent(...fresh(8));
  await until(async () => (await account(db, send)).handed === 8, "all are handed over");
  const { binds } = await stage.stats();
  // An answer to nothing, a command there is not, a deliver_sm that is cut short.
  for (const hex of [
    "00000011800000040000000000007f0000",
    "00000010000077770000000000000005",
    "00000014000000050000000000000006000101ff",
  ])
    await stage.ask("raw", { hex });
  await stage.ask("enquire");
  await until(async () => (await stage.stats()).enquired >= 1, "the link is answered for");
  assert.equal((await stage.stats()).binds, binds, "the connection goes on");
  await stage.ask("raw", { hex: "7fffffff0000000500000000000000" });
  await until(async () => (await stage.stats()).binds > binds, "a new connection is made");
  await over(send);
  assert.equal((await account(db, send)).delivered, 8);
});

test("a carrier that ends a connection gets another", async () => {
  const { binds } = await stage.stats();
  await stage.ask("unbind");
  await until(async () => (await stage.stats()).binds > binds, "it is bound again");
  const send = await sent(...fresh(3));
  await over(send);
  assert.equal((await account(db, send)).delivered, 3);
});

test("a carrier that takes no connection makes the channel sick, says what to do, and all goes on when it does", async () => {
  await stage.control({ binds: 0 });
  await stage.ask("cut");
  await until(async () => (await shown())?.health === "sick", "the channel is sick");
  assert.match((await shown())?.last_error, /refused the bind with ESME_RBINDFAIL/);
  const send = await sent(...fresh(4));
  assert.deepEqual(new Set(await statesOf(send)), new Set(["pending"]), "nothing is claimed meanwhile");
  await stage.control({ binds: 10 });
  await until(async () => (await shown())?.health === "well", "it is well again");
  await over(send);
  assert.equal((await account(db, send)).delivered, 4);
});

test("what people reply goes to the newest signature that they were written with: opt-outs, Chinese, long ones", async () => {
  const [opting, long] = ["+8613800000005", ...fresh(1)];
  await over(await sent(opting, long ?? ""));
  const text = "好".repeat(200);
  await stage.ask("replies", { from: long?.slice(1), to: "106900001", text });
  const replies = () =>
    db.sql`select phone, signature, text, opted_out from public.replies where channel_id = ${channel} order by text`;
  await until(async () => (await replies()).length === 2, "both are kept");
  assert.deepEqual(
    [...(await replies())],
    [
      { phone: opting, signature: "云杉商城", text: "R", opted_out: true },
      { phone: long, signature: "云杉商城", text, opted_out: false },
    ],
  );
  const [out] = await db.sql`select signature from public.opt_outs where phone = ${opting}`;
  assert.equal(out?.signature, "云杉商城");
  assert.equal((await db.sql`select from private.reply_parts`).length, 0);
});

test("a receipt whose message nobody knows is kept as one of an unknown reference after an hour", async () => {
  await db.sql`select private.record_confirmations(${carrier}, array['no such id'], array['106900001'], array['delivered'],
    array['DELIVRD'], array[null]::timestamptz[])`;
  await db.sql`select private.tidy_carrier(${carrier})`;
  assert.equal((await db.sql`select from private.early_receipts`).length, 1);
  await db.sql`update private.early_receipts set come_at = come_at - interval '61 minutes'`;
  await db.sql`select private.tidy_carrier(${carrier})`;
  assert.equal((await db.sql`select from private.early_receipts`).length, 0);
  assert.equal((await db.sql`select from public.receipts where channel_id = ${channel}`).length, 1);
});

test("a test message goes out by the worker, and its receipt ends it", async () => {
  await done(db.as("olga").rpc("test_carrier", { carrier, input: { phone: "13800000002" } }));
  const state = async () =>
    (await db.sql`select state, code from public.carrier_tests where carrier_id = ${carrier}`)[0];
  await until(async () => (await state())?.state === "failed", "it has failed");
  assert.equal((await state())?.code, "UNDELIV:001");
});

test("days of ids are made and dropped by the clock", async () => {
  const days = async () =>
    (
      await db.sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'private.carrier_ids'::regclass order by 1`
    ).map(({ name }) => name);
  await db.sql`select private.lay_carrier_id_day('2026-01-05')`;
  assert.equal((await db.sql`select private.turn_carrier_id_days() as n`)[0]?.n, 1);
  assert.equal((await days()).length, 2, "today and tomorrow");
});

test("another worker takes the connections of one that died, and one that ends gives them at once", async () => {
  const [first] = stage.workers;
  const second = stage.startWorker();
  await first?.kill();
  await stage.bound(1);
  const send = await sent(...fresh(5));
  await over(send);
  assert.equal((await account(db, send)).delivered, 5);
  await second.end();
  assert.equal((await stage.stats()).bound, 0, "unbound");
  assert.equal((await db.sql`select from private.carrier_binds`).length, 0);
});
