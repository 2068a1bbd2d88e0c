import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { koomessageCarrier } from "../../functions/_core/channels/koomessage/carrier.ts";
import { koomessageResolver } from "../../functions/_core/channels/koomessage/resolver.ts";
import { account, tick } from "../fixtures.ts";
import { hurry } from "../functions/sends.ts";
import { basicTemplate, storyboard } from "../sends/basic_fixtures.ts";
import { contract } from "./contract.ts";
import { testKoomessageStage } from "./koomessage_stage.ts";

const stage = await testKoomessageStage();
const { db, double, koomessage } = stage;
const CALM = {
  ...{ throttle_per_s: null, receipt_delay_ms: [0, 50] as [number, number], receipts_before_answer: false },
  ...{ repeat_receipts: 0, shuffle_receipts: false, open_rate: 0 },
};

contract("koomessage", {
  can: { asked: true, repeated: false, storyboards: true },
  most: 100,
  // By the id of the task and the number.
  notations: ["the task and the number"],
  db,
  channel: stage.channel,
  async calm() {
    await double.control(CALM);
    await db.sql`update public.channels set resume_at = '-infinity', last_error = null, failures = 0, sick_since = null`;
    assert.deepEqual(double.violations(), []);
  },
  mood: ({ ratePerS, receiptMs = [0, 50], early = false, repeats = 0, shuffled = false }) =>
    double.control({
      // It counts requests, of ten messages each.
      ...{ throttle_per_s: ratePerS === undefined ? null : 1, receipt_delay_ms: receiptMs },
      ...{ receipts_before_answer: early, repeat_receipts: repeats, shuffle_receipts: shuffled },
    }),
  taken: async () => (await double.ledger()).map(({ to }) => `+86${to.slice(-11)}`),
  async run(send, enough) {
    for (const end = Date.now() + 140_000; Date.now() < end; await pause(50)) {
      await stage.call("dispatch", "bot");
      await tick(db);
      const { pending, handed } = await account(db, send);
      if (enough ? await enough() : pending === 0 && handed === 0) return;
      // No dispatcher is at work now: what waits does so for the test alone.
      await hurry(stage);
    }
    throw new Error(`something of the send waits for ever: ${stage.log("dispatch")}`);
  },
  async key(right) {
    const secret_key = right ? double.secretKey : "another-key";
    await db.sql`update private.channel_secrets set credentials = credentials || ${db.sql.json({ secret_key })}
      where channel_id = ${stage.channel}`;
  },
  notation: async () => undefined,
  query: (asked) => koomessageCarrier.query(koomessage, asked),
  async storyboard(parameters) {
    const template = await basicTemplate(db, parameters);
    const id = await koomessageResolver.submitTemplate(koomessage, {
      ...{ reference: template, kind: "basic", name: "会员日", signature: "云杉影像", days: 30 },
      ...{ content: storyboard(parameters), callback_url: `${stage.carrier}/none`, doubtful: false },
    });
    while ((await koomessageResolver.templateStates?.(koomessage, id, "basic"))?.length === 0)
      await pause(20);
    await db.sql`update private.vendor_handoffs h set carrier_id = ${id}
      from public.templates t where t.id = ${template} and h.version_id = t.live_version_id`;
    return template;
  },
  async hour() {
    await pause(2_000);
    await db.sql`update private.batches set lease_until = lease_until - interval '1 hour', claimed_at = claimed_at - interval '1 hour',
      done_at = done_at - interval '1 hour'`;
    await db.sql`update private.early_receipts set come_at = come_at - interval '30 minutes'`;
  },
});
