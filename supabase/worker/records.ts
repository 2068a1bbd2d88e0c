/** What the worker writes down of a carrier with long connections: outcomes with the carrier's own ids, receipts, replies. */
import { arrayOf } from "../functions/_core/arrays.ts";
import { type Sql, withRetry } from "../functions/_core/database.ts";
import {
  columnsOf,
  type Ledger,
  ledgerOn,
  NOTHING,
  type Recorded,
} from "../functions/_core/dispatch/ledger.ts";
import type { TestDoor } from "../functions/_core/dispatch/test_message.ts";
import { together } from "../functions/_core/together.ts";
import type { Answer, Confirmation } from "./smpp/delivered.ts";

/** The ledger of one carrier: what it is told of a batch is one transaction, with the ids that receipts will name. */
export function carrierLedger(sql: Sql, carrier: string): Ledger {
  return {
    ...ledgerOn(sql, [carrier]),
    record: (batch, answers, rest) => {
      const { ids, statuses, carrier_ids, codes } = columnsOf(answers);
      return withRetry(async () => {
        const [row] = await sql<{ recorded: Recorded }[]>`
          select private.record_submitted(${carrier}::uuid, ${batch}::bigint, ${ids}::bigint[], ${statuses}::text[],
            ${carrier_ids}::text[], ${codes}::text[], ${rest?.seconds ?? null}::integer, ${rest?.why ?? null}::text) as recorded`;
        return row?.recorded ?? NOTHING;
      });
    },
  };
}

export const carrierTests = (sql: Sql, carrier: string): TestDoor => ({
  carriers: [carrier],
  record: (reference, { state, code }, handed) => {
    const ids = handed.outcome === "answered" ? (handed.results[0]?.carrier_id ?? null) : null;
    return sql`select private.record_submitted_test(${carrier}::uuid, ${reference}, ${state}::text,
      ${code}::text, ${ids}::text)`;
  },
});

async function recordReceipts(sql: Sql, carrier: string, items: readonly Confirmation[]): Promise<void> {
  await sql`
    select private.record_confirmations(${carrier}::uuid, ${arrayOf(items, ({ ids }) => ids.join(" "))}::text[],
      ${arrayOf(items, (one) => one.number)}::text[], ${arrayOf(items, (one) => one.status)}::text[],
      ${arrayOf(items, (one) => one.code)}::text[], ${arrayOf(items, (one) => one.at)}::timestamptz[])`;
}

export type Incoming = {
  receipt(one: Confirmation): Promise<void>;
  reply(one: Answer): Promise<void>;
};

/** Keeps what comes in, many in one transaction. Each is answered after its commit. */
export function incomingOf(sql: Sql, carrier: string): Incoming {
  const receipts = together((items: readonly Confirmation[]) =>
    withRetry(() => recordReceipts(sql, carrier, items)),
  );
  const replies = together(async (items: readonly Answer[]) => {
    const rows = items.map(({ from, ...rest }) => ({ ...rest, phone: from }));
    await withRetry(() => sql`select private.record_carrier_replies(${carrier}::uuid, ${sql.json(rows)})`);
  });
  return { receipt: (one) => receipts([one]), reply: (one) => replies([one]) };
}
