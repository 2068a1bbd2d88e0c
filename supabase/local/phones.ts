/** The phones of the sandbox carrier, as the database knows them. */
import type postgres from "postgres";

/** Lets the phones of a sandbox carrier be believed: registers the public keys of the vendors that it plays. Former ones end. */
export async function layPhones(sql: postgres.Sql, carrier: string): Promise<void> {
  const answer = await fetch(`${carrier}/phones/keys`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${carrier}/phones/keys answered ${answer.status}`);
  await sql`select private.lay_sandbox_keys(${sql.json((await answer.json()) as postgres.JSONValue)})`;
}
