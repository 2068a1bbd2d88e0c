/** Applying `supabase/migrations` and recording them as the Supabase CLI does, so either may carry on from the other. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { statementsOf } from "./statements.ts";

/** One migration file: `<14 digits>_<name>.sql`. */
type Migration = { version: string; name: string; statements: string[] };

/** A history that the files cannot follow. The message says what is wrong; the caller says where the data is. */
export class MigrationRefused extends Error {}

const MIGRATIONS = fileURLToPath(new URL("../migrations/", import.meta.url));
const PAST = fileURLToPath(new URL("../demo/", import.meta.url));

/** Any number will do, as long as every copy of this program uses the same one. */
const LOCK = 7_114_202;

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => /^\d+_.*\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const [, version = "", name = ""] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
      return { version, name, statements: statementsOf(await readFile(`${folder}/${file}`, "utf8")) };
    }),
  );
}

/** The history table in the CLI's own words. */
async function layHistory(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
    alter table supabase_migrations.schema_migrations add column if not exists statements text[];
    alter table supabase_migrations.schema_migrations add column if not exists name text;
    create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null);
  `);
}

/** Refuses a history that is not a beginning of the files: changed, missing, or a file slipped in before it. */
function checkHistory(files: Migration[], applied: Omit<Migration, "name">[]): void {
  for (const [index, past] of applied.entries()) {
    const file = files.find(({ version }) => version === past.version);
    if (!file) throw new MigrationRefused(`Migration ${past.version} was applied, and its file is gone.`);
    const name = `${file.version}_${file.name}.sql`;
    if (JSON.stringify(file.statements) !== JSON.stringify(past.statements)) {
      throw new MigrationRefused(`${name} has changed since it was applied.`);
    }
    const expected = files[index];
    if (expected && expected.version !== past.version) {
      throw new MigrationRefused(
        `${expected.version}_${expected.name}.sql comes before ${name}, already applied.`,
      );
    }
  }
}

/** Runs statements one by one; the error names the file and shows the statement that failed. */
async function run(step: TransactionSql, file: string, statements: string[]): Promise<void> {
  for (const statement of statements) {
    try {
      await step.unsafe(statement);
    } catch (error) {
      const why = error as { message?: string; where?: string };
      const start = statement.length > 400 ? `${statement.slice(0, 400)}…` : statement;
      const said = [`${file}: ${why.message ?? String(error)}`, why.where, start].filter(Boolean);
      throw new Error(said.join("\n"), { cause: error });
    }
  }
}

/** Runs one migration and records it, both or neither. */
async function apply(sql: Sql, { version, name, statements }: Migration): Promise<void> {
  await sql.begin(async (step) => {
    await run(step, `${version}_${name}.sql`, statements);
    await step`insert into supabase_migrations.schema_migrations (version, name, statements)
      values (${version}, ${name}, ${statements})`;
  });
}

/**
 * Writes the law of the project among its migrations, where it is not. Loaded when it is asked for: it knows all of `shared`, which costs
 * half a second, and most tests begin with a database that has it.
 */
async function writeLaw(): Promise<void> {
  const { layLaw } = await import("./law/lay.ts");
  await layLaw();
}

/** The migrations of a folder that the database has not yet; without a folder they are the project's, with its law. */
async function pendingOf(sql: Sql, folder?: string): Promise<Migration[]> {
  if (!folder) await writeLaw();
  const files = await readMigrations(folder ?? MIGRATIONS);
  const [past] = await sql<{ known: boolean }[]>`
    select to_regclass('supabase_migrations.schema_migrations') is not null as known`;
  if (!past?.known) return files;
  const applied = await sql<Omit<Migration, "name">[]>`
    select version, coalesce(statements, '{}') as statements
    from supabase_migrations.schema_migrations order by version`;
  checkHistory(files, applied);
  return files.slice(applied.length);
}

/**
 * The versions that the project has and the database lacks; nothing is written there.
 * @throws MigrationRefused when its past differs from the files
 */
export const pending = async (sql: Sql): Promise<string[]> =>
  (await pendingOf(sql)).map(({ version }) => version);

/** Keeps others from migrating this database until the session of `sql` ends. Answers false where another does it now. */
export async function lockMigrations(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as got`;
  return row?.got === true;
}

/**
 * Applies the migrations that `url` (signed in as `postgres`) does not have yet and answers their versions.
 * Without a folder they are the project's, with its law. Throws {@link MigrationRefused} when the past differs from the files.
 */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await layHistory(sql);
    const fresh = await pendingOf(sql, folder);
    for (const migration of fresh) await apply(sql, migration);
    return fresh.map(({ version }) => version);
  } finally {
    await sql.end();
  }
}

/**
 * Sows rows once, in one transaction: the statements of `texts`, by the name of each file, in order. `known` is how the CLI's own table of seeds
 * remembers them. `values` are readable in them by `current_setting('tidings.<name>')`; nothing is sown where `unless` finds a row. Answers whether it ran.
 */
async function sow(
  url: string,
  known: string,
  texts: Record<string, string>,
  values: Record<string, string> = {},
  unless?: string,
): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await layHistory(sql);
    return await sql.begin(async (step) => {
      await step`select pg_advisory_xact_lock(${LOCK})`;
      const [past] = await step`select from supabase_migrations.seed_files where path = ${known}`;
      if (past || (unless && (await step.unsafe(unless)).count > 0)) return false;
      for (const [name, value] of Object.entries(values)) {
        await step`select set_config(${`tidings.${name}`}, ${value}, true)`;
      }
      const hash = createHash("sha256");
      for (const [name, text] of Object.entries(texts)) {
        await run(step, name, statementsOf(text));
        hash.update(text);
      }
      await step`insert into supabase_migrations.seed_files (path, hash) values (${known}, ${hash.digest("hex")})`;
      return true;
    });
  } finally {
    await sql.end();
  }
}

/**
 * Runs a seed file once: a second call does nothing, as the CLI's own table of seeds says. `values` are readable in it by
 * `current_setting('tidings.<name>')`. Answers whether it ran.
 */
export async function seed(url: string, path: string, values: Record<string, string>): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text !== undefined && (await sow(url, "supabase/seed.sql", { "supabase/seed.sql": text }, values));
}

/**
 * Gives the demo its sixty days of past (P13, `supabase/demo`), once, after the seed and the addresses of the deployment. It renumbers the audit
 * log, so it does nothing where a row of the log is sealed: the clock has turned, and people may have worked. Answers whether it ran.
 */
export async function layPast(url: string): Promise<boolean> {
  const names = (await readdir(PAST)).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(
    names.map(async (name) => [`supabase/demo/${name}`, await readFile(join(PAST, name), "utf8")] as const),
  );
  return sow(url, "supabase/demo", Object.fromEntries(texts), {}, "select from public.audit_seals limit 1");
}
