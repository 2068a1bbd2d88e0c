import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { koomessageCarrier } from "../../functions/_core/channels/koomessage/carrier.ts";
import { account, done, idOf, imported, sendInput, startedSend, tick } from "../fixtures.ts";
import { hurry } from "../functions/sends.ts";
import { fresh, noCaps, refused } from "../sends/sends_fixtures.ts";
import { laidText } from "../sms/sms_fixtures.ts";
import { testKoomessageStage } from "./koomessage_stage.ts";

/** What a carrier of KooMessage does besides what every carrier does: links that it mints, texts by templates, an address with a secret. */
const stage = await testKoomessageStage();
const { db, double, carrierId } = stage;
await noCaps(db);

type Totals = Record<string, number>;

/** A test that hangs is failed after 150 s: a little before, it is told what it waited for. In milliseconds. */
const PATIENCE = 140_000;

/** Hands over, receives and turns the clock until it is so. */
async function until(send: string, so: (totals: Totals) => boolean | Promise<boolean>): Promise<Totals> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
    await stage.call("dispatch", "bot");
    await tick(db);
    const totals = await account(db, send);
    if (await so(totals)) return totals;
    await hurry(stage);
  }
  const totals = Object.entries(await account(db, send)).map(([key, value]) => `${key} ${value}`);
  throw new Error(`It did not come to this: ${totals.join(", ")}`);
}
const over = ({ pending, handed }: Totals) => pending === 0 && handed === 0;
const resolved = async (send: string) =>
  (await db.sql`select sum(resolved)::int as n from public.deliveries where send_id = ${send}`)[0]?.n;
const booksAgree = async () => {
  const { data } = await db.as("bob").rpc("audit_quota");
  assert.equal(data.ok, true, JSON.stringify(data));
};

test("a card that a vendor has shown is counted and charged once, however often that is told", async () => {
  await double.control({ open_rate: 1, repeat_receipts: 2, shuffle_receipts: true });
  // Of the last digits 8 and 9 no phone shows cards.
  const numbers = fresh(20);
  const shown = numbers.filter((number) => Number(number.at(-1)) < 8).length;
  const send = await startedSend(db, { file: await imported(db, numbers) });
  await until(send, async (totals) => over(totals) && (await resolved(send)) === shown);
  await pause(500);
  assert.equal(await resolved(send), shown);
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  const totals = await account(db, send);
  assert.deepEqual([Number(totals.delivered), Number(totals.resolved)], [20, shown]);
  await booksAgree();
  await double.control({ open_rate: 0, repeat_receipts: 0, shuffle_receipts: false });
});

test("a card that is shown before the answer is recorded is counted with it", async () => {
  await double.control({ open_rate: 0 });
  const numbers = fresh(5);
  const send = await startedSend(db, { file: await imported(db, numbers) });
  await until(send, ({ handed, delivered }) => Number(handed) + Number(delivered) === 5);
  // As it would be had the shortchain come first: its answer is forgotten, and recorded anew.
  const [row] = await db.sql`select message_id from private.carrier_ids where channel_id = ${stage.channel}
    order by reference::bigint desc limit 1`;
  const [early] = await db.sql`
    select private.record_opened(${carrierId}, array['unknown-task/13800138000', ${row?.message_id}], array['', ''], array['', '']) as done`;
  assert.deepEqual([early?.done.known, early?.done.early], [1, 1]);
  const [again] = await db.sql`
    select private.record_opened(${carrierId}, array[${row?.message_id}], array[''], array['']) as done`;
  assert.equal(again?.done.known, 1);
  assert.equal(await resolved(send), 1);
  await db.sql`update private.early_receipts set come_at = come_at - interval '2 hours'`;
  await db.sql`select private.tidy_called()`;
  const [left] = await db.sql`select count(*)::int as n from private.early_receipts`;
  assert.equal(left?.n, 0, "what nobody knows after an hour is let go");
  await until(send, over);
});

test("a text goes out by its template, with its variables in their order", async () => {
  const sms = await laidText(db, {
    name: "包裹",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: parameters look so
    content: "${name}，您的包裹已到。",
    variables: [{ name: "name", kind: "text", example: "张女士" }],
    at: "sms-plain",
  });
  const numbers = fresh(7);
  const {
    template_id: _,
    domain_id: __,
    ...input
  } = await sendInput(db, {
    file: await imported(db, numbers),
  });
  const { id: send } = await done(
    db.as("bob").rpc("create_send", { input: { ...input, sms_template_id: sms } }),
  );
  await done(db.as("bob").rpc("submit_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send }));
  await until(send, (totals) => over(totals) && Number(totals.delivered) === 7);
  const sent = (await double.ledger()).filter(({ kind }) => kind === "sms");
  assert.equal(sent.length, 7);
  for (const { text } of sent) assert.match(text, /^【.+】.+，您的包裹已到。$/);
  // Cards need the id too, and who submits is told which template lacks it.
  await done(
    db.as("bob").rpc("register_sms_template", { sms_template: sms, input: { carrier_template_id: "" } }),
  );
  await refused(
    db,
    async () => db.as("bob").rpc("create_send", { input: { ...input, sms_template_id: sms } }),
    "sms_template_unregistered",
    409,
  );
});

test("a template that vendors take back in the middle: its numbers fail with the reason, and the rest is held", async () => {
  const numbers = fresh(160);
  const before = (await double.ledger()).length;
  // Four batches a second, so that there is a middle.
  await db.sql`update public.channels set rate_per_s = 40 where id = ${stage.channel}`;
  const send = await startedSend(db, { file: await imported(db, numbers) });
  const [row] =
    await db.sql`select carrier_id from private.vendor_handoffs where taken_by = ${carrierId} limit 1`;
  const dispatched = stage.call("dispatch", "bot");
  while ((await double.ledger()).length < before + 20) await pause(20);
  await double.control({ revoked_templates: [row?.carrier_id] });
  await dispatched;
  await db.sql`update public.channels set rate_per_s = null where id = ${stage.channel}`;
  const totals = await until(send, async ({ pending, handed }) => {
    const [{ state } = {}] = await db.sql`select state from public.sends where id = ${send}`;
    return Number(handed) === 0 && (state === "paused" || Number(pending) === 0);
  });
  const codes =
    await db.sql`select distinct code from public.deliveries where send_id = ${send} and state = 'failed'`;
  assert.deepEqual(
    codes.map(({ code }) => code),
    ["KM.90016805"],
  );
  const [said] = await db.sql`select private.code_said('koomessage', 'KM.90016805') as said`;
  assert.match(said?.said.words.zh, /停用/);
  assert.equal(Number(totals.delivered) + Number(totals.failed) + Number(totals.pending), 160);
  const sent = (await double.ledger()).slice(before).map(({ to }) => to);
  assert.equal(new Set(sent).size, sent.length, "nobody twice");
  assert.equal(sent.length, Number(totals.delivered));
  await booksAgree();
});

test("a test message needs a template, and its receipt ends it", async () => {
  const carrier = carrierId;
  const olga = () => db.as("olga");
  await refused(
    db,
    async () => olga().rpc("test_carrier", { carrier, input: { phone: "13800138000" } }),
    "test_template_missing",
    409,
  );
  double.register({
    ...{ template_id: "sms-test", signature: "云杉商城", number: "106900001" },
    ...{ content: "测试短信，无需回复。", variables: [] },
  });
  await db.sql`update public.carriers set settings = settings || '{"test_template_id": "sms-test"}' where id = ${carrier}`;
  await done(olga().rpc("test_carrier", { carrier, input: { phone: "13800138000" } }));
  const state = async () =>
    (await db.sql`select state from public.carrier_tests where carrier_id = ${carrier}`)[0]?.state;
  for (
    const end = Date.now() + PATIENCE;
    (await state()) !== "delivered" && Date.now() < end;
    await pause(50)
  )
    await stage.call("dispatch", "bot");
  assert.equal(await state(), "delivered");
  assert.equal((await double.ledger()).at(-1)?.task_name.startsWith("tidings-test-"), true);
});

test("calls are taken at the address with the secret alone; the former one is good for a day", async () => {
  const [row] =
    await db.sql`select callback_secret from private.carrier_secrets where carrier_id = ${carrierId}`;
  const call = {
    callback_type: "sms",
    body: JSON.stringify({ task_id: "T", cust_flag: "13800138000", send_status: "DELIVRD" }),
  };
  const post = async (secret: string, carrier = carrierId) =>
    (
      await fetch(`${stage.api}/functions/v1/receive-receipts/${carrier}/${secret}`, {
        ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(call) },
      })
    ).status;
  assert.equal(await post(row?.callback_secret), 200);
  assert.equal(await post("x".repeat(32)), 401);
  assert.equal(await post(row?.callback_secret, stage.channel), 401);
  const input = { access_key: double.accessKey, secret_key: double.secretKey };
  await done(db.as("olga").rpc("rotate_carrier", { carrier: carrierId, input }));
  assert.equal(await post(row?.callback_secret), 200, "the former one");
  await db.sql`update private.carrier_secrets set former_until = now() - interval '1 second' where carrier_id = ${carrierId}`;
  await pause(5_100);
  assert.equal(await post(row?.callback_secret), 401);
  assert.deepEqual(double.violations(), []);
});

test("a template's id at the carrier is kept by whoever may make templates", async () => {
  const sms_template = await idOf(db, "sms_templates", "订单通知");
  const register = (person: "bob", id: string) =>
    db.as(person).rpc("register_sms_template", { sms_template, input: { carrier_template_id: id } });
  const bad = await register("bob", "<id>");
  assert.deepEqual(
    [bad.error?.code, JSON.stringify(bad.error).includes("carrier_template_id")],
    ["input_invalid", true],
  );
  const card = await done(register("bob", "sms-other"));
  assert.equal(card.carrier_template_id, "sms-other");
});

test("of a text that no task lists nobody says that it was not taken, so it is never sent again; of a card it is said", async () => {
  const [row] = await db.sql`select c.base_url, c.settings, c.number, s.credentials from public.channels c
    join private.channel_secrets s on s.channel_id = c.id where c.id = ${stage.channel}`;
  const messages = [{ reference: "1", to: "+8613912345678" }];
  const asked = { batch: "987654321", since: new Date().toISOString(), messages };
  const ask = (more: { kind: "aim" | "text"; minted: boolean }) =>
    koomessageCarrier.query(row as never, { ...asked, ...more });
  assert.equal(await ask({ kind: "text", minted: false }), null);
  assert.equal(await ask({ kind: "aim", minted: true }), null);
  assert.deepEqual(
    (await ask({ kind: "aim", minted: false }))?.map(({ status }) => status),
    ["unknown"],
  );
});
