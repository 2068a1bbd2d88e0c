/** What is read and written of a carrier that signs nothing: many calls in one transaction, each answered after its commit. */
import { arrayOf } from "../_core/arrays.ts";
import type { Opened, Receipt, Told } from "../_core/channels/koomessage/receipts.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { together } from "../_core/together.ts";
import { TtlCache } from "../_core/ttl_cache.ts";

/** From where calls may come, and where the caller's address is found. */
export type Door = { sources: string | null; address_header: string; trusted_hops: number };

export type UnsignedRecords = {
  /** Null: the secret of the address is wrong, or nobody's. */
  door(carrier: string, secret: string): Promise<Door | null>;
  /** Answers with what was new, of receipts in the whole transaction. */
  record(carrier: string, told: Told): Promise<Record<string, number>>;
};

/** A call for each message comes hundreds of times a second; a secret is good or not for so long. */
const DOOR_MS = 5_000;
const MOST_DOORS = 100;
const MOST_ITEMS = 5_000;

type Done = Record<string, number>;

async function recordReceipts(sql: Sql, carrier: string, items: readonly Receipt[]): Promise<Done> {
  const [row] = await sql<{ done: Done }[]>`
    select private.record_confirmations(${carrier}::uuid, ${arrayOf(items, ({ ids }) => ids.join(" "))}::text[],
      ${arrayOf(items, () => "")}::text[], ${arrayOf(items, (one) => one.status)}::text[],
      ${arrayOf(items, (one) => one.code)}::text[], ${arrayOf(items, (one) => one.at)}::timestamptz[]) as done`;
  return row?.done ?? {};
}

async function recordOpened(sql: Sql, carrier: string, items: readonly Opened[]): Promise<Done> {
  const [row] = await sql<{ done: Done }[]>`
    select private.record_opened(${carrier}::uuid, ${arrayOf(items, ({ id }) => id)}::text[],
      ${arrayOf(items, ({ flag }) => flag)}::text[], ${arrayOf(items, ({ url }) => url)}::text[]) as done`;
  return row?.done ?? {};
}

type Gatherers = {
  receipts(items: readonly Receipt[]): Promise<Done>;
  opened(items: readonly Opened[]): Promise<Done>;
};

export function unsignedRecordsOn(sql: Sql): UnsignedRecords {
  const doors = new TtlCache<Door | null>(MOST_DOORS, DOOR_MS, async (key) => {
    const [carrier = "", secret = ""] = key.split("/");
    const [row] = await sql<Door[]>`select * from private.receipt_carrier(${carrier}::uuid, ${secret})`;
    return row ?? null;
  });
  const known = new Map<string, Gatherers>();
  const gatherersOf = (carrier: string): Gatherers => {
    const found = known.get(carrier);
    if (found) return found;
    // One transaction at a time: two would wait for each other at the account of the send, and be half as large.
    const made = {
      receipts: together(
        (items: readonly Receipt[]) => withRetry(() => recordReceipts(sql, carrier, items)),
        MOST_ITEMS,
        1,
      ),
      opened: together(
        (items: readonly Opened[]) => withRetry(() => recordOpened(sql, carrier, items)),
        MOST_ITEMS,
        1,
      ),
    };
    known.set(carrier, made);
    return made;
  };
  return {
    door: (carrier, secret) => doors.get(`${carrier}/${secret}`),
    async record(carrier, { receipts, opened, replies, states }) {
      const done: Done = {};
      if (receipts.length > 0) Object.assign(done, await gatherersOf(carrier).receipts(receipts));
      if (opened.length > 0) Object.assign(done, await gatherersOf(carrier).opened(opened));
      if (replies.length > 0) {
        const [row] = await withRetry(
          () =>
            sql<
              { kept: number }[]
            >`select private.record_task_replies(${carrier}::uuid, ${sql.json(replies)}) as kept`,
        );
        done.replies = row?.kept ?? 0;
      }
      if (states.length > 0) {
        const [row] = await withRetry(
          () =>
            sql<
              { changed: number }[]
            >`select private.record_carrier_template_states(${carrier}::uuid, ${sql.json(states)}) as changed`,
        );
        done.changed = row?.changed ?? 0;
      }
      return done;
    },
  };
}
