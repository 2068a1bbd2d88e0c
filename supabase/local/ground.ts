/** The ground: what hosted Supabase has and a bare Postgres lacks, so that migrations and seeds run unchanged. */
import { readFile } from "node:fs/promises";
import { getAuthSchemaSql, getStorageSchemaSql } from "@supabase/lite";
import type { Sql } from "postgres";

/** The tables of Auth and Storage are taken from the server that will use them, so both are always in step. */
const schemas: { owner: string; tables: () => string }[] = [
  { owner: "supabase_auth_admin", tables: () => getAuthSchemaSql(false) },
  { owner: "supabase_storage_admin", tables: () => getStorageSchemaSql(false) },
];

/**
 * Lays the ground in one transaction; repeating it changes nothing. `sql` must be signed in as the superuser
 * `supabase_admin`; `password` becomes that of the roles `postgres` and `lite`.
 */
export async function ground(sql: Sql, password: string): Promise<void> {
  const roles = await readFile(new URL("ground.roles.sql", import.meta.url), "utf8");
  const rest = await readFile(new URL("ground.sql", import.meta.url), "utf8");
  await sql.begin(async (step) => {
    await step.unsafe(roles);
    for (const role of ["postgres", "lite"]) {
      await step.unsafe(`alter role ${role} login password '${password.replaceAll("'", "''")}'`);
    }
    for (const { owner, tables } of schemas) {
      await step.unsafe(`set local role ${owner}`);
      await step.unsafe(tables());
      await step.unsafe("reset role");
    }
    await step.unsafe(rest);
  });
}
