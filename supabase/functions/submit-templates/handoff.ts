/** Template versions that wait for vendors or networks: what is claimed, what is handed over or asked, how it is finished. */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Channel } from "../_core/channels/calls.ts";
import type { StateThere, TemplateHandoff } from "../_core/channels/resolver.ts";
import { type Json, type Sql, withRetry } from "../_core/database.ts";

type Leased = Channel & {
  reference: string;
  content: unknown;
  name: string;
  attempts: number;
  adapter: string;
  callback_url: string;
};

/** A leased version with all that the call needs: of cards, or of the basic edition. */
export type Claimed = Leased &
  (
    | {
        kind: "aim";
        layout: string;
        vendors: Vendor[];
        usage: "commercial" | "trial";
        signatures: string[];
        replaces: string | null;
      }
    | { kind: "basic"; signature: string; days: number }
  );

/** Leases up to `most` versions. */
export async function claim(sql: Sql, most: number): Promise<Claimed[]> {
  return await withRetry(
    () => sql<Claimed[]>`
      select h.reference, h.replaces, h.layout, to_jsonb(h.vendors) as vendors, h.usage, h.content, h.name, to_jsonb(h.signatures) as signatures, h.attempts,
        h.kind, h.signature, h.days,
        h.adapter, h.number, h.base_url, h.credentials, h.settings, h.callback_url
      from private.claim_vendor_handoffs(${most}::integer) h`,
  );
}

/** What the resolver gets. Media on our own host are told with the address at which it can fetch them. */
export function handoffOf(claimed: Claimed): TemplateHandoff {
  const { reference, callback_url, name } = claimed;
  const content = withHost(claimed.content, new URL(callback_url).origin);
  const said = { reference, callback_url, name, content, doubtful: claimed.attempts > 1 };
  if (claimed.kind === "basic") {
    const { kind, signature, days } = claimed;
    return { ...said, kind, signature, days };
  }
  const { kind, layout, vendors, usage, signatures, replaces } = claimed;
  return { ...said, kind, layout, vendors, usage, signatures, replaces };
}

function withHost(value: unknown, origin: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withHost(entry, origin));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, entry]) => {
    // A tap may lead to a large picture, which is of the library too.
    const place = name === "src" ? /^\/[^/]/ : name === "target" ? /^\/storage\// : null;
    const ours = typeof entry === "string" && place?.test(entry);
    return [name, ours ? `${origin}${entry}` : withHost(entry, origin)];
  });
  return Object.fromEntries(entries);
}

/** Records the resolver's id, or why there is none; then the version comes again, later each time. */
export async function finish(
  sql: Sql,
  reference: string,
  carrierId: string | null,
  why: string | null,
): Promise<void> {
  await withRetry(
    () => sql`select private.finish_vendor_handoff(${reference}::uuid, ${carrierId}::text, ${why}::text)`,
  );
}

/** No vendor will ever see it: each counts as having rejected it, with the reason, and its author can mend it. */
export async function reject(sql: Sql, reference: string, why: string): Promise<void> {
  await withRetry(() => sql`select private.refuse_vendor_handoff(${reference}::uuid, ${why}::text)`);
}

/** A version that its carrier is asked about, or told to turn off (or on: false). */
export type Question = Channel & {
  tpl_id: string;
  kind: TemplateHandoff["kind"];
  carrier: string;
  adapter: string;
  turns_off: boolean | null;
};

/** Leases up to `most` of them. */
export async function claimQuestions(sql: Sql, most: number): Promise<Question[]> {
  return await withRetry(
    () => sql<Question[]>`
      select q.tpl_id, q.kind, q.carrier, q.turns_off, q.adapter, q.number, q.base_url, q.credentials, q.settings
      from private.claim_template_questions(${most}::integer) q`,
  );
}

export async function recordStates(sql: Sql, carrier: string, states: readonly StateThere[]): Promise<void> {
  const said = sql.json(states as unknown as Json);
  await withRetry(() => sql`select private.record_carrier_template_states(${carrier}::uuid, ${said}::jsonb)`);
}

export async function recordTold(sql: Sql, { carrier, tpl_id, turns_off }: Question): Promise<void> {
  await withRetry(
    () => sql`select private.template_told(${carrier}::uuid, ${tpl_id}::text, ${turns_off}::boolean)`,
  );
}
