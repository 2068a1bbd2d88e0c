/** How often a person may call a function (IAM-6). The rows of `private.limits` say; the database counts. */
import type { Caller } from "./caller.ts";
import type { Sql } from "./database.ts";
import { Refusal } from "./reply.ts";

type Said = { code: string; message: string; details: string };

/**
 * Counts a call of a function by its caller. The bot for itself and the service key are not counted: they serve everybody.
 * @param verb as `private.limits` names it, e.g. `check_template`
 * @throws Refusal 429 too_many_requests, with `Retry-After` in seconds
 */
export async function countCall(sql: Sql, caller: Caller, verb: string): Promise<void> {
  if (caller.kind !== "person") return;
  const [row] = await sql<{ refusal: Said | null }[]>`
    select private.count_function(${verb}, ${caller.user_id}::uuid) as refusal`;
  if (!row?.refusal) return;
  const { code, message, details } = row.refusal;
  const { again_in } = JSON.parse(details) as { again_in: number };
  throw new Refusal(429, code, message, { headers: { "retry-after": String(again_in) }, details });
}
