import assert from "node:assert/strict";
import { createServer } from "node:http";
import { beforeEach, test } from "node:test";
import { done, idOf } from "../fixtures.ts";
import { calm, close, listen, phonesGot } from "./carrier.ts";
import { dispatchAll, hurry, sending, settled, tick, untilDone } from "./sends.ts";
import { type Json, type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "receive-receipts");
beforeEach(() => calm(stage));

test("a send goes out, each message with its own link between spaces, its values and our callback", async () => {
  const seen: Json[] = [];
  const carrier = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const body: Json = JSON.parse(text);
      seen.push(body);
      const results = body.messages.map(({ reference }: Json) => {
        return { reference, status: "accepted", carrier_id: `c${reference}` };
      });
      response.writeHead(202).end(JSON.stringify({ results }));
    });
  });
  const url = await listen(carrier);
  const send = await sending(stage, 2);
  await stage.db.sql`update public.channels set base_url = ${url}`;
  assert.deepEqual((await stage.call("dispatch", "bot")).body, {
    batches: 1,
    accepted: 2,
    rejected: 0,
    open: 0,
    more: false,
  });
  close(carrier);
  const rows = await stage.db
    .sql`select id, phone, private.link_code(id) as link_code, params from public.deliveries where send_id = ${send} order by id`;
  const { messages, ...envelope } = seen[0];
  assert.deepEqual(envelope, {
    channel: "106900001",
    signature: "云杉商城",
    kind: "aim",
    template: envelope.template,
    callback_url: `${stage.api}/functions/v1/receive-receipts/${stage.channel}`,
  });
  assert.deepEqual(
    messages,
    rows.map(({ id, phone, link_code, params }) => {
      const link = `${stage.api}/l/${link_code}`;
      return {
        reference: String(id),
        to: phone,
        text: `您的订单有新进展，点击 ${link} 查看。`,
        link,
        params,
      };
    }),
  );
  const handed = await stage.db
    .as("dan")
    .rows("select state, carrier_id from public.delivery_cards where send_id = $1 order by id", [send]);
  assert.deepEqual(
    handed,
    rows.map(({ id }) => ({ state: "handed", carrier_id: `c${id}` })),
  );
  await stage.db
    .sql`update private.batches set done_at = now() - interval '73 hours' where send_id = ${send}`;
  assert.equal((await untilDone(stage, send)).timed_out, 2, "no receipt ever came");
});

test("through 429, 503, dropped answers and receipts in any order, every number ends in one place and no phone is asked twice", async () => {
  await stage.db.sql`update public.channels set batch_size = 100`;
  const fixed = [
    "13800000001",
    "13800000002",
    "13800000003",
    "13800000004",
    "13800000006",
    "13800000007",
    "13800000008",
  ];
  const send = await sending(stage, 1500, fixed);
  await stage.control({
    seed: 7,
    rate_per_s: 2000,
    error_rate: 0.2,
    accept_then_drop_rate: 0.3,
    reject_rate: 0.05,
    fail_rate: 0.1,
    expire_rate: 0.05,
    repeat_receipts: 2,
    shuffle_receipts: true,
    receipts_before_answer: 0.2,
  });
  const tallies = await dispatchAll(stage);
  assert.ok(
    tallies.some(({ open }) => open > 0),
    "the carrier did misbehave",
  );
  const end = await untilDone(stage, send);
  const states = await settled(stage, send);
  assert.deepEqual(Object.keys(states).sort(), ["delivered", "expired", "failed"]);
  assert.equal(end.delivered + end.failed + end.expired, 1507);
  assert.deepEqual([end.pending, end.handed, end.unknown], [0, 0, 0]);
  const got = await phonesGot(stage, send);
  assert.equal(got.messages, got.distinct, "each at most once");
  assert.equal(got.repeats, 0);
  const state = async (phone: string) => {
    const [row] = await stage.db
      .sql`select state, code from public.deliveries where send_id = ${send} and phone = ${`+86${phone}`}`;
    return row?.state;
  };
  assert.deepEqual(await Promise.all(fixed.map(state)), [
    "delivered",
    "failed",
    "expired",
    "failed",
    "delivered",
    "delivered",
    "delivered",
  ]);
});

test("after 429 the channel rests: nothing is in doubt, and nothing else is handed over meanwhile", async () => {
  await stage.db.sql`update public.channels set batch_size = 50`;
  await stage.control({ rate_per_s: 50 });
  const send = await sending(stage, 300);
  const { body } = await stage.call("dispatch", "bot");
  assert.ok(body.accepted < 300 && body.open > 0, JSON.stringify(body));
  const [channel] = await stage.db
    .sql`select resume_at > clock_timestamp() as rests from public.channels where id = ${stage.channel}`;
  assert.equal(channel?.rests, true);
  const doubtful = await stage.db.sql`select from private.batches where done_at is null and doubtful`;
  assert.equal(doubtful.length, 0);
  assert.deepEqual((await stage.call("dispatch", "bot")).body.batches, 0);
  await stage.control({ rate_per_s: null });
  await dispatchAll(stage);
  assert.equal((await untilDone(stage, send)).delivered, 300);
});

test("a refused key is told loudly, takes nothing and puts nothing in doubt", async () => {
  const send = await sending(stage, 10);
  const { sql } = stage.db;
  const [kept] =
    await sql`select credentials from private.channel_secrets where channel_id = ${stage.channel}`;
  await sql`update private.channel_secrets set credentials = credentials || '{"api_key": "wrong"}' where channel_id = ${stage.channel}`;
  assert.equal((await stage.call("dispatch", "bot")).body.open, 10);
  const [batch] = await sql`select doubtful, last_error from private.batches where done_at is null`;
  assert.deepEqual({ ...batch }, { doubtful: false, last_error: "the carrier answered 401" });
  await sql`update private.channel_secrets set credentials = ${sql.json(kept?.credentials)} where channel_id = ${stage.channel}`;
  await hurry(stage);
  await dispatchAll(stage);
  assert.equal((await untilDone(stage, send)).delivered, 10);
});

test("two dispatchers at once share the work, and nothing goes out twice", async () => {
  await stage.db.sql`update public.channels set batch_size = 20`;
  await stage.control({ idempotent: false });
  const send = await sending(stage, 600);
  await Promise.all([dispatchAll, dispatchAll].map(() => stage.call("dispatch", "bot")));
  await dispatchAll(stage);
  assert.equal((await untilDone(stage, send)).delivered, 600);
  assert.deepEqual(await phonesGot(stage, send), { messages: 600, repeats: 0, distinct: 600 });
});

test("only the bot and the service key may turn dispatch", async () => {
  await tick(stage);
  const status = async (who: Parameters<Stage["call"]>[1]) => (await stage.call("dispatch", who)).status;
  assert.deepEqual(
    await Promise.all([status("nobody"), status("bob"), status("alice"), status("bot"), status("service")]),
    [401, 403, 403, 200, 200],
  );
});

test("a test message goes through the adapter to the phone, and its receipt ends it, in no enterprise's receipts", async () => {
  const { db } = stage;
  const carrier = await idOf(db, "carriers", "sandbox");
  for (const phone of ["13800000001", "13800000002", "13800000004"])
    await done(db.as("olga").rpc("test_carrier", { carrier, input: { phone } }));
  assert.equal((await stage.call("dispatch", "bot")).status, 200);
  for (;;) {
    const open = await db.sql`select from public.carrier_tests where ended_at is null`;
    if (open.length === 0) break;
    await tick(stage);
  }
  const rows = await db
    .as("olga")
    .rows("select number, state, code from public.carrier_test_cards order by number");
  assert.deepEqual(
    rows.map(({ number, state, code }: Json) => [number, state, code]),
    [
      ["+86138****0001", "delivered", "DELIVRD"],
      ["+86138****0002", "failed", "MK:0001"],
      ["+86138****0004", "rejected", "REJECTED"],
    ],
  );
  assert.equal((await db.sql`select from public.receipts where reference like 'test-%'`).length, 0);
});
