/** What dispatch writes down: three statements, each of its own transaction. */
import { arrayOf } from "../arrays.ts";
import { type Sql, withRetry } from "../database.ts";
import type { Claimed } from "./batch.ts";

/** What is known about a message: `unknown` ends it as such, for a carrier that can never be asked. */
export type Outcome = {
  reference: string;
  status: "accepted" | "rejected" | "unknown";
  carrier_id: string | null;
  code: string | null;
};

/** How many were taken, refused, and are still open. */
export type Recorded = { accepted: number; rejected: number; open: number };

export type Ledger = {
  /** Leases the next batch; null when there is none. */
  claim(): Promise<Claimed | null>;
  /** After a claim that gave none: the milliseconds until a channel's rate lets the next one go; null: none waits for that. */
  wait(): Promise<number | null>;
  record(batch: number, outcomes: readonly Outcome[]): Promise<Recorded>;
  /** `nothingTaken`: for sure, so the channel rests and nothing is in doubt. */
  giveBack(batch: number, seconds: number, nothingTaken: boolean, why: string): Promise<void>;
};

/** Ids and numbers come as one text each, which is taken apart in a tenth of the time that an array takes. */
type ClaimedRow = {
  batch: Omit<Claimed, "ids" | "phones" | "params">;
  ids: string;
  phones: string;
  params: Claimed["params"];
};

const apart = (joined: string) => (joined === "" ? [] : joined.split(","));

/** The status of each, or the one that all have: nearly always. */
function statusesOf(outcomes: readonly Outcome[]): string {
  const [first, ...others] = outcomes;
  if (first && others.every(({ status }) => status === first.status)) return `{${first.status}}`;
  return arrayOf(outcomes, ({ status }) => status);
}

/** A carrier answers in any order; the database is told in that of the batch, which it recognises at a glance. */
function inOrder(outcomes: readonly Outcome[]): readonly Outcome[] {
  const number = ({ reference }: Outcome) => Number(reference);
  const sorted = outcomes.every((one, n) => n === 0 || number(outcomes[n - 1] ?? one) < number(one));
  return sorted ? outcomes : [...outcomes].sort((one, other) => number(one) - number(other));
}

/** The ledger in the database. */
export function ledgerOn(sql: Sql): Ledger {
  return {
    claim: () =>
      withRetry(async () => {
        const [row] = await sql<
          ClaimedRow[]
        >`select batch, array_to_string(ids, ',') as ids, array_to_string(phones, ',') as phones, params from private.claim_batch()`;
        return row
          ? { ...row.batch, ids: apart(row.ids), phones: apart(row.phones), params: row.params }
          : null;
      }),
    wait: () =>
      withRetry(async () => {
        const [row] = await sql<{ ms: number | null }[]>`select private.claim_wait() as ms`;
        return row?.ms ?? null;
      }),
    record: (batch, answers) => {
      const outcomes = inOrder(answers);
      return withRetry(async () => {
        const [row] = await sql<{ recorded: Recorded }[]>`
          select private.record_handoff(${batch}::bigint, ${arrayOf(outcomes, (one) => one.reference)}::bigint[],
            ${statusesOf(outcomes)}::text[], ${arrayOf(outcomes, (one) => one.carrier_id)}::text[],
            ${arrayOf(outcomes, (one) => one.code)}::text[]) as recorded`;
        return row?.recorded ?? { accepted: 0, rejected: 0, open: 0 };
      });
    },
    giveBack: (batch, seconds, nothingTaken, why) =>
      withRetry(async () => {
        await sql`select private.give_back(${batch}::bigint, ${seconds}::integer, ${nothingTaken}::boolean, ${why}::text)`;
      }),
  };
}
