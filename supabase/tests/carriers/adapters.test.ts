import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { cardOf, done, tick, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { CARRIER_KEYS, carrierInput, carrierTerms, granted, grantInput } from "./carrier_fixtures.ts";

/** CHL-1: what a carrier has of its own hangs on its adapter, and nobody reads its credentials back. */
const db = await testDatabase();
const home = await yunshan(db);
const olga = () => db.as("olga");

const SETTINGS = {
  ...{ system_type: "", binds: 2, window: 20, long_texts: "udh", ids: "hex_to_decimal" },
  ...{ source_ton: 0, source_npi: 1 },
};
const CREDENTIALS = { system_id: "tidings-gate", password: "s3cr3t-x" };
const { idempotent: _, ...TERMS } = carrierTerms({ base_url: "smpps://gate.test:2776" });
const smppInput = (more: Record<string, unknown> = {}) => ({
  ...{ ...TERMS, adapter: "smpp", ...SETTINGS, ...CREDENTIALS },
  ...more,
});
const made = async (name: string) =>
  (await done(olga().rpc("create_carrier", { input: smppInput({ name }) }))).id as string;

test("a carrier of SMPP has its settings on its page, and its channels have them with the credentials", async () => {
  const carrier = await made("短信网关");
  const card = await cardOf(db, "carrier_cards", carrier, "olga");
  for (const [name, value] of Object.entries(SETTINGS)) assert.equal(card[name], value, name);
  assert.deepEqual([card.base_url, card.idempotent], ["smpps://gate.test:2776", false]);
  const channel = await granted(db, carrier, home, "短信", { resolver: "by_hand" });
  const row = async () =>
    (
      await db.sql`select c.settings, s.credentials from public.channels c
    join private.channel_secrets s on s.channel_id = c.id where c.id = ${channel}`
    )[0];
  assert.deepEqual({ ...(await row()) }, { settings: SETTINGS, credentials: CREDENTIALS });

  const input = { ...TERMS, name: "短信网关", ...SETTINGS, window: 50, base_revision: 1 };
  await done(olga().rpc("update_carrier", { carrier, input }));
  await done(olga().rpc("rotate_carrier", { carrier, input: { ...CREDENTIALS, password: "other" } }));
  assert.deepEqual(
    { ...(await row()) },
    {
      settings: { ...SETTINGS, window: 50 },
      credentials: { ...CREDENTIALS, password: "other" },
    },
  );
});

const BAD: readonly [wrong: Record<string, unknown>, field: string, code?: string][] = [
  [{ base_url: "https://gate.test" }, "base_url"],
  [{ base_url: "smpp://gate.test" }, "base_url"],
  [{ base_url: "smpp://user@gate.test:2775" }, "base_url"],
  [{ base_url: "smpp://gate.test:2775/path" }, "base_url"],
  [{ system_id: "" }, "system_id"],
  [{ system_id: undefined }, "system_id"],
  [{ system_id: "sixteen-letters-" }, "system_id"],
  [{ password: "nine-long" }, "password"],
  [{ password: "密码" }, "password"],
  [{ binds: 0 }, "binds"],
  [{ binds: undefined }, "binds"],
  [{ window: 1001 }, "window"],
  [{ long_texts: "cut" }, "long_texts"],
  [{ ids: "octal" }, "ids"],
  [{ source_ton: 7 }, "source_ton"],
  [{ source_npi: -1 }, "source_npi"],
  // A gateway sends a repeated message again.
  [{ idempotent: true }, "idempotent"],
  [{ api_key: "a-key-of-the-tests" }, "api_key", "not_of_adapter"],
  [{ webhook_secret: CARRIER_KEYS.webhook_secret }, "webhook_secret", "not_of_adapter"],
];

test("what does not fit the adapter is refused by its name, and no carrier is made", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.carriers`;
  for (const [wrong, field, code = "input_invalid"] of BAD) {
    const { error, status } = await olga().rpc("create_carrier", {
      input: smppInput({ name: "错", ...wrong }),
    });
    assert.deepEqual([error?.code, status], [code, 422], JSON.stringify(wrong));
    assert.match(JSON.stringify(error), new RegExp(field), JSON.stringify(wrong));
  }
  const foreign = carrierInput({ name: "错", password: "s3cr3t" });
  await refused(db, () => olga().rpc("create_carrier", { input: foreign }), "not_of_adapter", 422);
  assert.deepEqual([...(await db.sql`select count(*)::int as n from public.carriers`)], [before]);
});

test("an edit and a rotation take what the carrier's own adapter asks for, whole", async () => {
  const carrier = await made("网关二");
  const update = (input: object) => olga().rpc("update_carrier", { carrier, input });
  await refused(db, () => update(carrierTerms({ name: "网关二" })), "input_invalid", 422);
  await refused(db, () => update({ ...TERMS, name: "网关二" }), "input_invalid", 422);
  const rotate = (input: object) => olga().rpc("rotate_carrier", { carrier, input });
  await refused(db, () => rotate(CARRIER_KEYS), "not_of_adapter", 422);
  await refused(db, () => rotate({ system_id: "alone" }), "input_invalid", 422);
});

test("vendors' decisions of a channel of SMPP are written down by hand, also where it is open to all", async () => {
  const carrier = await made("网关三");
  await refused(
    db,
    () => olga().rpc("grant_channel", { input: grantInput(carrier, home, "网关三") }),
    "not_of_adapter",
    422,
  );
  const input = { ...TERMS, name: "网关三", ...SETTINGS, open_to_all: true };
  await done(olga().rpc("update_carrier", { carrier, input }));
  await done(
    db.as("erin").rpc("create_enterprise", { input: { name: "新公司", statements: ["koomessage", "sms"] } }),
  );
  const rows = await db.sql`select resolver from public.channels where carrier_id = ${carrier}`;
  assert.deepEqual(
    rows.map(({ resolver }) => resolver),
    ["by_hand"],
  );
});

test("credentials of every adapter are answered by nothing: no verb, view, log, request or error has them", async () => {
  const hidden = ["gate-hidden", "hid-pass"];
  const [system_id, password] = hidden;
  const answer = await done(
    olga().rpc("create_carrier", { input: smppInput({ name: "保密", system_id, password }) }),
  );
  const wrong = await olga().rpc("create_carrier", {
    input: smppInput({ name: "保密", system_id, password }),
  });
  assert.equal(wrong.error?.code, "name_taken");
  const refusal = await olga().rpc("rotate_carrier", {
    carrier: answer.id,
    input: { system_id, password, api_key: "gate-hidden-key" },
  });
  await done(olga().rpc("rotate_carrier", { carrier: answer.id, input: { system_id, password } }));
  await granted(db, answer.id, home, "保密", { resolver: "by_hand" });
  const seen = [JSON.stringify([answer, wrong, refusal])];
  for (const view of ["carrier_cards", "channel_cards", "carrier_test_cards", "audit_entries"])
    for (const person of ["olga", "alice"] as const)
      seen.push(JSON.stringify(await db.as(person).rows(`select to_jsonb(v) as said from public.${view} v`)));
  for (const kept of ["public.audit_log", "private.requests", "public.carriers", "public.channels"])
    seen.push(JSON.stringify(await db.sql.unsafe(`select to_jsonb(k) as said from ${kept} k`)));
  for (const said of seen) for (const secret of hidden) assert.ok(!said.includes(secret), said.slice(0, 200));
  for (const table of ["carrier_secrets", "channel_secrets"])
    await assert.rejects(olga().rows(`select * from private.${table}`), { code: "42501" });
});

const KEYS = { access_key: "AK-OF-THE-TESTS", secret_key: "sk-of-the-tests" };
const TOKEN_KEYS = { iam_account: "spruce", iam_user: "sender", iam_password: "pass-of-iam" };
const { batch_size: __, ...KOOMESSAGE_TERMS } = {
  ...TERMS,
  ...{ base_url: "https://koomessage.myhuaweicloud.cn", sign_in: "ak_sk" },
};
const koomessageInput = (more: Record<string, unknown> = {}) => ({
  ...{ ...KOOMESSAGE_TERMS, adapter: "koomessage", ...KEYS },
  ...more,
});
const UNUSED_KEYS = { access_key: undefined, secret_key: undefined };

const BAD_KOOMESSAGE: readonly [wrong: Record<string, unknown>, field: string, code?: string][] = [
  [{ base_url: "smpp://gate.test:2775" }, "base_url"],
  [{ base_url: "https://user@koomessage.test" }, "base_url"],
  [{ sign_in: undefined }, "sign_in"],
  [{ sign_in: "password" }, "sign_in"],
  [{ access_key: undefined }, "access_key"],
  [{ secret_key: undefined }, "secret_key"],
  [{ secret_key: "with space" }, "secret_key"],
  [{ ...TOKEN_KEYS }, "iam_account"],
  [{ sign_in: "token", iam_url: "https://iam.test", ...UNUSED_KEYS }, "iam_account"],
  [{ sign_in: "token", iam_url: "https://iam.test", ...TOKEN_KEYS }, "access_key"],
  [{ sign_in: "token", ...TOKEN_KEYS, ...UNUSED_KEYS }, "iam_url"],
  [{ sign_in: "token", iam_url: "ftp://iam.test", ...TOKEN_KEYS, ...UNUSED_KEYS }, "iam_url"],
  [{ link_domain: "https://km.example.cn" }, "link_domain"],
  [{ receipt_sources: "10.0.0.0/8, 300.1.1.1" }, "receipt_sources"],
  [{ receipt_sources: "10.0.0.0/8,," }, "receipt_sources"],
  [{ receipt_sources: "any" }, "receipt_sources"],
  [{ test_template_id: "<id>" }, "test_template_id"],
  [{ batch_size: 101 }, "batch_size"],
  // It has no key for a repeat.
  [{ idempotent: true }, "idempotent"],
  [{ window: 10 }, "window", "not_of_adapter"],
  [{ api_key: "a-key-of-the-tests" }, "api_key", "not_of_adapter"],
];

test("what does not fit KooMessage is refused by its name, and which credentials fit says sign_in", async () => {
  for (const [wrong, field, code = "input_invalid"] of BAD_KOOMESSAGE) {
    const { error, status } = await olga().rpc("create_carrier", {
      input: koomessageInput({ name: "错", ...wrong }),
    });
    assert.deepEqual([error?.code, status], [code, 422], JSON.stringify(wrong));
    assert.match(JSON.stringify(error), new RegExp(field), JSON.stringify(wrong));
  }
  assert.deepEqual([...(await db.sql`select from public.carriers where name = '错'`)], []);
});

test("a carrier of KooMessage: a hundred a call, settings on its page, and its way of signing in can be changed", async () => {
  const settings = {
    ...{ sms_app_name: "商城", link_domain: "km.example.cn", test_template_id: "t-1" },
    receipt_sources: "10.0.0.0/8, 2001:db8::1",
  };
  const input = koomessageInput({ name: "云消息", ...settings });
  const { id } = await done(olga().rpc("create_carrier", { input }));
  const card = () => cardOf(db, "carrier_cards", id, "olga");
  const first = await card();
  for (const [name, value] of Object.entries({ ...settings, sign_in: "ak_sk", batch_size: 100 }))
    assert.equal(first[name], value, name);
  assert.equal(first.health, "unused");
  await granted(db, id, home, "云消息", { resolver: "by_hand" });
  await granted(db, id, home, "云消息二");

  const token = { sign_in: "token", iam_url: "https://iam.test" };
  const update = { ...KOOMESSAGE_TERMS, name: "云消息", ...token, base_revision: 1 };
  await done(olga().rpc("update_carrier", { carrier: id, input: update }));
  assert.equal((await card()).health, "keyless", "a pair of keys gets no token");
  const rotate = (keys: object) => olga().rpc("rotate_carrier", { carrier: id, input: keys });
  for (const [keys, field] of [
    [KEYS, "iam_account"],
    [{ ...TOKEN_KEYS, ...KEYS }, "access_key"],
  ] as const) {
    const { error } = await rotate(keys);
    assert.deepEqual([error?.code, JSON.stringify(error).includes(field)], ["input_invalid", true]);
  }
  await done(rotate(TOKEN_KEYS));
  assert.equal((await card()).health, "well");
  const rows = await db.sql`select s.credentials from private.channel_secrets s
    join public.channels c on c.id = s.channel_id where c.carrier_id = ${id}`;
  assert.deepEqual(
    rows.map(({ credentials }) => credentials),
    [TOKEN_KEYS, TOKEN_KEYS],
  );
});

test("the address of receipts of KooMessage has a secret, new with each rotation, and the former one for a day", async () => {
  const { id } = await done(olga().rpc("create_carrier", { input: koomessageInput({ name: "云消息三" }) }));
  const secrets = async () => {
    const [row] = await db.sql`select callback_secret, former_secret,
      round(extract(epoch from former_until - now()) / 3600)::integer as hours
      from private.carrier_secrets where carrier_id = ${id}`;
    return row;
  };
  const first = await secrets();
  assert.match(first?.callback_secret, /^[A-Za-z0-9_-]{32}$/);
  assert.deepEqual([first?.former_secret, first?.hours], [null, null]);
  const channel = await granted(db, id, home, "云消息三");
  const [told] = await db.sql`select private.callback_url(${channel}, ${id}, 'koomessage') as url`;
  assert.ok(told?.url.endsWith(`/receive-receipts/${id}/${first?.callback_secret}`), told?.url);
  await done(olga().rpc("rotate_carrier", { carrier: id, input: KEYS }));
  const second = await secrets();
  assert.notEqual(second?.callback_secret, first?.callback_secret);
  assert.deepEqual([second?.former_secret, second?.hours], [first?.callback_secret, 24]);
});

test("a call for a channel of SMPP has no secret that could sign it", async () => {
  const carrier = await made("网关四");
  const channel = await granted(db, carrier, home, "网关四", { resolver: "by_hand" });
  assert.equal((await db.sql`select * from private.receipt_channel(${channel})`).length, 0);
});

test("without a worker the channels of SMPP are soon sick and say why; a worker makes them well", async () => {
  const carrier = await made("无人值守");
  const leased = async () =>
    (await db.sql`select carrier_id from private.lease_binds(${randomUUID()}, 0)`).filter(
      (row) => row.carrier_id === carrier,
    ).length;
  assert.equal(await leased(), 0, "a carrier that no channel uses takes nobody's receipts");
  const channel = await granted(db, carrier, home, "无人值守", { resolver: "by_hand" });
  const turns = async (most: number) => {
    for (let turn = 0; turn < most; turn += 1) await tick(db);
    return (await db.as("alice").rows(`select * from public.channel_cards where id = '${channel}'`))[0];
  };
  assert.equal((await turns(6))?.health, "well", "a worker may be about to find it");
  await db.sql`update public.channels set created_at = now() - interval '1 minute' where id = ${channel}`;
  const sick = await turns(6);
  assert.deepEqual([sick?.health, sick?.last_error], ["sick", "no worker holds the connections"]);
  assert.equal(Number(sick?.failures), 5, "what is sick is not counted on");
  const holder = randomUUID();
  await db.sql`select * from private.lease_binds(${holder}, 15)`;
  await db.sql`select private.record_bind(${holder}, ${carrier}, 1, null)`;
  assert.equal((await turns(3))?.health, "well");
});
