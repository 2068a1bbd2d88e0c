/** The books of resolutions at the end (PKG-2): what was paid is what was resolved, and nothing stays reserved when the links are over. */
import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import { type Findings, PROMISE } from "./findings.ts";
import type { Phones } from "./phones.ts";

/** Nine days pass for all links: the longest is good for seven. The clock has to close every reservation. @throws when it does not */
export async function endLinks(
  cluster: Cluster,
  stop: AbortSignal,
  tell: (left: string) => void,
): Promise<void> {
  const { sql } = cluster;
  await sql`update public.deliveries set handed_at = handed_at - interval '9 days' where handed_at is not null`;
  await sql`update private.batches set done_at = done_at - interval '9 days', closed_at = closed_at - interval '9 days'
    where done_at is not null or closed_at is not null`;
  await sql`update private.holds set look_at = clock_timestamp()`;
  for (;;) {
    const [left] = await sql<{ holds: number; charges: number }[]>`
      select (select count(*) from private.holds)::integer as holds, ((select count(*) from private.link_charges)
        + (select count(*) from private.delivery_charges))::integer as charges`;
    if (left && left.holds + left.charges === 0) return;
    tell(`the links end: ${JSON.stringify(left)}`);
    if (stop.aborted) throw new Error(`reservations are still open: ${JSON.stringify(await heldBy(sql))}`);
    await pause(200);
  }
}

/** What each reservation that is still open waits for. */
function heldBy(sql: Cluster["sql"]): Promise<object[]> {
  return sql`
    select h.*, private.links_end(h) as over, (select r.done_below from private.link_roll_up r) as rolled_up, s.state,
      (select jsonb_agg(jsonb_build_object('done', b.done_at, 'closed', b.closed_at)) from private.batches b where b.send_id = h.holder_id) as batches
    from private.holds h left join public.sends s on s.id = h.holder_id`;
}

/** Each send, from the deliveries to the ledger. */
export async function checkBooks({ sql }: Cluster, phones: Phones, findings: Findings): Promise<void> {
  const sends = await sql`
    select s.id as send_id, s.kinds[1]::text as kind, s.state, t.resolved::integer as resolved, t.intended, t.delivered + t.timed_out as came,
      (select coalesce(sum(d.resolved), 0) from public.deliveries d where d.send_id = s.id)::integer as rows,
      (select coalesce(sum(x.resolutions), 0) from public.link_days x where x.send_id = s.id)::integer as days,
      (select coalesce(sum(r.settled), 0) from private.reservations r where r.holder_id = s.id)::integer as settled,
      (select coalesce(sum(r.reserved - r.settled - r.released), 0) from private.reservations r where r.holder_id = s.id)::integer as open,
      (select coalesce(sum(l.amount) filter (where l.account = 'used'), 0) from public.quota_ledger l where l.send_id = s.id)::integer as used,
      (select coalesce(sum(l.amount) filter (where l.account = 'reserved'), 0) from public.quota_ledger l where l.send_id = s.id)::integer as reserved
    from public.sends s join public.send_totals t on t.send_id = s.id`;
  for (const send of sends) {
    const { kind, came, resolved, rows, days, settled, open, used, reserved } = send;
    // A card is paid once it is shown, a message of the basic edition once it came or timed out, a text takes no unit.
    const paid = kind === "basic" ? came : kind === "aim" ? resolved : 0;
    if (new Set([paid, settled, used]).size !== 1 || new Set([resolved, rows, days]).size !== 1)
      findings.add(PROMISE.paid, send);
    if (open !== 0 || reserved !== 0) findings.add(PROMISE.paid, send);
  }
  const seen = [...phones.seen];
  const uncounted = await sql<{ id: bigint }[]>`
    select d.id from public.deliveries d where d.id = any (${`{${seen}}`}::bigint[]) and d.resolved <> 1`;
  for (const { id } of uncounted)
    findings.add(PROMISE.shown, { reference: String(id), why: "shown, and not counted" });
}
