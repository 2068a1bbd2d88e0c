/** What every carrier keeps to with storyboards, the messages of the basic edition (BSN-1): part of the contract. */
import assert from "node:assert/strict";
import { done, openAllDay, refusal } from "../fixtures.ts";
import { basicFile, basicInput, basicStarted } from "../sends/basic_fixtures.ts";
import { fresh } from "../sends/sends_fixtures.ts";
import { FIXED, type Harness } from "./contract_harness.ts";

/** What the cases of the contract have in common. */
export interface Cases {
  ends(send: string, wanted: Readonly<Record<string, number>>): Promise<void>;
  once(before: number, numbers: readonly string[]): Promise<void>;
}

/** Sends a storyboard to persons and to a group; where the carrier takes none, the send is refused before anything of it is made. */
export async function storyboards({ db, can, ...harness }: Harness, { ends, once }: Cases): Promise<void> {
  // They are marketing, whatever the hour.
  await openAllDay(db);
  const template = await harness.storyboard(["name"]);
  for (const [send_type, fifth_row] of [["personal"], ["group", { name: "会员" }]] as const) {
    // Of one that is refused a carrier may say nothing: KooMessage leaves it out of the task.
    const numbers = [...fresh(6), FIXED.failed];
    const file = await basicFile(db, { numbers, columns: ["name"], fifth_row: fifth_row ?? null });
    const wishes = { template, file, send_type };
    if (!can.storyboards) {
      const input = await basicInput(db, wishes);
      assert.equal(await refusal(db.as("bob").rpc("create_send", { input })), "channel_cannot_carry");
      continue;
    }
    const before = (await harness.taken()).length;
    const send = await basicStarted(db, wishes);
    await harness.run(send);
    await ends(send, { delivered: 6, failed: 1, unknown: 0, pending: 0, handed: 0 });
    await once(before, numbers);
    const [units] =
      await db.sql`select sum(r.settled)::int as paid, sum(r.reserved - r.settled - r.released)::int as open
      from private.reservations r where r.holder_id = ${send}`;
    assert.deepEqual({ ...units }, { paid: 6, open: 0 });
  }
  const { ok, findings } = await done(db.as("bob").rpc("audit_quota"));
  assert.deepEqual([ok, findings], [true, []]);
}
