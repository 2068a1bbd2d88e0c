/** Send tasks of a story: made by bob, approved by carol, turned by the clock. */
import assert from "node:assert/strict";
import type { Json, Stage } from "./stage.ts";

/** Makes, submits and approves a send of the live template 开卡欢迎图文 (parameters name, amount) or 签收提醒. */
export async function approvedSend(
  stage: Stage,
  file: string,
  names: { template?: string; sms?: string } = {},
): Promise<string> {
  const { world } = stage;
  const [template] =
    await world.sql`select id from public.templates where name = ${names.template ?? "签收提醒"}`;
  const [sms] = await world.sql`select id from public.sms_templates where name = ${names.sms ?? "订单通知"}`;
  const input = { name: "故事", template_id: template?.id, sms_template_id: sms?.id, number_file_id: file };
  const made = await world.as("bob").rpc("create_send", { input });
  assert.equal(made.error, null, JSON.stringify(made.error));
  const send: string = made.data.id;
  const submitted = await world.as("bob").rpc("submit_send", { send });
  assert.equal(submitted.error, null, JSON.stringify(submitted.error));
  const approved = await world.as("carol").rpc("approve_send", { send });
  assert.equal(approved.error, null, JSON.stringify(approved.error));
  return send;
}

/** One turn of the clock, as the bot. */
export async function tick(stage: Stage): Promise<Json> {
  const { data, error } = await stage.world.as("bot").rpc("clock_tick");
  assert.equal(error, null, JSON.stringify(error));
  return data;
}

/** The account of a send. */
export async function account(stage: Stage, send: string): Promise<Json> {
  const [row] = await stage.world.as("bob").rows("select * from public.send_cards where id = $1", [send]);
  return row;
}

/** Turns the clock until every row of a send is there and it is sending. */
export async function untilSending(stage: Stage, send: string): Promise<void> {
  for (;;) {
    await tick(stage);
    const { state } = await account(stage, send);
    if (state === "sending") return;
    assert.match(state, /expanding|ready/);
  }
}
