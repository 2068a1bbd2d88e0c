/** What whoever hands over writes down: three statements, each of its own transaction. */
import { arrayOf } from "../arrays.ts";
import type { HandoffResult, Rest } from "../channels/carrier.ts";
import { type Sql, withRetry } from "../database.ts";
import type { Claimed } from "./batch.ts";

/** What is known about a message: `unknown` ends it as such, for a carrier that can never be asked. */
export type Outcome = HandoffResult;

/** How many were taken, refused, and are still open. */
export type Recorded = { accepted: number; rejected: number; open: number };

export const NOTHING: Recorded = { accepted: 0, rejected: 0, open: 0 };

export type Ledger = {
  /** Leases the next batch; null when there is none. */
  claim(): Promise<Claimed | null>;
  /** After a claim that gave none: the milliseconds until a channel's rate lets the next one go; null: none waits for that. */
  wait(): Promise<number | null>;
  /** `rest`: what has no outcome was not taken, for sure, and is given back with it. */
  record(claimed: Claimed, outcomes: readonly Outcome[], rest?: Rest): Promise<Recorded>;
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

/** Outcomes as columns, in the order in which the database wants them. */
export function columnsOf(answers: readonly Outcome[]) {
  const outcomes = inOrder(answers);
  return {
    ids: arrayOf(outcomes, (one) => one.reference),
    statuses: statusesOf(outcomes),
    carrier_ids: arrayOf(outcomes, (one) => one.carrier_id),
    codes: arrayOf(outcomes, (one) => one.code),
  };
}

/**
 * The ledger in the database; of these carriers alone, whose connections the caller holds, or of all that are called. `safely` runs what
 * may be recorded twice.
 */
export function ledgerOn(
  sql: Sql,
  carriers: readonly string[] | null = null,
  safely: typeof withRetry = withRetry,
): Ledger {
  const whose = carriers && `{${carriers.join(",")}}`;
  const giveBack: Ledger["giveBack"] = (batch, seconds, nothingTaken, why) =>
    withRetry(async () => {
      await sql`select private.give_back(${batch}::bigint, ${seconds}::integer, ${nothingTaken}::boolean, ${why}::text)`;
    });
  return {
    giveBack,
    claim: () =>
      withRetry(async () => {
        const [row] = await sql<
          ClaimedRow[]
        >`select batch, array_to_string(ids, ',') as ids, array_to_string(phones, ',') as phones, params from private.claim_batch(${whose}::uuid[])`;
        return row
          ? { ...row.batch, ids: apart(row.ids), phones: apart(row.phones), params: row.params }
          : null;
      }),
    wait: () =>
      withRetry(async () => {
        const [row] = await sql<{ ms: number | null }[]>`select private.claim_wait(${whose}::uuid[]) as ms`;
        return row?.ms ?? null;
      }),
    record: async ({ batch, channel: { carrier } }, answers, rest) => {
      const { ids, statuses, carrier_ids, codes } = columnsOf(answers);
      if (carrier !== null)
        // What was given back may be in other hands by now, so that is not written twice.
        return (rest ? withRetry : safely)(async () => {
          const [row] = await sql<{ recorded: Recorded }[]>`
            select private.record_submitted(${carrier}::uuid, ${batch}::bigint, ${ids}::bigint[], ${statuses}::text[],
              ${carrier_ids}::text[], ${codes}::text[], ${rest?.seconds ?? null}::integer, ${rest?.why ?? null}::text) as recorded`;
          return row?.recorded ?? NOTHING;
        });
      const recorded = await safely(async () => {
        const [row] = await sql<{ recorded: Recorded }[]>`
          select private.record_handoff(${batch}::bigint, ${ids}::bigint[], ${statuses}::text[],
            ${carrier_ids}::text[], ${codes}::text[]) as recorded`;
        return row?.recorded ?? NOTHING;
      });
      if (rest && recorded.open > 0) await giveBack(batch, rest.seconds, true, rest.why);
      return recorded;
    },
  };
}
