/** Fixtures for sends: made by bob, approved by carol, driven by the clock. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { tick as clockTick, done, idOf, account as sendCard } from "../fixtures.ts";
import { importAll, phones, upload } from "./numbers.ts";
import type { Json, Stage } from "./stage.ts";

/** Makes, submits and approves a send of the live template 开卡欢迎图文 (parameters name, amount) or 签收提醒. */
export async function approvedSend(
  stage: Stage,
  file: string,
  names: { template?: string; sms?: string } = {},
): Promise<string> {
  const { db } = stage;
  const { id: send } = await done(
    db.as("bob").rpc("create_send", { input: await sendInput(stage, file, names) }),
  );
  await done(db.as("bob").rpc("submit_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send }));
  return send;
}

/** The input of a send to the numbers of this file. */
export async function sendInput(
  { db }: Stage,
  file: string,
  names: { template?: string; sms?: string } = {},
): Promise<Json> {
  const template_id = await idOf(db, "templates", names.template ?? "签收提醒");
  const sms_template_id = await idOf(db, "sms_templates", names.sms ?? "订单通知");
  return { name: "故事", template_id, sms_template_id, number_file_id: file };
}

let used = 0;
/** A send in state `sending` of `count` numbers and those of `besides`. Names contain markup, which pages must escape. */
export async function sending(stage: Stage, count: number, besides: string[] = []): Promise<string> {
  const rows = [...phones(count, used), ...besides].map(
    (phone, index) => `${phone},<i>张${index}</i>,YS${index},6-2-${index}`,
  );
  used += count;
  const csv = `手机号,name,order_no,pickup_code\n${rows.join("\n")}\n`;
  const file = await upload(stage, "story.csv", new TextEncoder().encode(csv));
  await importAll(stage, file);
  const send = await approvedSend(stage, file);
  await untilSending(stage, send);
  return send;
}

/** One clock tick, as the bot. */
export const tick = (stage: Stage): Promise<Json> => clockTick(stage.db);

/** A send's card: state and totals. */
export const account = (stage: Stage, send: string): Promise<Json> => sendCard(stage.db, send);

/** Ticks the clock until the send is expanded and in state `sending`. */
export async function untilSending(stage: Stage, send: string): Promise<void> {
  for (;;) {
    await tick(stage);
    const { state } = await account(stage, send);
    if (state === "sending") return;
    assert.match(state, /expanding|ready/);
  }
}

/** Ends all waits: the leases of batches and the rest of channels. */
export async function hurry(stage: Stage): Promise<void> {
  const { sql } = stage.db;
  await sql`update private.batches set lease_until = clock_timestamp() - interval '1 second' where done_at is null`;
  await sql`update public.channels set resume_at = '-infinity'`;
}

/** Calls dispatch until nothing is left to hand over, and ends waits in between. Returns the tallies of all calls. */
export async function dispatchAll(stage: Stage): Promise<Json[]> {
  const tallies: Json[] = [];
  for (;;) {
    const { status, body } = await stage.call("dispatch", "bot");
    assert.equal(status, 200, JSON.stringify(body));
    tallies.push(body);
    const [open] = await stage.db.sql`select from private.batches where done_at is null`;
    const { dispatch } = await tick(stage);
    if (!open && !dispatch) return tallies;
    await hurry(stage);
  }
}

/** Ticks the clock until the send is done. Returns its card. */
export async function untilDone(stage: Stage, send: string): Promise<Json> {
  for (;;) {
    await tick(stage);
    const row = await account(stage, send);
    if (row.state === "done") return row;
    await pause(50);
  }
}

/** How many deliveries of a send are in each state; asserts that the audit of quota, ledger and deliveries passes. */
export async function settled(stage: Stage, send: string): Promise<Record<string, number>> {
  const rows = await stage.db.sql<{ state: string; n: number }[]>`
    select state, count(*)::integer as n from public.deliveries where send_id = ${send} group by state`;
  const { data } = await stage.db.as("bob").rpc("audit_quota");
  assert.equal(data.ok, true, JSON.stringify(data));
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** A send of `count` numbers, handed over to a carrier that withholds its receipts for ten minutes. */
export async function handedOver(stage: Stage, count: number): Promise<string> {
  const send = await sending(stage, count);
  await stage.control({ receipt_delay_ms: [600_000, 600_000] });
  await dispatchAll(stage);
  assert.equal((await account(stage, send)).handed, count);
  return send;
}
