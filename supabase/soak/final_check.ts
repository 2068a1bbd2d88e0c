/** The final check: when everything has ended, each number is followed from its file to the carrier's store. */
import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import { type Findings, PROMISE } from "./findings.ts";
import { blocksOf, type Invariants, sendOf } from "./invariants.ts";
import { askCarrier } from "./noise.ts";

/** Places of numbers in the end. */
export type Sum = Record<string, number>;

type Row = { id: bigint; send_id: string; phone: string; state: string };

/** States that say: it was never handed over. */
const KEPT_BACK = new Set(["opted_out", "capped", "cancelled"]);

async function fates(cluster: Cluster, references: string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let from = 0; from < references.length; from += 1000) {
    for (const { reference, status } of await askCarrier(cluster, references.slice(from, from + 1000))) {
      known.set(reference, status);
    }
  }
  return known;
}

/** Follows every delivery; answers how many are where. */
export async function finalCheck(cluster: Cluster, invariants: Invariants, findings: Findings): Promise<Sum> {
  const { sql } = cluster;
  const rows = await sql<Row[]>`select id, send_id, phone, state::text from public.deliveries order by id`;
  const said = await fates(
    cluster,
    rows.map(({ id }) => String(id)),
  );
  const sum: Sum = {};
  const count = (name: string) => {
    sum[name] = (sum[name] ?? 0) + 1;
  };
  for (const { id, send_id, phone, state } of rows) {
    const reference = String(id);
    const fate = said.get(reference) ?? "unknown";
    const sent = invariants.sent.get(reference);
    const evidence = { reference, send_id, state, carrier: fate, in_its_store: sent !== undefined };
    count(state);
    if (sent) count("in the carrier's store");
    if (fate === "rejected") count("rejected by the carrier");
    if (sent && sent.to !== phone) findings.add(PROMISE.all, { ...evidence, why: "another number" });
    if (KEPT_BACK.has(state)) {
      if (sent || fate !== "unknown")
        findings.add(PROMISE.all, { ...evidence, why: "handed over all the same" });
    } else if (state === "unknown") {
      count(sent ? "unknown and sent" : "unknown and not sent");
    } else {
      // All receipts have come, so the state must be the one the carrier knows.
      const expected = fate === "rejected" ? "failed" : fate;
      if (state !== expected) findings.add(PROMISE.final, evidence);
      if (!sent && fate !== "rejected") findings.add(PROMISE.all, { ...evidence, why: "never sent" });
    }
  }
  unknownAndRepeated(invariants, rows, await blocksOf(sql), findings);
  await filesAndSends(cluster, findings);
  return sum;
}

/** In the carrier's store there is nothing that is not ours, and no number twice in a send. */
function unknownAndRepeated(
  invariants: Invariants,
  rows: Row[],
  blocks: Awaited<ReturnType<typeof blocksOf>>,
  findings: Findings,
): void {
  const ours = new Set(rows.map(({ id }) => String(id)));
  const seen = new Set<string>();
  for (const { reference, to } of invariants.sent.values()) {
    if (!ours.has(reference)) findings.add(PROMISE.all, { reference, why: "the carrier has it, we do not" });
    const twin = `${sendOf(blocks, reference)} ${to}`;
    if (seen.has(twin)) findings.add(PROMISE.once, { reference, why: "its number was written to before" });
    seen.add(twin);
  }
}

/** Lines of files are all somewhere; the account of a send begins with what its file has. */
async function filesAndSends({ sql }: Cluster, findings: Findings): Promise<void> {
  const files = await sql`
    select f.id, f.state, f.error, f.lines, f.accepted, f.invalid, f.duplicates,
      (select count(*) from public.numbers n where n.file_id = f.id)::integer as taken,
      (select count(*) from public.number_rejects r where r.file_id = f.id)::integer as refused
    from public.number_files f where f.name = 'soak.csv'`;
  for (const file of files) {
    const { state, lines, accepted, invalid, duplicates, taken, refused } = file;
    const right =
      state === "ready" &&
      accepted === taken &&
      invalid + duplicates === refused &&
      lines === taken + refused;
    if (!right) findings.add(PROMISE.imports, file);
  }
  const sends = await sql`
    select t.send_id, t.intended, f.lines, t.pending, t.handed, s.state from public.send_totals t
    join public.sends s on s.id = t.send_id join public.number_files f on f.id = s.number_file_id
    where t.intended <> f.lines or t.pending > 0 or t.handed > 0 or s.state not in ('done', 'cancelled')`;
  for (const send of sends) findings.add(PROMISE.final, send);
}

/** What has not ended yet; empty when everything has. */
async function leftOver(cluster: Cluster): Promise<Record<string, unknown>> {
  const [row] = await cluster.sql`
    select (select count(*) from public.number_files f where f.state in ('uploading', 'importing'))::integer as files,
      (select count(*) from public.sends s where s.state not in ('done', 'cancelled', 'draft', 'in_review'))::integer as sends,
      (select count(*) from private.batches b where b.done_at is null and b.closed_at is null)::integer as batches,
      (select count(*) from private.send_progress p where not p.swept)::integer as unswept,
      (select coalesce(sum(t.pending + t.handed), 0) from public.send_totals t)::integer as numbers`;
  const stats = (await (await fetch(`${cluster.carrierUrl}/stats`)).json()) as Record<string, number>;
  const left = { ...row, calls_open: stats.calls_open ?? 0, ...(await owed(cluster)) };
  return Object.fromEntries(Object.entries(left).filter(([, count]) => count !== 0));
}

/** Messages whose receipt the carrier has not reached yet. */
async function owed(cluster: Cluster): Promise<Record<string, number>> {
  const rows = await cluster.sql<{ id: bigint }[]>`
    select d.id from public.deliveries d where d.state in ('timed_out', 'unknown')`;
  const said = await fates(
    cluster,
    rows.map(({ id }) => String(id)),
  );
  return { late: [...said.values()].filter((status) => !["unknown", "rejected"].includes(status)).length };
}

/** Waits for the end. @throws what is left when the soak is called off */
export async function awaitEnd(
  cluster: Cluster,
  stop: AbortSignal,
  tell: (left: string) => void,
): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const left = await leftOver(cluster).catch(() => ({ away: 1 }));
    quiet = Object.keys(left).length === 0 ? quiet + 1 : 0;
    tell(
      Object.entries(left)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ") || "the last check",
    );
    if (stop.aborted) throw new Error(`not at its end: ${JSON.stringify(left)}`);
    await pause(300);
  }
}
