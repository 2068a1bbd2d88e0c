import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, channelOf, claim, done, idOf, startedSend, yunshan } from "../fixtures.ts";
import { noCaps, refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import {
  CARRIER_KEYS,
  carrierInput,
  carrierTerms,
  granted,
  grantInput,
  madeCarrier,
} from "./carrier_fixtures.ts";

/** CHL-1: carriers belong to the deployment; an enterprise has a channel because a platform admin granted one. */
const db = await testDatabase();
const home = await yunshan(db);
const sandbox = await idOf(db, "carriers", "sandbox");
await noCaps(db);

const olga = () => db.as("olga");
const channelRow = async (id: string) => (await db.sql`select * from public.channels where id = ${id}`)[0];
const keyOf = async (id: string) =>
  (await db.sql`select credentials from private.channel_secrets where channel_id = ${id}`)[0]?.credentials;
const card = (id: string) => cardOf(db, "carrier_cards", id, "olga");

test("a carrier that is open to all gives a new enterprise a channel at once, with a number that nobody has", async () => {
  const rows = await db.sql`select c.number, c.name, c.state, e.name as enterprise from public.channels c
    join public.enterprises e on e.id = c.enterprise_id order by c.number`;
  assert.deepEqual(
    rows.map(({ number, name, state, enterprise }) => [number, name, state, enterprise]),
    [
      ["106900001", "sandbox", "active", "云杉商城"],
      ["106900002", "sandbox", "active", "Other Ltd"],
    ],
  );
  const input = { name: "新公司", statements: ["koomessage", "sms"] };
  await done(db.as("erin").rpc("create_enterprise", { input }));
  const [made] =
    await db.sql`select c.number, s.credentials ->> 'api_key' as api_key from public.channels c join private.channel_secrets s on s.channel_id = c.id
    where c.enterprise_id = ${await idOf(db, "enterprises", "新公司")}`;
  assert.deepEqual({ ...made }, { number: "106900003", api_key: "key" });
});

test("a granted channel has the address, the terms and the key of its carrier, and follows them", async () => {
  const carrier = await madeCarrier(db, "移动直连", {
    batch_size: 200,
    idempotent: false,
    receipt_hours: 24,
  });
  const channel = await granted(db, carrier, home, "直连");
  const made = await channelRow(channel);
  assert.deepEqual(
    [made?.base_url, made?.batch_size, made?.idempotent, made?.receipt_timeout, made?.number, made?.state],
    ["https://carrier.test/aim", 200, false, "24:00:00", "1069001", "active"],
  );
  assert.deepEqual({ ...(await keyOf(channel)) }, CARRIER_KEYS);
  const terms = carrierTerms({ name: "移动直连", base_url: "https://other.test", receipt_hours: 72 });
  const { revision } = await done(
    olga().rpc("update_carrier", { carrier, input: { ...terms, base_revision: 1 } }),
  );
  assert.equal(revision, 2);
  assert.equal((await channelRow(channel))?.base_url, "https://other.test");
  await refused(
    db,
    () => olga().rpc("update_carrier", { carrier, input: { ...terms, base_revision: 1 } }),
    "carrier_edited",
    409,
  );
  const other = { api_key: "another-key", webhook_secret: `whsec_${"QUJE".repeat(8)}` };
  await done(olga().rpc("rotate_carrier", { carrier, input: other }));
  assert.deepEqual({ ...(await keyOf(channel)) }, other);
  assert.notEqual((await keyOf(await channelOf(db, home)))?.api_key, "another-key", "another carrier's");
});

test("a key is answered by nothing and stands in no log", async () => {
  const api_key = "very-secret-key-of-a-carrier";
  const answer = await done(olga().rpc("create_carrier", { input: carrierInput({ name: "保密", api_key }) }));
  assert.ok(!JSON.stringify(answer).includes(api_key));
  await done(olga().rpc("rotate_carrier", { carrier: answer.id, input: { ...CARRIER_KEYS, api_key } }));
  const [row] = await db.sql`select count(*)::int as n from (
    select to_jsonb(a)::text as said from public.audit_log a union all select to_jsonb(r)::text from private.requests r) x
    where x.said like ${`%${api_key}%`}`;
  assert.equal(row?.n, 0);
  const seen = await olga().rows("select to_jsonb(c)::text as said from public.carrier_cards c");
  assert.ok(!seen.some(({ said }) => said.includes(api_key)));
  await assert.rejects(olga().rows("select * from private.carrier_secrets"), { code: "42501" });
});

test("a paused carrier holds all of its channels, with the reason in each enterprise's log, and gives back what was not paused by its members", async () => {
  const channel = await channelOf(db, home);
  await startedSend(db);
  const resting = await granted(db, sandbox, home, "备用");
  await done(db.as("alice").rpc("pause_channel", { channel: resting, reason: "先不用" }));
  const paused = await done(olga().rpc("pause_carrier", { carrier: sandbox, reason: "机房检修" }));
  assert.deepEqual([paused.state, paused.health], ["paused", "paused"]);
  assert.deepEqual(
    [(await channelRow(channel))?.state, (await channelRow(resting))?.state],
    ["held", "paused"],
  );
  assert.equal(await claim(db), null);
  const [line] = await db
    .as("alice")
    .rows("select verb, reason from public.audit_log where resource_id = $1 order by id desc limit 1", [
      channel,
    ]);
  assert.deepEqual({ ...line }, { verb: "hold", reason: "机房检修" });
  // Whoever resumes a channel meanwhile has it held, not working.
  await done(db.as("alice").rpc("resume_channel", { channel: resting }));
  assert.equal((await channelRow(resting))?.state, "held");
  await refused(db, () => db.as("alice").rpc("resume_channel", { channel }), "wrong_state", 409);
  await done(db.as("alice").rpc("pause_channel", { channel: resting, reason: "仍不用" }));
  assert.equal((await channelRow(await granted(db, sandbox, home, "检修中开通")))?.state, "held");
  await done(olga().rpc("resume_carrier", { carrier: sandbox }));
  assert.deepEqual(
    [(await channelRow(channel))?.state, (await channelRow(resting))?.state],
    ["active", "paused"],
  );
  assert.ok(await claim(db));
});

test("a revoked channel hands nothing over, and no send is submitted to it; restored, it does", async () => {
  const channel = await channelOf(db, home);
  await startedSend(db);
  const gone = await done(olga().rpc("revoke_channel", { channel, reason: "欠费" }));
  assert.deepEqual([gone.state, gone.health, gone.enterprise_name], ["revoked", "revoked", "云杉商城"]);
  assert.equal(await claim(db), null);
  await refused(db, () => db.as("alice").rpc("resume_channel", { channel }), "wrong_state", 409);
  await refused(
    db,
    () => db.as("alice").rpc("update_channel", { channel, input: { rate_per_s: 5 } }),
    "wrong_state",
    409,
  );
  await done(olga().rpc("restore_channel", { channel }));
  assert.ok(await claim(db));
});

test("the rate of a carrier is shared by its channels: a batch is no larger, and the next one waits for it", async () => {
  const terms = {
    ...carrierTerms({ name: "sandbox" }),
    base_url: "http://127.0.0.1:54330",
    number_prefix: "106900",
    open_to_all: true,
  };
  await done(olga().rpc("update_carrier", { carrier: sandbox, input: { ...terms, rate_per_s: 4 } }));
  await db.sql`update private.batches set lease_until = 'infinity' where done_at is null`;
  await startedSend(db);
  assert.equal((await claim(db))?.ids.length, 4);
  assert.equal(await claim(db), null);
  const [row] = await db.sql`select private.claim_wait() as ms`;
  assert.ok(row?.ms > 0 && row?.ms <= 1000, `${row?.ms}`);
  await db.sql`update public.carriers set next_at = now()`;
  assert.equal((await claim(db))?.ids.length, 2);
  await done(olga().rpc("update_carrier", { carrier: sandbox, input: terms }));
});

test("an outage is kept with its end and its error; those of several channels at once count once", async () => {
  const carrier = await madeCarrier(db, "不稳定");
  const one = await granted(db, carrier, home, "一");
  const two = await granted(db, carrier, home, "二");
  for (let time = 0; time < 5; time += 1)
    await db.sql`select private.channel_failed(${one}, ${`超时 ${time}`})`;
  assert.deepEqual([(await card(carrier)).health, (await card(carrier)).sick], ["partly", 1]);
  for (let time = 0; time < 5; time += 1) await db.sql`select private.channel_failed(${two}, 'timeout')`;
  assert.equal((await card(carrier)).health, "sick");
  await db.sql`update public.carrier_outages set since = now() - interval '10 minutes' where carrier_id = ${carrier}`;
  await db.sql`select private.channel_worked(${one}), private.channel_worked(${two})`;
  const now = await card(carrier);
  assert.deepEqual(
    [now.health, now.minutes_down >= 10 && now.minutes_down <= 11],
    ["well", true],
    `${now.minutes_down}`,
  );
  const outages = await olga().rows(
    "select error, until, minutes from public.carrier_outage_cards where carrier_id = $1 order by id",
    [carrier],
  );
  assert.deepEqual(
    outages.map(({ error, until, minutes }) => [error, until !== null, minutes >= 10]),
    [
      ["超时 4", true, true],
      ["timeout", true, true],
    ],
  );
});

test("only platform admins keep carriers and grant channels", async () => {
  const channel = await channelOf(db, home);
  for (const person of ["alice", "bob", "mallory", "erin"] as Person[]) {
    const by = db.as(person);
    const platform = (act: Parameters<typeof refused>[1]) => refused(db, act, "platform_admin_only", 403);
    const unseen = (act: Parameters<typeof refused>[1]) => refused(db, act, "not_found", 404);
    await platform(() => by.rpc("create_carrier", { input: carrierInput() }));
    await platform(() => by.rpc("grant_channel", { input: grantInput(sandbox, home, "x通道") }));
    await unseen(() => by.rpc("update_carrier", { carrier: sandbox, input: carrierTerms() }));
    await unseen(() => by.rpc("rotate_carrier", { carrier: sandbox, input: CARRIER_KEYS }));
    await unseen(() => by.rpc("pause_carrier", { carrier: sandbox, reason: "xx" }));
    await unseen(() => by.rpc("resume_carrier", { carrier: sandbox }));
    await (person === "mallory" || person === "erin" ? unseen : platform)(() =>
      by.rpc("revoke_channel", { channel, reason: "自己" }),
    );
  }
});

/** What is typed wrong, and the input that the refusal names. */
const BAD: [Record<string, unknown>, string][] = [
  [{ base_url: "carrier.test" }, "base_url"],
  [{ base_url: "http://carrier.test" }, "base_url"],
  [{ base_url: "https://user:pass@carrier.test" }, "base_url"],
  [{ base_url: "https://carrier.test/?key=1" }, "base_url"],
  [{ base_url: "javascript:alert(1)" }, "base_url"],
  [{ base_url: "https://carrier.test/\n" }, "base_url"],
  [{ batch_size: 0 }, "batch_size"],
  [{ batch_size: 1001 }, "batch_size"],
  [{ rate_per_s: 0 }, "rate_per_s"],
  [{ rate_per_s: "5" }, "rate_per_s"],
  [{ receipt_hours: 0 }, "receipt_hours"],
  [{ receipt_hours: 721 }, "receipt_hours"],
  [{ idempotent: "yes" }, "idempotent"],
  [{ number_prefix: "10a" }, "number_prefix"],
  [{ number_prefix: "12" }, "number_prefix"],
  [{ open_to_all: true, number_prefix: "" }, "number_prefix"],
  [{ adapter: "cmpp" }, "adapter"],
  [{ adapter: "smpp", idempotent: false }, "base_url"],
  [{ api_key: "short" }, "api_key"],
  [{ api_key: "has space in it" }, "api_key"],
  [{ webhook_secret: "whsec_short" }, "webhook_secret"],
  [{ webhook_secret: "QUJD".repeat(8) }, "webhook_secret"],
  [{ unknown: 1 }, "unknown"],
];

test("a carrier that is typed wrong is refused with what is wrong, and none is made", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.carriers`;
  for (const [wrong, field] of BAD) {
    const { error, status } = await olga().rpc("create_carrier", { input: carrierInput(wrong) });
    assert.deepEqual([error?.code, status], ["input_invalid", 422], JSON.stringify(wrong));
    assert.match(JSON.stringify(error), new RegExp(field), JSON.stringify(wrong));
  }
  await refused(
    db,
    () => olga().rpc("create_carrier", { input: carrierInput({ name: "sandbox" }) }),
    "name_taken",
    409,
  );
  await refused(
    db,
    () => olga().rpc("create_carrier", { input: carrierInput({ name: "a\u202eb" }) }),
    "name_unclean",
    422,
  );
  await refused(
    db,
    () => olga().rpc("create_carrier", { input: carrierInput({ name: " " }) }),
    "name_required",
    422,
  );
  assert.deepEqual([...(await db.sql`select count(*)::int as n from public.carriers`)], [before]);
});

test("a grant that is typed wrong is refused, and no channel is made", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.channels`;
  const grant = (more: object) => () =>
    olga().rpc("grant_channel", { input: { ...grantInput(sandbox, home, "又一个"), ...more } });
  await refused(db, grant({ carrier_id: home }), "not_found", 404);
  await refused(db, grant({ enterprise_id: sandbox }), "not_found", 404);
  await refused(db, grant({ carrier_id: "x" }), "input_invalid", 422);
  await refused(db, grant({ number: "12" }), "input_invalid", 422);
  await refused(db, grant({ number: "106900001" }), "number_taken", 409);
  await refused(db, grant({ name: "sandbox" }), "name_taken", 409);
  await refused(db, grant({ resolver: "nobody" }), "input_invalid", 422);
  await refused(db, grant({ rate_per_s: -1 }), "input_invalid", 422);
  assert.deepEqual([...(await db.sql`select count(*)::int as n from public.channels`)], [before]);
});

test("olga counts an enterprise, and reads nothing of it", async () => {
  const rows = await olga().rows("select * from public.tenant_cards where name = '云杉商城'");
  assert.equal(rows.length, 1);
  assert.deepEqual([rows[0].members, rows[0].channels >= 1, rows[0].sends >= 1], [4, true, true]);
  assert.deepEqual(Object.keys(rows[0]).sort(), [
    ...[
      "channels",
      "created_at",
      "handed_30d",
      "id",
      "last_send_at",
      "members",
      "name",
      "open_orders",
      "sends",
      "sends_30d",
    ],
  ]);
});

test("a test message is olga's alone, to a mobile number, masked at once, and given out once", async () => {
  const send = (phone: string, person: Person = "olga", carrier = sandbox) =>
    db.as(person).rpc("test_carrier", { carrier, input: { phone } });
  await refused(db, () => send("13800000001", "alice"), "not_found", 404);
  for (const wrong of ["1380000000", "021-52340098", "+4917012345678", "abc"])
    await refused(db, () => send(wrong), "invalid_number", 422);
  await refused(db, () => send(""), "input_invalid", 422);
  const spare = await madeCarrier(db, "无通道");
  await refused(db, () => send("13800000001", "olga", spare), "carrier_without_channel", 409);
  assert.equal((await db.sql`select from public.carrier_tests`).length, 0, "refused, and nothing is left");

  await done(send(" 138-0000 0001"));
  const [card] = await olga().rows("select * from public.carrier_test_cards");
  assert.deepEqual(
    [card.carrier_name, card.channel_number, card.number, card.state, card.asked_by_name],
    ["sandbox", "106900001", "+86138****0001", "waiting", "Olga"],
  );
  assert.equal((await done(db.as("bot").rpc("clock_tick"))).dispatch, true, "the clock has it sent");
  const [claimed] = await db.sql`select * from private.claim_carrier_test()`;
  assert.deepEqual(
    [claimed?.reference, claimed?.phone, claimed?.number, claimed?.credentials.api_key],
    [`test-${card.id}`, "+8613800000001", "106900001", "key"],
  );
  assert.equal((await db.sql`select * from private.claim_carrier_test()`).length, 0);
  assert.equal((await db.sql`select from private.carrier_test_numbers`).length, 0, "the number is gone");
});

test("what became of a test message: an end stays, an answer after the receipt says nothing new, and another channel nothing at all", async () => {
  const [{ id, channel_id }] = (await db.sql`select id, channel_id from public.carrier_tests`) as never as [
    { id: string; channel_id: string },
  ];
  const record = async (state: string, code: string | null, channel: string | null = null) =>
    (
      await db.sql`select private.record_carrier_test(${`test-${id}`}, ${state}, ${code}, ${channel}::uuid) as new`
    )[0]?.new;
  assert.equal(await record("delivered", "DELIVRD", await granted(db, sandbox, home, "别的通道")), false);
  assert.equal(await record("unanswered", "no answer within 30 s"), true);
  assert.equal(await record("failed", "MK:0001 13800000001", channel_id), true);
  assert.equal(await record("accepted", null), false);
  const { state, code } = await cardOf(db, "carrier_test_cards", id, "olga");
  assert.deepEqual([state, code], ["failed", "MK:0001 138****0001"]);
});
