import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, madeCarrier } from "../carriers/carrier_fixtures.ts";
import {
  account,
  channelOf,
  claim,
  done,
  idOf,
  refusal,
  sendInput,
  tick,
  typed,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { fresh, refused, sendEdit } from "./sends_fixtures.ts";

/** CHL-1: a send names its channel. It is the one that is chosen, the default of the enterprise, or its only one. */
const db = await testDatabase();
const bob = () => db.as("bob");
const home = await yunshan(db);
const first = await channelOf(db, home);

const without = async () => {
  const { channel_id: _, ...input } = await sendInput(db, { file: await typed(db, fresh(2)) });
  return input;
};
const created = async (more: object = {}) =>
  bob().rpc("create_send", { input: { ...(await without()), ...more } });

test("the first channel is the default, and one that is granted besides changes nothing until it is made it", async () => {
  assert.equal((await done(created())).channel_id, first);
  const spare = await granted(db, await madeCarrier(db, "备用运营商"), home, "备用通道");
  assert.equal((await done(created())).channel_id, first);
  assert.equal((await done(created({ channel_id: spare }))).channel_name, "备用通道");
  assert.equal(await refusal(db.as("bob").rpc("set_default_channel", { channel: spare })), "forbidden");
  assert.equal((await done(db.as("alice").rpc("set_default_channel", { channel: spare }))).is_default, true);
  assert.equal((await done(created())).channel_id, spare);
  await done(db.as("alice").rpc("set_default_channel", { channel: first }));
  const rows = await db.as("alice").rows("select name from public.channel_cards where is_default");
  assert.deepEqual(
    rows.map(({ name }) => name),
    ["sandbox"],
  );
  assert.equal((await done(created())).channel_id, first);
});

test("a channel of another enterprise, and what is none, is no channel", async () => {
  const [theirs] = await db.sql`select id from public.channels where enterprise_id <> ${home} limit 1`;
  assert.ok(theirs);
  assert.equal(await refusal(created({ channel_id: theirs.id })), "not_found");
  assert.equal(await refusal(created({ channel_id: "sandbox" })), "input_invalid");
});

test("another channel is another send: what was approved of it is void", async () => {
  const spare = await idOf(db, "channels", "备用通道");
  const send = await waitingSend(db, { file: await typed(db, fresh(2)) });
  const { hash } = await account(db, send);
  await done(bob().rpc("update_send", await sendEdit(db, send, { channel_id: spare })));
  const edited = await account(db, send);
  assert.deepEqual([edited.state, edited.channel_id, edited.hash], ["draft", spare, null]);
  await done(bob().rpc("submit_send", { send }));
  assert.notEqual((await account(db, send)).hash, hash);
});

test("a paused channel holds its send, and one that was revoked is refused until another is chosen", async () => {
  const spare = await idOf(db, "channels", "备用通道");
  const send = await waitingSend(db, { file: await typed(db, fresh(2)), channel_id: spare });
  await done(db.as("alice").rpc("pause_channel", { channel: spare, reason: "割接" }));
  await done(db.as("carol").rpc("approve_send", { send }));
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  assert.equal(await claim(db), null, "nothing goes through it");
  await done(bob().rpc("cancel_send", { send }));
  const next = await waitingSend(db, { file: await typed(db, fresh(2)), channel_id: spare });
  await done(db.as("olga").rpc("revoke_channel", { channel: spare, reason: "欠费" }));
  assert.equal(await refusal(db.as("carol").rpc("approve_send", { send: next })), "channel_revoked");
  assert.equal(await refusal(created({ channel_id: spare })), "channel_revoked");
  await done(bob().rpc("update_send", await sendEdit(db, next, { channel_id: first })));
  await done(bob().rpc("submit_send", { send: next }));
  await done(db.as("carol").rpc("approve_send", { send: next }));
  assert.equal((await account(db, next)).channel_name, "sandbox");
});

test("of several channels without a default none is guessed; the only one that is left is taken", async () => {
  const third = await granted(db, await madeCarrier(db, "第三家"), home, "第三通道");
  const fourth = await granted(db, await madeCarrier(db, "第四家"), home, "第四通道");
  await done(db.as("alice").rpc("set_default_channel", { channel: third }));
  await done(db.as("olga").rpc("revoke_channel", { channel: third, reason: "欠费" }));
  const input = await without();
  const details = await refused(db, () => bob().rpc("create_send", { input }), "channel_required", 422);
  assert.deepEqual(details, { names: "sandbox, 第四通道" });
  await done(db.as("olga").rpc("revoke_channel", { channel: fourth, reason: "欠费" }));
  assert.equal((await done(created())).channel_id, first);
});
