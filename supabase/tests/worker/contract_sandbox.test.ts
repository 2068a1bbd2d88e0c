import { setTimeout as pause } from "node:timers/promises";
import { sandboxCarrier } from "../../functions/_core/channels/sandbox_carrier.ts";
import { CALM } from "../../local/carrier/control.ts";
import { account, tick } from "../fixtures.ts";
import { hurry } from "../functions/sends.ts";
import { testStage } from "../functions/stage.ts";
import { basicTemplate } from "../sends/basic_fixtures.ts";
import { contract } from "./contract.ts";

const stage = await testStage({ volatile: true }, "dispatch", "receive-receipts");
const { db } = stage;
const REST = { ...CALM, receipt_delay_ms: [0, 50], open_rate: 0 };
const [secret] =
  await db.sql`select credentials from private.channel_secrets where channel_id = ${stage.channel}`;
const key = (api_key: string) =>
  db.sql`update private.channel_secrets set credentials = credentials || ${db.sql.json({ api_key })} where channel_id = ${stage.channel}`;

contract("sandbox", {
  can: { asked: true, repeated: true, storyboards: true },
  most: 1000,
  notations: [],
  db,
  channel: stage.channel,
  async calm() {
    await stage.control(REST);
    await db.sql`update public.channels set resume_at = '-infinity', last_error = null, batch_size = 10`;
  },
  mood: ({ ratePerS = null, receiptMs = [0, 50], early, repeats = 0, shuffled = false }) =>
    stage.control({
      ...{ rate_per_s: ratePerS, receipt_delay_ms: receiptMs, receipts_before_answer: early ? 1 : 0 },
      ...{ repeat_receipts: repeats, shuffle_receipts: shuffled },
    }),
  async taken() {
    const text = await (await fetch(`${stage.carrier}/ledger`)).text();
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line).to);
  },
  async run(send, enough) {
    for (const end = Date.now() + 140_000; Date.now() < end; await pause(50)) {
      await stage.call("dispatch", "bot");
      await tick(db);
      const { pending, handed } = await account(db, send);
      if (enough ? await enough() : pending === 0 && handed === 0) return;
      // No dispatcher is at work now: what waits does so for the test alone.
      await hurry(stage);
    }
    throw new Error("something of the send waits for ever");
  },
  key: async (right) => {
    await key(right ? secret?.credentials.api_key : "another-key");
  },
  notation: async () => undefined,
  query: (asked) =>
    sandboxCarrier.query(
      { base_url: stage.carrier, credentials: secret?.credentials, settings: {}, number: "106900001" },
      asked,
    ),
  storyboard: (parameters) => basicTemplate(db, parameters),
  async hour() {
    await pause(2_000);
    await db.sql`update private.batches set lease_until = lease_until - interval '1 hour', claimed_at = claimed_at - interval '1 hour',
      done_at = done_at - interval '1 hour'`;
  },
});
