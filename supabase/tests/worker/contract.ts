/**
 * What every carrier keeps to, whatever it speaks: one file of cases for the port `Carrier`, from a claim to the receipt. An adapter
 * brings a harness; what it cannot do is said there, and its case then asserts what happens in place of it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { account, imported, startedSend, tick } from "../fixtures.ts";
import { fresh, noCaps } from "../sends/sends_fixtures.ts";
import { storyboards } from "./contract_basic.ts";
import { FIXED, type Harness, type Mood } from "./contract_harness.ts";

type Totals = Record<string, number | string>;

/** Runs every case against an adapter. */
export function contract(name: string, harness: Harness): void {
  const { db, can } = harness;
  const numbersOf = (taken: readonly string[], sent: readonly string[]) =>
    taken.filter((number) => sent.includes(number)).sort();

  async function sent(count: number, ...besides: string[]) {
    const numbers = [...fresh(count), ...besides];
    // Before it starts: a worker may be done with it a moment later.
    const before = (await harness.taken()).length;
    const send = await startedSend(db, { file: await imported(db, numbers) });
    return { send, numbers, before };
  }
  const totals = async (send: string): Promise<Totals> => {
    await tick(db);
    return account(db, send);
  };
  const ends = async (send: string, wanted: Totals) => {
    const found = await totals(send);
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted);
  };
  const once = async (before: number, numbers: readonly string[]) => {
    const all = (await harness.taken()).slice(before);
    assert.deepEqual(numbersOf(all, numbers), [...numbers].sort(), "each number once");
  };
  const story = (says: string, tell: () => Promise<void>) =>
    test(`${name}: ${says}`, async () => {
      // The fixed numbers are in many stories.
      await noCaps(db);
      await harness.calm();
      await tell();
    });

  story("what is taken is taken once, and its receipt ends it", async () => {
    const { send, numbers, before } = await sent(25);
    await harness.run(send);
    await ends(send, { delivered: 25, failed: 0, unknown: 0, pending: 0, handed: 0 });
    await once(before, numbers);
  });

  story("what is refused fails with the carrier's code, and holds up nothing", async () => {
    const { send, numbers, before } = await sent(5, FIXED.refused, FIXED.failed, FIXED.expired);
    await harness.run(send);
    await ends(send, { delivered: 5, failed: 2, expired: 1, pending: 0 });
    await once(
      before,
      numbers.filter((number) => number !== FIXED.refused),
    );
    const rows =
      await db.sql`select phone, code from public.deliveries where send_id = ${send} and state = 'failed'`;
    assert.ok(rows.every(({ code }) => typeof code === "string" && code !== ""));
  });

  story("storyboards for persons and for a group are taken once, and paid as their receipts say", () =>
    storyboards(harness, { ends, once }),
  );

  story("a carrier that has enough gets the rest later: nothing is lost, in doubt or twice", async () => {
    await harness.mood({ ratePerS: 8 });
    const { send, numbers, before } = await sent(24);
    await harness.run(send);
    await ends(send, { delivered: 24, failed: 0, unknown: 0, pending: 0 });
    await once(before, numbers);
  });

  story("a carrier that takes and does not answer", async () => {
    const { send, numbers, before } = await sent(5, FIXED.dropped);
    await harness.run(send);
    const found = await totals(send);
    assert.equal(found.pending, 0);
    const all = numbersOf((await harness.taken()).slice(before), numbers);
    assert.equal(new Set(all).size, all.length, "nobody twice");
    if (can.asked || can.repeated) assert.deepEqual([found.delivered, found.unknown], [6, 0]);
    else {
      // It cannot be asked: those that were not answered end as unknown, and are never sent again.
      assert.ok(
        Number(found.unknown) >= 1 && Number(found.unknown) <= harness.most,
        `${found.unknown} unknown`,
      );
      assert.equal(Number(found.unknown) + Number(found.delivered), 6);
    }
  });

  story("a question about a message that was taken, and about one that was not", async () => {
    const { send } = await sent(1);
    await harness.run(send);
    const [row] = await db.sql`select d.id::text, d.phone, b.id::text as batch, b.claimed_at::text as since
      from public.deliveries d join private.batches b on b.send_id = d.send_id where d.send_id = ${send}`;
    const asked = { batch: row?.batch, since: row?.since, kind: "aim", minted: false } as const;
    const nobody = { reference: "999999999999", to: "+8613999999999" };
    const known = await harness.query({
      ...asked,
      messages: [{ reference: row?.id, to: row?.phone }, nobody],
    });
    if (!can.asked) return assert.equal(known, null);
    assert.deepEqual(
      known?.map(({ reference, status }) => [reference, status]),
      [
        [row?.id, "delivered"],
        ["999999999999", "unknown"],
      ],
    );
  });

  for (const [says, mood] of Object.entries<Mood>({
    "receipts that come before the answer": { early: true },
    "receipts that come three times": { repeats: 2 },
    "receipts that come in any order": { shuffled: true, receiptMs: [0, 400] },
    "all of that at once": { early: true, repeats: 1, shuffled: true },
  }))
    story(`${says} end each message once`, async () => {
      await harness.mood(mood);
      const { send, numbers, before } = await sent(12, FIXED.failed);
      await harness.run(send);
      await ends(send, { delivered: 12, failed: 1, unknown: 0, pending: 0, handed: 0 });
      await once(before, numbers);
      const { data } = await db.as("bob").rpc("audit_quota");
      assert.equal(data.ok, true, JSON.stringify(data));
    });

  story(
    "a receipt that does not come times its message out, and corrects that when it comes late",
    async () => {
      await harness.mood({ receiptMs: [4_000, 4_000] });
      const { send } = await sent(4);
      await harness.run(send, async () => (await account(db, send)).handed === 4);
      await db.sql`update private.batches set done_at = done_at - interval '80 hours', claimed_at = claimed_at - interval '80 hours' where send_id = ${send}`;
      await ends(send, { timed_out: 4, handed: 0 });
      await harness.run(send, async () => (await account(db, send)).delivered === 4);
      await ends(send, { timed_out: 0, delivered: 4 });
    },
  );

  story("ids are found however a receipt writes them", async () => {
    for (const notation of harness.notations) {
      await harness.notation(notation);
      const { send } = await sent(3, FIXED.failed);
      await harness.run(send);
      await ends(send, { delivered: 3, failed: 1, handed: 0 });
    }
    // Where receipts carry our own reference, nothing has to be found.
    if (harness.notations.length === 0) {
      const rows = await db.sql`select from private.carrier_ids where channel_id = ${harness.channel}`;
      assert.equal(rows.length, 0);
    }
  });

  story("after an hour in which nothing ran, receipts still find their messages", async () => {
    await harness.mood({ receiptMs: [1_500, 1_500] });
    const { send } = await sent(6);
    await harness.run(send, async () => (await account(db, send)).handed === 6);
    await harness.hour();
    await harness.run(send);
    await ends(send, { delivered: 6, handed: 0, unknown: 0 });
  });

  story(
    "a key that was changed in the middle: nothing is taken, it is said why, and with the right one all goes on",
    async () => {
      const first = await sent(4);
      await harness.run(first.send);
      await harness.key(false);
      const second = await sent(12);
      const reason = async () =>
        (await db.sql`select last_error from public.channels where id = ${harness.channel}`)[0]?.last_error;
      await harness.run(second.send, async () => (await reason()) !== null);
      assert.match(await reason(), /401|ESME_RINV(SYSID|PASWD)/);
      assert.deepEqual(numbersOf((await harness.taken()).slice(second.before), second.numbers), []);
      await harness.key(true);
      await harness.run(second.send);
      await ends(second.send, { delivered: 12, failed: 0, unknown: 0 });
      await once(second.before, second.numbers);
    },
  );
}
