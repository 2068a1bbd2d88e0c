/** Where a test database lies: in a Postgres of its own, or beside others in the server that test files take one after the other. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { freePort } from "../../shared/src/node/ports.ts";
import { migrate, seed } from "../local/migrate.ts";
import { startPostgres } from "../local/postgres.ts";

/** A database and its end. `pid` is the process id of its own Postgres, 0 where it has none. `close` with a name keeps it for others to copy. */
export type Place = { url: string; pid: number; close(keptAs?: string): Promise<void> };

const SEED = fileURLToPath(new URL("../seed.sql", import.meta.url));

/** Starts a Postgres with the law and the demo in it. `npm test` makes its data folder once; run alone, a test file makes its own. */
export async function ownServer(volatile: boolean): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "tidings-test-"));
  const port = await freePort();
  const template = process.env.TIDINGS_TEST_WORLD;
  const server = await startPostgres({ dataDir, port, password: "world", volatile, template });
  // A file that fails while it is loaded ends without its hooks and without "exit"; nothing else would end its Postgres.
  const end = () => process.kill(server.pid, "SIGINT");
  process.once("uncaughtExceptionMonitor", end);
  const close = async () => {
    process.off("uncaughtExceptionMonitor", end);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    if (!template) {
      await migrate(server.url);
      await seed(server.url, SEED, { bot_password: randomUUID() });
    }
  } catch (error) {
    await close(); // else the test process would stay alive with its Postgres
    throw error;
  }
  return { url: server.url, pid: server.pid, close };
}

/**
 * Copies a database within a running server, whose address is the superuser's: with it a file of five short stories takes 0.9 s of a processor,
 * and 2.8 s with a server of its own.
 * CREATE DATABASE leaves out the settings and grants of the copied one. The pages are copied as files: the server is volatile, so nothing waits for a disk.
 */
export async function copyWithin(server: string, template: string): Promise<Place> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const asAdmin = async (...statements: string[]) => {
    const sql = postgres(server, { max: 1, onnotice: () => undefined });
    try {
      for (const statement of statements) await sql.unsafe(statement);
    } finally {
      await sql.end();
    }
  };
  const idOf = (database: string) => `(select oid from pg_database where datname = '${database}')`;
  await asAdmin(
    `create database ${name} template ${template} owner postgres strategy file_copy`,
    `insert into pg_db_role_setting select ${idOf(name)}, setrole, setconfig from pg_db_role_setting where setdatabase = ${idOf(template)}`,
    `update pg_database d set datacl = t.datacl from pg_database t where d.datname = '${name}' and t.datname = '${template}'`,
  );
  const url = new URL(server);
  return {
    url: `postgres://postgres:${url.password}@${url.host}/${name}`,
    pid: 0,
    close: (keptAs) =>
      asAdmin(keptAs ? `alter database ${name} rename to ${keptAs}` : `drop database ${name} with (force)`),
  };
}
