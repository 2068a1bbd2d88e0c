/** What receive-receipts reads and writes: each call of a carrier is one statement, so one transaction. */
import type { CallItems } from "../_core/channels/port.ts";
import { persistently, type Sql } from "../_core/database.ts";

export type Records = {
  /** The adapter and webhook secret of a channel; null when there is none. */
  channel(id: string): Promise<{ adapter: string; secret: string } | null>;
  /** Records the items of a call, each once; answers what was new. */
  record(channel: string, call: CallItems): Promise<Record<string, number>>;
};

/** The records in the database. */
export function recordsOn(sql: Sql): Records {
  return {
    async channel(id) {
      const [row] = await sql<{ adapter: string; secret: string }[]>`
        select c.adapter, s.webhook_secret as secret
        from public.channels c join private.channel_secrets s on s.channel_id = c.id where c.id = ${id}::uuid`;
      return row ?? null;
    },
    record: (channel, call) => persistently(() => recordOnce(sql, channel, call)),
  };
}

async function recordOnce(sql: Sql, channel: string, call: CallItems): Promise<Record<string, number>> {
  if (call.type === "receipts") return recordReceipts(sql, channel, call.items);
  const items = sql.json(call.items);
  if (call.type === "template_states") {
    const [row] = await sql<{ changed: number }[]>`
      select private.record_template_states(${channel}::uuid, ${items}) as changed`;
    return { changed: row?.changed ?? 0 };
  }
  const [row] = await sql<{ done: Record<string, number> }[]>`
    select private.record_replies(${channel}::uuid, ${items}) as done`;
  return row?.done ?? {};
}

type Receipts = Extract<CallItems, { type: "receipts" }>["items"];

/** Columns, not an object a receipt: the database takes a batch of a thousand apart in a third of the time. */
async function recordReceipts(sql: Sql, channel: string, items: Receipts): Promise<Record<string, number>> {
  const column = <T>(of: (item: Receipts[number]) => T): T[] => items.map(of);
  const [row] = await sql<{ done: Record<string, number> }[]>`
    select private.record_receipts(${channel}::uuid, ${column((one) => one.reference)}::text[],
      ${column((one) => one.status)}::text[], ${column((one) => one.code ?? null)}::text[],
      ${column((one) => one.vendor ?? null)}::text[], ${column((one) => one.carrier_id ?? null)}::text[],
      ${column((one) => one.at ?? null)}::timestamptz[]) as done`;
  return row?.done ?? {};
}
