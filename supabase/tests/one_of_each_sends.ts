/** Sends in every place where a verb finds one, and what an owner decides about them. */
import assert from "node:assert/strict";
import {
  approvedSend,
  channelOf,
  done,
  draftSend,
  handOver,
  phones,
  report,
  resolve,
  startedSend,
  tick,
  waitingSend,
  yunshan,
} from "./scenes.ts";
import type { World } from "./world.ts";

/** A trial of two that is over: one delivered to, one failed, somebody replied R, a link was opened. */
async function heldTrial(world: World, file: string): Promise<string> {
  const send = await startedSend(world, { file, trial: true, trial_size: 2, name: "试发" });
  const [first = "", second = ""] = await handOver(world);
  await report(world, [first], "delivered");
  await report(world, [second], "failed");
  await report(world, ["no reference of ours"], "failed");
  const replies = [{ id: "reply 1", from: phones(1)[0], signature: "云杉会员", text: "R", at: null }];
  await world.sql`select private.record_replies(${await channelOf(world, await yunshan(world))}, ${world.sql.json(replies)})`;
  await resolve(world, first);
  await tick(world);
  const [row] = await world.sql`select state from public.sends where id = ${send}`;
  assert.equal(row?.state, "trial_hold");
  return send;
}

/** A send that is over, and reached one of two. */
async function endedSend(world: World): Promise<string> {
  const send = await startedSend(world, { count: 2, name: "已完成" });
  const [first = "", second = ""] = await handOver(world);
  await report(world, [first], "delivered");
  await report(world, [second], "failed");
  await tick(world);
  const [row] = await world.sql`select state from public.sends where id = ${send}`;
  assert.equal(row?.state, "done");
  return send;
}

/** Sends in every place where a verb finds one. */
export async function putSends(world: World, file: string) {
  const held = await heldTrial(world, file);
  const over = await endedSend(world);
  const paused = await approvedSend(world, { file });
  await done(world.as("bob").rpc("pause_send", { send: paused }));
  return {
    ...{ held, over, paused },
    draft: await draftSend(world, { file }),
    waiting: await waitingSend(world, { file }),
    urgent: await waitingSend(world, { file }),
    going: await approvedSend(world, { file }),
  };
}

/** What an owner has set up: settings, an approval rule, a spare channel that rests, a chat channel that is told. */
export async function setUp(world: World, enterprise: string, chat: string) {
  const alice = world.as("alice");
  await done(alice.rpc("set_send_settings", { input: { marketing_per_hour: 4 } }));
  const input = { name: "百万以上", min_audience: 1_000_000, approvers: 2 };
  const rule = await done(alice.rpc("save_approval_rule", { input }));
  const [resting] = await world.sql`
    insert into public.channels (enterprise_id, name, adapter, base_url, number, state)
    values (${enterprise}, '备用', 'sandbox', 'http://spare.test', '106900009', 'paused') returning id`;
  await done(world.as("bot", chat).rpc("subscribe_chat_channel", { chat_channel: "C9" }));
  return {
    rule: rule.id,
    channels: { working: await channelOf(world, enterprise), resting: resting?.id },
  };
}
