import { setTimeout as pause } from "node:timers/promises";
import { smppCarrier } from "../../worker/smpp/carrier.ts";
import { account, tick } from "../fixtures.ts";
import { basicTemplate } from "../sends/basic_fixtures.ts";
import { contract } from "./contract.ts";
import { SETTINGS, testSmppStage, until } from "./smpp_stage.ts";

const stage = await testSmppStage();
const { db, carrier } = stage;
let worker = stage.startWorker();
await stage.bound(1);

const CALM = {
  ...{ rate_per_s: null, receipt_ms: [10, 60], early_rate: 0, repeat_receipts: 0, shuffle_receipts: false },
  ...{ answer_ids: "decimal", receipt_ids: "decimal", receipts: "text", password: "secret" },
};
/** How answers write ids, how receipts do, what the receipt looks like, and what the carrier's settings then say. */
const NOTATIONS: Record<string, [string, string, string, typeof SETTINGS.ids]> = {
  "zeros in front": ["padded", "decimal", "text", "as_is"],
  "small and capital": ["hex", "HEX", "text", "as_is"],
  "hex, then decimal": ["HEX", "padded", "text", "hex_to_decimal"],
  "decimal, then hex": ["decimal", "HEX", "text", "decimal_to_hex"],
  "the optional parameter alone": ["hex", "hex", "tlv", "as_is"],
  "both, the parameter as the answer": ["hex", "hex", "both", "hex_to_decimal"],
  "the barest text, as at first": ["decimal", "decimal", "bare", "as_is"],
};

contract("smpp", {
  can: { asked: false, repeated: false, storyboards: false },
  most: SETTINGS.window,
  notations: Object.keys(NOTATIONS),
  db,
  channel: stage.channel,
  async calm() {
    await stage.control(CALM);
    await db.sql`update public.channels set resume_at = '-infinity'`;
  },
  mood: ({ ratePerS = null, receiptMs = [10, 60], early, repeats = 0, shuffled = false }) =>
    stage.control({
      ...{ rate_per_s: ratePerS, receipt_ms: receiptMs, early_rate: early ? 1 : 0 },
      ...{ repeat_receipts: repeats, shuffle_receipts: shuffled },
    }),
  taken: async () => (await stage.taken()).map(({ to }) => `+${to}`),
  async run(send, enough) {
    await until(
      async () => {
        await tick(db);
        if (enough) return enough();
        const { pending, handed } = await account(db, send);
        return pending === 0 && handed === 0;
      },
      "nothing of the send waits",
      90_000,
    );
  },
  async key(right) {
    await stage.control({ password: right ? "secret" : "another" });
    if (right) return;
    // The SMSC's password was changed and ours was not: the connection that there is ends, and no other is made.
    await stage.ask("cut");
  },
  async notation(name) {
    const [answer_ids, receipt_ids, receipts, ids] = NOTATIONS[name] ?? [];
    await stage.control({ answer_ids, receipt_ids, receipts });
    const [before] =
      await db.sql`select settings ->> 'ids' as ids from public.carriers where id = ${carrier}`;
    const { binds } = await stage.stats();
    await stage.settings({ ids });
    // Other settings are those of another connection.
    if (before?.ids !== ids)
      await until(async () => (await stage.stats()).binds > binds, "the connection was made anew");
    await stage.bound(1);
  },
  query: (asked) =>
    smppCarrier(() => []).query({ base_url: "", credentials: {}, settings: {}, number: "" }, asked),
  storyboard: (parameters) => basicTemplate(db, parameters),
  async hour() {
    await worker.end();
    await pause(2_000);
    for (const [table, ...columns] of [
      ["private.batches", "lease_until", "claimed_at", "done_at"],
      ["private.early_receipts", "come_at"],
    ])
      for (const column of columns)
        await db.sql.unsafe(`update ${table} set ${column} = ${column} - interval '1 hour'`);
    worker = stage.startWorker();
    await stage.bound(1);
  },
});
