/** From an empty folder to a database with the law and the demo in it; on a later start only what is new. */
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import postgres from "postgres";
import { ROOT } from "./env.ts";
import { migrate, seed } from "./migrate.ts";
import { addressesOf, type Copy } from "./parts.ts";
import { awaitPostgres, databaseUrl, layGround, preparePostgres } from "./postgres.ts";
import type { Supervisor } from "./supervisor.ts";

/** Tells the database where this copy's parts are; the migrations say whether they want to know. */
async function setDeployment(sql: postgres.Sql, { env, secrets }: Copy): Promise<void> {
  const [known] = await sql`select to_regprocedure('private.set_deployment(text,text,text,text,text)') is not null as yes`;
  if (!known?.yes) return;
  const { api, carrier } = addressesOf(env);
  await sql`select private.set_deployment(${`${api}/l`}, ${`${api}/functions/v1`}, ${carrier},
    ${secrets.carrierKey}, ${secrets.webhookSecret})`;
}

/** Starts Postgres under the supervisor and brings it up to date. Throws when a migration or the seed fails. */
export async function layDatabase(copy: Copy, parts: Supervisor): Promise<void> {
  const { env, secrets } = copy;
  const port = env.TIDINGS_DB_PORT;
  const password = secrets.databasePassword;
  const launch = await preparePostgres({ dataDir: join(env.TIDINGS_HOME, "postgres"), port, password });
  parts.start({ ...launch, name: "postgres", cwd: "/", signal: "SIGINT" });
  await awaitPostgres(port, password, () => parts.crashes("postgres") < 5);
  await layGround(port, password);
  const url = databaseUrl(port, password);
  await migrate(url);
  await seed(url, join(ROOT, "supabase/seed.sql"), { bot_password: secrets.botPassword });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await setDeployment(sql, copy);
  } finally {
    await sql.end();
  }
}

const TYPES: Record<string, string> = { ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".mp4": "video/mp4" };

/**
 * Uploads supabase/seed/<bucket>/** into the bucket of that name, once, with the path inside it as the key: what
 * `objects_path` of config.toml does with the Supabase CLI.
 */
export async function laySeedFiles(api: string, secretKey: string, url: string): Promise<void> {
  const base = join(ROOT, "supabase/seed");
  const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sql = postgres(url, { max: 1 });
  try {
    for (const file of files) {
      const name = relative(base, file);
      const [bucket = "", ...key] = name.split("/");
      const [there] = await sql`select from storage.objects where bucket_id = ${bucket} and name = ${key.join("/")}`;
      if (there) continue;
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      const headers = { apikey: secretKey, "content-type": type, "x-upsert": "true" };
      const body = await readFile(file);
      const answer = await fetch(`${api}/storage/v1/object/${name}`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`supabase/seed/${name}: ${await answer.text()}`);
    }
  } finally {
    await sql.end();
  }
}
