/** A send in every state that a verb starts from, and the settings of an owner. */
import assert from "node:assert/strict";
import { granted, KOOMESSAGE, madeCarrier } from "./carriers/carrier_fixtures.ts";
import {
  approvedSend,
  channelOf,
  done,
  draftSend,
  handOver,
  idOf,
  openAllDay,
  phones,
  recordReplies,
  report,
  resolve,
  startedSend,
  tick,
  waitingSend,
} from "./fixtures.ts";
import { basicStarted } from "./sends/basic_fixtures.ts";
import type { TestDatabase } from "./test_database.ts";

/** A trial of two that is over: one delivered, one failed, an opt-out by reply, an opened link. */
async function heldTrial(db: TestDatabase, file: string): Promise<string> {
  const send = await startedSend(db, { file, trial: true, trial_size: 2, name: "试发" });
  const [first = "", second = ""] = await handOver(db);
  await report(db, [first], "delivered");
  await report(db, [second], "failed");
  await report(db, ["no reference of ours"], "failed");
  const replies = [{ id: "reply 1", from: phones(1)[0], signature: "云杉会员", text: "R", at: null }];
  await recordReplies(db, replies);
  await resolve(db, first);
  await tick(db);
  const [row] = await db.sql`select state from public.sends where id = ${send}`;
  assert.equal(row?.state, "trial_hold");
  return send;
}

/** A send that is over and reached one of its two numbers. */
async function endedSend(db: TestDatabase): Promise<string> {
  const send = await startedSend(db, { count: 2, name: "已完成" });
  const [first = "", second = ""] = await handOver(db);
  await report(db, [first], "delivered");
  await report(db, [second], "failed");
  await tick(db);
  const [row] = await db.sql`select state from public.sends where id = ${send}`;
  assert.equal(row?.state, "done");
  return send;
}

/** One of the basic edition that is on its way, so that its reports have rows. */
async function startStoryboard(db: TestDatabase): Promise<void> {
  const hours = await db.sql`select id, marketing_from, marketing_to from public.enterprises`;
  await openAllDay(db);
  await basicStarted(db, { count: 2, name: "影像问候" });
  const [first = ""] = await handOver(db);
  await report(db, [first], "delivered");
  await tick(db);
  for (const { id, marketing_from, marketing_to } of hours)
    await db.sql`update public.enterprises set marketing_from = ${marketing_from}, marketing_to = ${marketing_to} where id = ${id}`;
}

/** A send in every state that a verb starts from. */
export async function putSends(db: TestDatabase, file: string) {
  const held = await heldTrial(db, file);
  const over = await endedSend(db);
  await startStoryboard(db);
  const paused = await approvedSend(db, { file });
  await done(db.as("bob").rpc("pause_send", { send: paused }));
  const restored = await approvedSend(db, { file });
  await db.sql`select private.stop_send(${restored}, 'restored', '恢复备份', '{"pending": 3, "claimed": 0}')`;
  const regretted = await waitingSend(db, { file });
  await done(db.as("carol").rpc("reject_send", { send: regretted, reason: "看错了" }));
  // As long as the story takes.
  await db.sql`update public.sends set undo_until = now() + interval '1 day' where id = ${regretted}`;
  return {
    ...{ held, over, paused, restored, regretted },
    draft: await draftSend(db, { file }),
    waiting: await waitingSend(db, { file }),
    urgent: await waitingSend(db, { file }),
    going: await approvedSend(db, { file }),
  };
}

/** What an owner sets up: send settings, an approval rule, a paused spare channel, a subscribed chat channel. */
export async function setUp(db: TestDatabase, enterprise: string, chat: string) {
  const alice = db.as("alice");
  await done(alice.rpc("update_send_settings", { input: { marketing_per_hour: 4 } }));
  const input = { name: "百万以上", min_audience: 1_000_000, approvers: 2 };
  const rule = await done(alice.rpc("create_approval_rule", { input }));
  await db.sql`update public.channels set is_default = true where enterprise_id = ${enterprise}`;
  const [resting] = await db.sql`
    insert into public.channels (enterprise_id, carrier_id, name, number, state)
    select ${enterprise}, k.id, '备用', '106900009', 'paused' from public.carriers k where k.name = 'sandbox' returning id`;
  await done(db.as("bot", chat).rpc("subscribe_chat_channel", { input: { chat_channel: "C9" } }));
  const carriers = {
    spare: await madeCarrier(db, "备份"),
    resting: await madeCarrier(db, "停用"),
    account: await madeCarrier(db, "云消息", KOOMESSAGE),
    working: await idOf(db, "carriers", "sandbox"),
  };
  await done(db.as("olga").rpc("pause_carrier", { carrier: carriers.resting, reason: "割接" }));
  const spare = await granted(db, carriers.spare, enterprise, "备份一");
  const revoked = await granted(db, carriers.spare, enterprise, "备份二");
  await done(db.as("olga").rpc("revoke_channel", { channel: revoked, reason: "欠费" }));
  await db.sql`insert into public.carrier_outages (carrier_id, channel_id, since, until) values (${carriers.spare}, ${spare}, now() - interval '1 hour', now())`;
  await done(
    db.as("olga").rpc("test_carrier", { carrier: carriers.working, input: { phone: "13800000001" } }),
  );
  return {
    rule: rule.id,
    carriers,
    channels: { working: await channelOf(db, enterprise), resting: resting?.id, spare, revoked },
  };
}
