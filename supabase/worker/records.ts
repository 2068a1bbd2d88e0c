/** What the worker writes down of a carrier with long connections: outcomes with the carrier's own ids, receipts, replies. */
import { setTimeout as pause } from "node:timers/promises";
import { arrayOf } from "../functions/_core/arrays.ts";
import { type Sql, sqlStateOf, withRetry } from "../functions/_core/database.ts";
import { type Ledger, ledgerOn } from "../functions/_core/dispatch/ledger.ts";
import { together } from "../functions/_core/together.ts";
import type { Answer, Confirmation } from "./smpp/delivered.ts";

/** The database ends, starts or is not there: what was to be written may have been, and may be written again. */
const AWAY = /^(08|57P0)/;
/** Within the lease of a batch (100 s): answers of a carrier that cannot be asked again are worth waiting for. */
const RECORD_WITHIN_MS = 60_000;

/** Runs `work`, which may run twice, until the database is back. @throws what is not its absence, or lasts too long */
async function untilBack<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + RECORD_WITHIN_MS; ; await pause(500)) {
    try {
      return await withRetry(work);
    } catch (error) {
      const state = sqlStateOf(error);
      if ((state !== null && !AWAY.test(state)) || Date.now() > until) throw error;
    }
  }
}

/** The ledger of one carrier, whose connections the worker holds. */
export const carrierLedger = (sql: Sql, carrier: string): Ledger => ledgerOn(sql, [carrier], untilBack);

/** Records receipts. Returns how many came before their answer was recorded, and wait for it. */
async function recordReceipts(sql: Sql, carrier: string, items: readonly Confirmation[]): Promise<number> {
  const [row] = await sql<{ done: { early: number } }[]>`
    select private.record_confirmations(${carrier}::uuid, ${arrayOf(items, ({ ids }) => ids.join(" "))}::text[],
      ${arrayOf(items, (one) => one.number)}::text[], ${arrayOf(items, (one) => one.status)}::text[],
      ${arrayOf(items, (one) => one.code)}::text[], ${arrayOf(items, (one) => one.at)}::timestamptz[]) as done`;
  return row?.done.early ?? 0;
}

const MOST_RECEIPTS = 5_000;

export type Incoming = {
  receipt(one: Confirmation): Promise<void>;
  reply(one: Answer): Promise<void>;
};

/** Keeps what comes in, many in one transaction. Each is answered after its commit. `early`: a receipt waits for its answer. */
export function incomingOf(sql: Sql, carrier: string, early: () => void): Incoming {
  // One transaction at a time: two would wait for each other at the account of the send, and be half as large.
  const receipts = together(
    (items: readonly Confirmation[]) => withRetry(() => recordReceipts(sql, carrier, items)),
    MOST_RECEIPTS,
    1,
  );
  const replies = together(async (items: readonly Answer[]) => {
    const rows = items.map(({ from, ...rest }) => ({ ...rest, phone: from }));
    await withRetry(() => sql`select private.record_carrier_replies(${carrier}::uuid, ${sql.json(rows)})`);
  });
  const receipt = async (one: Confirmation) => {
    if ((await receipts([one])) > 0) early();
  };
  return { receipt, reply: (one) => replies([one]) };
}
