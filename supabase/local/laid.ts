/**
 * Whether the database has what the files say. All that `database.ts` does may be repeated, and takes 1.5 s of CPU and 60 MB
 * where nothing is new; so it is done only where something that goes into it has changed, in a thread whose memory goes with it.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import postgres from "postgres";
import { tellCopy } from "./deployment.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { FIRST } from "./law/files.ts";
import { MigrationRefused } from "./migrate.ts";
import type { Copy } from "./parts.ts";
import { awaitPostgres, databaseUrl, preparePostgres } from "./postgres.ts";
import type { Supervisor } from "./supervisor.ts";

/** What it is made of. The law is written among the migrations from its own texts and from `shared`. */
const SOURCES = [
  "supabase/{law,migrations,demo,public_templates}/**/*",
  "supabase/seed.sql",
  "supabase/local/*.{ts,sql}",
  "supabase/local/law/*.ts",
  "shared/src/**/*",
  "package-lock.json",
];

/** The fingerprint of all that is laid in the database of a copy; what it is told at every start (`deployment.ts`) is not part of it. */
function wantedOf({ env, secrets }: Copy): string {
  const files = fingerprintOf(SOURCES, [FIRST.register, FIRST.law]);
  const own = JSON.stringify([env.TIDINGS_DEMO, secrets.databasePassword]);
  return createHash("sha256").update(files).update(own).digest("hex");
}

/** The row of the CLI's table of seeds under which it is remembered: in the database itself, where a restored one brings its own. */
const ROW = "supabase/local";

/** Remembers that the database has all of `wanted`. */
export async function rememberLaid(sql: postgres.Sql, wanted: string): Promise<void> {
  await sql`insert into supabase_migrations.seed_files (path, hash) values (${ROW}, ${wanted})
    on conflict (path) do update set hash = excluded.hash`;
}

/** Whether it has. Of anything else it forgets that it has it: should the laying that follows not finish, those files may come back. */
export async function isLaid(url: string, wanted: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [table] = await sql`select to_regclass('supabase_migrations.seed_files') is not null as known`;
    if (!table?.known) return false;
    await sql`delete from supabase_migrations.seed_files where path = ${ROW} and hash <> ${wanted}`;
    const rows = await sql`select from supabase_migrations.seed_files where path = ${ROW}`;
    return rows.length > 0;
  } finally {
    await sql.end();
  }
}

/** Runs `laying.ts`. */
async function lay(copy: Copy, wanted: string): Promise<void> {
  const thread = new Worker(new URL("laying.ts", import.meta.url), { workerData: { copy, wanted } });
  let refused: string | undefined;
  thread.on("message", (said: { refused: string }) => {
    refused = said.refused;
  });
  // Rejects with what the thread throws.
  await once(thread, "exit");
  if (refused !== undefined) throw new MigrationRefused(refused);
}

/** Starts Postgres under the supervisor and brings it up to date. Throws when a migration or the seed fails. */
export async function ensureLaid(copy: Copy, parts: Supervisor): Promise<void> {
  const { env, secrets } = copy;
  const port = env.TIDINGS_DB_PORT;
  const password = secrets.databasePassword;
  const launch = await preparePostgres({ dataDir: join(env.TIDINGS_HOME, "postgres"), port, password });
  parts.start({ ...launch, name: "postgres", cwd: "/", signal: "SIGINT" });
  const wanted = wantedOf(copy);
  await awaitPostgres(port, password, () => parts.crashes("postgres") < 5);
  if (!(await isLaid(databaseUrl(port, password, "supabase_admin"), wanted))) return lay(copy, wanted);
  const sql = postgres(databaseUrl(port, password), { max: 1, onnotice: () => undefined });
  try {
    await tellCopy(sql, copy);
  } finally {
    await sql.end();
  }
}
