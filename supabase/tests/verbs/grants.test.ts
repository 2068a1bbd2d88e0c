/** Who may do what with each object of the database is what supabase/law/grants.txt says, and nothing else, whatever a project grants by default. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import postgres from "postgres";
import { freePort } from "../../../shared/src/node/ports.ts";
import { beyondTheLaw, grantsOf, LAW_GRANTS } from "../../local/checks/grants.ts";
import { migrate } from "../../local/migrate.ts";
import { databaseUrl, startPostgres } from "../../local/postgres.ts";

const PASSWORD = "world";
const folder = await mkdtemp(join(tmpdir(), "tidings-grants-"));
const port = await freePort();
const server = await startPostgres({ dataDir: join(folder, "pg"), port, password: PASSWORD, volatile: true });
const owner = postgres(databaseUrl(port, PASSWORD, "supabase_admin"), { max: 1, onnotice: () => undefined });
after(async () => {
  await owner.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

const ROLES = "anon, authenticated, service_role";
/** What a project gives to each new object in `public`, until 30 October 2026 and since. */
const DEFAULTS = {
  everything: (kind: string) => `grant all on ${kind} to ${ROLES}`,
  nothing: (kind: string) => `revoke all on ${kind} from ${ROLES}`,
};

for (const [name, clause] of Object.entries(DEFAULTS)) {
  test(`on a project that grants ${name} by default the law gives what its list says`, async () => {
    await owner.unsafe(`create database ${name} template postgres owner postgres`);
    const url = databaseUrl(port, PASSWORD).replace(/postgres$/, name);
    const asAdmin = postgres(databaseUrl(port, PASSWORD, "supabase_admin").replace(/postgres$/, name), {
      max: 1,
    });
    for (const kind of ["tables", "functions", "sequences"])
      await asAdmin.unsafe(`alter default privileges for role postgres in schema public ${clause(kind)}`);
    await asAdmin.end();
    await migrate(url);
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      const wanted = (await readFile(LAW_GRANTS, "utf8")).trim().split("\n");
      assert.deepEqual(await grantsOf(sql), wanted);
      assert.deepEqual(await beyondTheLaw(sql), []);
    } finally {
      await sql.end();
    }
  });
}

test("each kind of grant that is more than the law says is told by itself", async () => {
  const sql = postgres(databaseUrl(port, PASSWORD).replace(/postgres$/, "everything"), { max: 1 });
  try {
    await sql.unsafe(`
      grant select (phone), insert on public.numbers to anon;
      grant create on schema private to authenticated with grant option;
      grant execute on function private.actor() to public;
      grant usage on sequence public.audit_log_id_seq to anon;
      alter default privileges in schema public grant select on tables to anon;
      create type public.open_to as enum ('a'); revoke usage on type public.open_to from public; grant usage on type public.open_to to anon;
      create policy everyone on storage.objects for select to anon using (true);
      update storage.buckets set public = true where id = 'numbers'`);
    assert.deepEqual(await beyondTheLaw(sql), [
      "bucket numbers: public read",
      "columns public.numbers: anon select(phone)",
      "function private.actor(): public execute",
      "new tables in public: anon select",
      "policy storage.objects everyone: anon select",
      "schema private: authenticated create*",
      "sequence public.audit_log_id_seq: anon usage",
      "table public.numbers: anon insert",
      "type public.open_to: anon usage",
    ]);
  } finally {
    await sql.end();
  }
});
