/** Template versions that wait for the vendors: what is claimed, what is handed over, how it is finished. */
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import type { Channel } from "../_core/channels/calls.ts";
import type { TemplateHandoff } from "../_core/channels/resolver.ts";
import { type Sql, withRetry } from "../_core/database.ts";

/** A leased version with all that the call needs. */
export type Claimed = Channel & {
  reference: string;
  layout: string;
  vendors: Vendor[];
  usage: "commercial" | "trial";
  content: unknown;
  adapter: string;
  callback_url: string;
};

/** Leases up to `most` versions. */
export async function claim(sql: Sql, most: number): Promise<Claimed[]> {
  return await withRetry(
    () => sql<Claimed[]>`
      select h.reference, h.layout, to_jsonb(h.vendors) as vendors, h.usage, h.content, h.adapter, h.number, h.base_url, h.credentials, h.settings, h.callback_url
      from private.claim_vendor_handoffs(${most}::integer) h`,
  );
}

/** What the resolver gets. Media on our own host are told with the address at which it can fetch them. */
export function handoffOf(claimed: Claimed): TemplateHandoff {
  const { reference, layout, vendors, usage, content, callback_url } = claimed;
  const origin = new URL(callback_url).origin;
  return { reference, kind: "aim", layout, vendors, usage, content: withHost(content, origin), callback_url };
}

function withHost(value: unknown, origin: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withHost(entry, origin));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, entry]) => {
    const ours = name === "src" && typeof entry === "string" && /^\/[^/]/.test(entry);
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
