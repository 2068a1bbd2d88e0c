/** What receive-receipts reads and writes: each call of a carrier is done in one transaction, alone or with others. */
import { arrayOf } from "../_core/arrays.ts";
import type { Receipt, Report } from "../_core/channels/carrier.ts";
import type { Decisions } from "../_core/channels/resolver.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { together } from "../_core/together.ts";
import { inOrder } from "./order.ts";

/** The items of a call that can be taken. */
export type CallItems = Report | Decisions;

export type Records = {
  /** The adapter and webhook secret of a channel; null when there is none. */
  channel(id: string): Promise<{ adapter: string; secret: string } | null>;
  /**
   * Records the items of a call, each once, and answers after the commit with what was new: to receipts, what was
   * new in the whole transaction.
   */
  record(channel: string, call: CallItems): Promise<Record<string, number>>;
};

type Done = Record<string, number>;
type Receipts = readonly Receipt[];

/** The records in the database. */
export function recordsOn(sql: Sql): Records {
  const gatherers = new Map<string, (items: Receipts) => Promise<Done>>();
  const gathererOf = (channel: string) => {
    const known = gatherers.get(channel);
    if (known) return known;
    const made = together((items: Receipts) => withRetry(() => recordReceipts(sql, channel, items)));
    gatherers.set(channel, made);
    return made;
  };
  return {
    async channel(id) {
      const [row] = await sql<{ adapter: string; secret: string }[]>`
        select * from private.receipt_channel(${id}::uuid)`;
      return row ?? null;
    },
    record: async (channel, call) =>
      call.type === "receipts"
        ? gathererOf(channel)(await withoutTests(sql, channel, call.items))
        : withRetry(() => recordOthers(sql, channel, call)),
  };
}

/** How the reference of a test message of a carrier begins; of all others it is a number. */
const TEST = "test-";

/** Records the receipts of test messages of the carrier (CHL-1). Returns all other receipts. */
async function withoutTests(sql: Sql, channel: string, items: Receipts): Promise<Receipts> {
  if (!items.some(({ reference }) => reference.startsWith(TEST))) return items;
  for (const { reference, status, code } of items) {
    if (!reference.startsWith(TEST)) continue;
    await withRetry(
      () =>
        sql`select private.record_carrier_test(${reference}, ${status}::text, ${code}::text, ${channel}::uuid)`,
    );
  }
  return items.filter(({ reference }) => !reference.startsWith(TEST));
}

async function recordOthers(
  sql: Sql,
  channel: string,
  call: Exclude<CallItems, { type: "receipts" }>,
): Promise<Done> {
  const items = sql.json(call.items);
  if (call.type === "template_states") {
    const [row] = await sql<{ changed: number }[]>`
      select private.record_template_states(${channel}::uuid, ${items}) as changed`;
    return { changed: row?.changed ?? 0 };
  }
  const [row] = await sql<{ done: Done }[]>`
    select private.record_replies(${channel}::uuid, ${items}) as done`;
  return row?.done ?? {};
}

/** Columns, not an object a receipt: the database takes a batch of a thousand apart in a third of the time. */
async function recordReceipts(sql: Sql, channel: string, receipts: Receipts): Promise<Done> {
  const columns = inOrder(receipts);
  if (!columns) return recordAsTheyCame(sql, channel, receipts);
  const { ids, places, sayings, carrier_ids, ats } = columns;
  const [row] = await sql<{ done: Done }[]>`
    select private.record_sorted_receipts(${channel}::uuid, ${`{${ids.join(",")}}`}::bigint[],
      ${sayings.length > 1 ? `{${places.join(",")}}` : "{}"}::smallint[],
      ${arrayOf(sayings, (one) => one.status)}::text[], ${arrayOf(sayings, (one) => one.code)}::text[],
      ${arrayOf(sayings, (one) => one.vendor)}::text[], ${arrayOf(carrier_ids, (one) => one)}::text[],
      ${arrayOf(ats, (one) => (one === null ? null : String(one)))}::bigint[],
      ${arrayOf(sayings, (one) => one.network ?? null)}::text[]) as done`;
  return row?.done ?? {};
}

async function recordAsTheyCame(sql: Sql, channel: string, items: Receipts): Promise<Done> {
  const [row] = await sql<{ done: Done }[]>`
    select private.record_receipts(${channel}::uuid, ${arrayOf(items, (one) => one.reference)}::text[],
      ${arrayOf(items, (one) => one.status)}::text[], ${arrayOf(items, (one) => one.code)}::text[],
      ${arrayOf(items, (one) => one.vendor)}::text[], ${arrayOf(items, (one) => one.carrier_id)}::text[],
      ${arrayOf(items, (one) => one.at)}::timestamptz[], ${arrayOf(items, (one) => one.network ?? null)}::text[]) as done`;
  return row?.done ?? {};
}
