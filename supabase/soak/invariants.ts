/** Checks the invariants while processes are being killed: quota books, accounts of sends, the carrier's own store. */
import type { Sql } from "postgres";
import type { Cluster } from "./cluster.ts";
import { type Findings, PROMISE } from "./findings.ts";
import type { People } from "./people.ts";

/** A line of the carrier's ledger. */
export type Sent = { cursor: number; reference: string; to: string; repeat: boolean };

/** Where the block of delivery ids of each send begins and ends. */
type Block = { send_id: string; first: bigint; last: bigint };

/**
 * One statement, so one moment: sends whose account is not the sum of its places, is not that of their rows, or is
 * not that of their days. Rows of a large send are seen when it is expanded; those of a cancelled one follow its
 * account in slices.
 */
export async function wrongAccounts(sql: Sql): Promise<object[]> {
  return sql`
    with rows as (
      select d.send_id, count(*)::integer as n, count(distinct d.ordinal)::integer as ordinals,
        count(*) filter (where d.state = 'pending')::integer as pending, count(*) filter (where d.state = 'handed')::integer as handed,
        count(*) filter (where d.state = 'delivered')::integer as delivered, count(*) filter (where d.state = 'failed')::integer as failed,
        count(*) filter (where d.state = 'expired')::integer as expired, count(*) filter (where d.state = 'timed_out')::integer as timed_out,
        count(*) filter (where d.state = 'unknown')::integer as unknown, count(*) filter (where d.state = 'opted_out')::integer as opted_out,
        count(*) filter (where d.state = 'capped')::integer as capped, count(*) filter (where d.state = 'cancelled')::integer as cancelled
      from public.deliveries d group by d.send_id
    ), days as (
      select y.send_id, sum(y.delivered)::integer as delivered, sum(y.failed)::integer as failed, sum(y.expired)::integer as expired,
        sum(y.timed_out)::integer as timed_out, sum(y.unknown)::integer as unknown from public.send_days y group by y.send_id
    )
    select s.state as send_state, p.total, p.expanded, p.swept, to_jsonb(t) as account, to_jsonb(r) as rows, to_jsonb(y) as days
    from public.send_totals t join public.sends s on s.id = t.send_id join private.send_progress p on p.send_id = t.send_id
    left join rows r on r.send_id = t.send_id left join days y on y.send_id = t.send_id
    where t.intended <> t.invalid + t.duplicates + t.pending + t.handed + t.delivered + t.failed + t.expired + t.timed_out + t.unknown
        + t.opted_out + t.capped + t.cancelled
      or r.n > p.total or r.n <> r.ordinals
      or (r.n = p.total and p.swept and (r.pending, r.handed, r.delivered, r.failed, r.expired, r.timed_out, r.unknown, r.opted_out, r.capped, r.cancelled)
        is distinct from (t.pending, t.handed, t.delivered, t.failed, t.expired, t.timed_out, t.unknown, t.opted_out, t.capped, t.cancelled))
      or (r.n = p.total and not p.swept and r.pending + r.cancelled <> t.pending + t.cancelled)
      or (coalesce(y.delivered, 0), coalesce(y.failed, 0), coalesce(y.expired, 0), coalesce(y.timed_out, 0), coalesce(y.unknown, 0))
        is distinct from (t.delivered, t.failed, t.expired, t.timed_out, t.unknown)`;
}

/** The blocks of all sends, in the order of their ids. */
export async function blocksOf(sql: Sql): Promise<Block[]> {
  return sql<Block[]>`
    select p.send_id, (p.id_base + 1)::bigint as first, (p.id_base + p.total)::bigint as last
    from private.send_progress p order by p.id_base`;
}

/** The send that a reference belongs to. */
export function sendOf(blocks: Block[], reference: string): string | null {
  const id = BigInt(reference);
  return blocks.find(({ first, last }) => id >= first && id <= last)?.send_id ?? null;
}

/**
 * A soak makes hand-offs older, so that links end; the days that they were counted on stay in the reports. That the days of a send add up to its
 * account is looked at by `wrongAccounts`.
 */
const OF_DAYS = /^(send|template)_report$/;

export class Invariants {
  readonly #cluster: Cluster;
  readonly #people: People;
  readonly #findings: Findings;
  /** What the carrier sent on, by reference. */
  readonly sent = new Map<string, Sent>();
  readonly #lastFinal = new Map<string, number>();
  #cursor = 0;
  /** How many checks reached the database, or the carrier. */
  taken = { books: 0, accounts: 0, ledger: 0 };

  constructor(cluster: Cluster, people: People, findings: Findings) {
    this.#cluster = cluster;
    this.#people = people;
    this.#findings = findings;
  }

  /** Checks everything once. What cannot be reached right now is checked the next time. */
  async take(): Promise<void> {
    await Promise.all([this.#books(), this.#accounts(), this.#ledger()]);
  }

  async #books(): Promise<void> {
    const { data, refused } = await this.#people.act("dan", "audit_quota");
    const wrong: { what: string }[] = (data?.findings ?? []).filter(
      ({ what }: { what: string }) => !OF_DAYS.test(what),
    );
    if (refused !== null || wrong.length > 0) this.#findings.add(PROMISE.quota, refused ?? wrong);
    this.taken.books += 1;
  }

  async #accounts(): Promise<void> {
    const { sql } = this.#cluster;
    const found = await wrongAccounts(sql).catch(() => null);
    if (found === null) return;
    for (const account of found) this.#findings.add(PROMISE.account, account);
    // "Delivered" and the states without a hand-off are final.
    const rows = await sql<{ send_id: string; kept: number }[]>`
      select t.send_id, t.delivered + t.opted_out + t.capped + t.cancelled as kept from public.send_totals t`.catch(
      () => [],
    );
    for (const { send_id, kept } of rows) {
      const before = this.#lastFinal.get(send_id) ?? 0;
      if (kept < before) this.#findings.add(PROMISE.kept, { send_id, before, now: kept });
      this.#lastFinal.set(send_id, kept);
    }
    this.taken.accounts += 1;
  }

  async #ledger(): Promise<void> {
    const text = await fetch(`${this.#cluster.carrierUrl}/ledger?since=${this.#cursor}`)
      .then((answer) => answer.text())
      .catch(() => null);
    if (text === null) return;
    for (const line of text.split("\n").filter((line) => line !== "")) {
      const sent = JSON.parse(line) as Sent;
      const before = this.sent.get(sent.reference);
      if (before || sent.repeat) this.#findings.add(PROMISE.once, { before, again: sent });
      this.sent.set(sent.reference, sent);
      this.#cursor = sent.cursor;
    }
    this.taken.ledger += 1;
  }
}
