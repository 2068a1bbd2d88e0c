import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  booksAgree,
  bought,
  claim,
  done,
  openAllDay,
  recordHandoff,
  recordReplies,
  references,
  report,
  tick,
} from "../fixtures.ts";
import { basicApproved, basicFile } from "../sends/basic_fixtures.ts";
import { clearQueue, noCaps } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-2: whatever happens to a send of the basic edition, in whatever order, what is paid and held is what its messages say, network by network. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
const NETWORKS = ["mobile", "unicom", "telecom", "broadnet", undefined];
const ENDS = ["delivered", "failed", "expired"] as const;
const OVER = new Set(["done", "cancelled"]);
let used = 0;

/** The same numbers between 0 and 1 for the same seed. */
function dice(seed: number): () => number {
  let now = seed * 7919;
  return () => {
    now = (now * 1_103_515_245 + 12_345) % 2_147_483_648;
    return now / 2_147_483_648;
  };
}

/** What the messages say, and what the reservation does: the paid and those under way, by network. What nobody hears of holds nothing once the send is over. */
async function sides(send: string): Promise<[string[], string[]]> {
  const said = (rows: readonly Record<string, unknown>[]) => rows.map((row) => Object.values(row).join(" "));
  const messages =
    await db.sql`select coalesce(told_network, network)::text, case when private.is_paid(state) then 'paid' else 'held' end, count(*)::int
      from public.deliveries where send_id = ${send} and private.is_paid(state) is not false
        and (state <> 'unknown' or exists (select from private.holds h where h.holder_id = ${send})) group by 1, 2 order by 1, 2`;
  const units = await db.sql`select network::text, k.what, sum(k.n)::int from private.reservations
      cross join lateral (values ('paid', settled), ('held', reserved - settled - released)) as k (what, n)
      where holder_id = ${send} group by 1, 2 having sum(k.n) > 0 order by 1, 2`;
  return [said(messages), said(units)];
}

for (const seed of [1, 2, 6, 8])
  test(`a send in which anything happens, ${seed}`, async () => {
    const roll = dice(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
    await clearQueue(db);
    await tick(db);
    await db.sql`update public.packages set expires_at = now() where kind = 'basic'`;
    await tick(db);
    for (const spec of ["mobile", "unicom", "telecom"]) await bought(db, 2, { kind: "basic", spec });
    await bought(db, 2, { kind: "basic" });
    await db.sql`update public.channels set batch_size = ${1 + Math.floor(roll() * 4)}`;
    const numbers = Array.from({ length: 10 }, () => {
      used += 1;
      return `+86${pick(["139", "130", "133", "192"])}${String(50_000_000 + used)}`;
    });
    const refuses = (place: number) =>
      recordReplies(db, [
        { id: `${seed}.${place}`, from: numbers[place], signature: "云杉影像", text: "退订" },
      ]);
    await refuses(0);
    const send = await basicApproved(db, { file: await basicFile(db, { numbers }) });
    await refuses(1);
    const claimed: string[] = [];
    const acts: (() => Promise<unknown>)[] = [
      async () => {
        const batch = await claim(db);
        if (!batch) return;
        claimed.push(...references(batch));
        await recordHandoff(db, batch.batch, references(batch), pick(["accepted", "rejected", "unknown"]));
      },
      async () => {
        const ids = claimed.filter(() => roll() < 0.5);
        const network = pick(NETWORKS);
        if (ids.length > 0) await report(db, ids, pick(ENDS), network ? { network } : {});
      },
      async () =>
        db.sql`update private.batches set done_at = done_at - interval '80 hours' where send_id = ${send} and id % 2 = 0`,
      async () => refuses(2 + Math.floor(roll() * 8)),
      async () => {
        if (roll() < 0.2 && !OVER.has((await account(db, send)).state))
          await done(db.as("bob").rpc("cancel_send", { send }));
      },
    ];
    for (let step = 0; step < 20; step += 1) {
      await pick([...acts, acts[0] as (typeof acts)[0], acts[1] as (typeof acts)[0]])();
      if (roll() < 0.5) await tick(db);
      await booksAgree(db, "moved");
    }
    // What was never laid out is nobody's by now.
    for (let turn = 0; turn < 3; turn += 1) await tick(db);
    await booksAgree(db, "moved");
    const [messages, units] = await sides(send);
    assert.deepEqual(units, messages);
  });
