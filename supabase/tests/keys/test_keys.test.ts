import assert from "node:assert/strict";
import { test } from "node:test";
import { carrierInput, granted, KOOMESSAGE } from "../carriers/carrier_fixtures.ts";
import {
  buttonOf,
  buttonsOf,
  cardOf,
  channelOf,
  done,
  idOf,
  refusal,
  sendInput,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { byKey, layVoice, madeKey, madePolicy, standingInput } from "./key_fixtures.ts";

/** API-1: what a test key sends goes to the sandbox, also where the channel is real, and it reaches nobody else. */
const db = await testDatabase();
await layVoice(db);
await madePolicy(db, "一切", "KooMessage:*:*", "KooMessageBasic:*:*", "SMS:*:*");
const home = await yunshan(db);
const sandbox = await channelOf(db, home);
const { id: carrier } = await done(
  db.as("olga").rpc("create_carrier", { input: carrierInput({ name: "真实", ...KOOMESSAGE }) }),
);
const real = await granted(db, carrier, home, "真实通道");
const trial = await madeKey(db, { name: "联调", policies: ["一切"], test: true });
const live = await madeKey(db, { name: "正式", policies: ["一切"] });
// What a real channel needs of a text.
await db.sql`update public.sms_template_versions set carrier_template_id = 'sms-1' where enterprise_id = ${home}`;
const its = () => byKey(db, trial.key_id);
const made = async (more: object = {}) =>
  (await done(its().rpc("create_send", { input: { ...(await sendInput(db, { count: 1 })), ...more } }))).id;
const channelOfSend = async (send: string) =>
  (await db.sql`select channel_id from public.sends where id = ${send}`)[0]?.channel_id;

test("a send of a test key goes to the sandbox whatever channel it names; one of a live key as it says", async () => {
  assert.match(trial.key_id, /^TT/);
  assert.equal(await channelOfSend(await made({ channel_id: real })), sandbox);
  assert.equal(await channelOfSend(await made({ channel_id: undefined })), sandbox);
  const send = await made({ channel_id: real });
  const { revision } = await cardOf(db, "send_cards", send);
  await done(
    its().rpc("update_send", {
      send,
      input: { ...(await sendInput(db, { count: 1 })), channel_id: real, revision },
    }),
  );
  assert.equal(await channelOfSend(send), sandbox);
  assert.equal((await done(its().rpc("submit_send", { send }))).state, "in_review");
  const input = { ...(await sendInput(db, { count: 1 })), channel_id: real };
  const { id } = await done(byKey(db, live.key_id).rpc("create_send", { input }));
  assert.equal(await channelOfSend(id), real);
});

test("a test of a template goes there too, and no real carrier is asked about numbers", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  const input = {
    numbers: ["13800000001"],
    params: [{ name: "甲", order_no: "1", pickup_code: "7" }],
    channel_id: real,
  };
  const { id } = await done(its().rpc("test_template", { template, input }));
  assert.equal(await channelOfSend(id), sandbox);
  const asked = async (person: string) =>
    (await db.sql`select seen, adapter from private.channel_to_ask(${person}, ${real}, null)`)[0];
  assert.deepEqual({ ...(await asked(trial.id)) }, { seen: true, adapter: null });
  assert.deepEqual({ ...(await asked(live.id)) }, { seen: true, adapter: "koomessage" });
});

test("where the enterprise has no sandbox it is told so, and one that mints its links elsewhere is none", async () => {
  await db.sql`update public.channels set mints_at = ${carrier} where id = ${sandbox}`;
  const input = await sendInput(db, { count: 1 });
  assert.equal(await refusal(its().rpc("create_send", { input })), "test_channel_missing");
  await db.sql`update public.channels set mints_at = null where id = ${sandbox}`;
  await db.sql`update public.channels set state = 'revoked' where id = ${sandbox}`;
  assert.equal(await refusal(its().rpc("create_send", { input })), "test_channel_missing");
  await db.sql`update public.channels set state = 'active' where id = ${sandbox}`;
});

test("it does nothing with a send that goes through a real channel", async () => {
  const send = await made();
  await db.sql`update public.sends set channel_id = ${real} where id = ${send}`;
  assert.equal(await refusal(its().rpc("submit_send", { send })), "test_key_channel");
  assert.equal((await buttonOf(its(), "send", send, "submit"))?.code, "test_key_channel");
  await db.sql`update public.sends set state = 'paused', paused_at = now(), started_at = now() where id = ${send}`;
  assert.equal(await refusal(its().rpc("resume_send", { send })), "test_key_channel");
});

test("of all that a key may do, a test key does what stays in the house", async () => {
  const rows =
    await db.sql`select distinct t.resource, t.verb, t.needs, t.asks_mfa or t.names_shown or t.needs_sudo as decides
    from private.transitions t where t.needs is not null and t.needs <> 'platform'
      and private.for_test_keys(t.resource, t.verb)
      and not private.not_for_keys(t.needs, t.resource, t.asks_mfa or t.names_shown or t.needs_sudo)`;
  const may = [...new Set(rows.map(({ resource, verb }) => `${resource} ${verb}`))].sort();
  assert.deepEqual(
    may.filter((one) => !/^(send|number_file|media|export) /.test(one)),
    [
      ...["copy", "create", "submit", "test", "update"].map((verb) => `basic_template ${verb}`),
      ...["create", "submit", "update"].map((verb) => `sms_template ${verb}`),
      ...["copy", "create", "submit", "test", "update"].map((verb) => `template ${verb}`),
    ],
  );
  assert.equal(await refusal(its().rpc("create_resolve_task", { input: {} })), "live_key_required");
  const template = await idOf(db, "templates", "签收提醒");
  const barred = (await buttonsOf(its(), "template", template)).filter(
    ({ code }) => code === "live_key_required",
  );
  assert.ok(barred.some(({ verb }) => verb === "disable"));
});

test("a standing approval of a test key names the sandbox", async () => {
  const standing = { ...(await standingInput(db, "联调")), access_key_id: trial.id };
  const make = (channel_id: string) =>
    db.as("alice").rpc("create_standing_approval", { input: { ...standing, channel_id } });
  assert.equal(await refusal(make(real)), "test_key_channel");
  const { id } = await done(make(sandbox));
  await done(db.as("carol").rpc("approve_standing_approval", { standing_approval: id }));
  const send = await made({ channel_id: real });
  assert.equal((await done(its().rpc("submit_send", { send }))).state, "expanding");
});
