/** The databases that law tests start with: prepared once in one data folder, and copied by each test. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../shared/src/node/ports.ts";
import { ROOT } from "../env.ts";
import { migrate, seed } from "../migrate.ts";
import { databaseUrl, type RunningPostgres, startPostgres } from "../postgres.ts";
import { run, testEnv } from "./run.ts";

type Env = Record<string, string>;

/**
 * The folder of a stopped server: its database `postgres` has the law and the demo in it, `one_of_each` one of everything too. `env` names it, for tests
 * that start a server of their own on a copy. `startServer` does so for tests that copy a database within it; one file at a time, because
 * sealing and rolling up wait for every transaction of a server.
 */
export type PreparedDatabase = { env: Env; startServer(): Promise<Env>; remove(): Promise<void> };

/** `one_of_each` may take this long to make, in milliseconds. */
const PATIENCE = 120_000;
/** As in supabase/tests/servers.ts. */
const PASSWORD = "world";

/** Prepares them. */
export async function prepareDatabase(): Promise<PreparedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-made-"));
  const env = { TIDINGS_TEST_WORLD: join(folder, "postgres") };
  const servers: RunningPostgres[] = [];
  const start = async (dataDir: string, template?: string) => {
    const port = await freePort();
    const server = await startPostgres({ dataDir, port, password: PASSWORD, volatile: true, template });
    servers.push(server);
    const admin = databaseUrl(port, PASSWORD, "supabase_admin").replace(/postgres$/, "template1");
    return { ...server, env: { ...env, TIDINGS_TEST_SERVER: admin } };
  };
  const remove = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url, stop, env: own } = await start(env.TIDINGS_TEST_WORLD);
    await migrate(url);
    await seed(url, join(ROOT, "supabase/seed.sql"), { bot_password: "nobody signs in here" });
    await makeFull(own);
    await stop();
  } catch (error) {
    await remove();
    throw error;
  }
  const startServer = async () => (await start(join(folder, randomUUID()), env.TIDINGS_TEST_WORLD)).env;
  return { env, startServer, remove };
}

async function makeFull(env: Env): Promise<void> {
  const program = join(ROOT, "supabase/tests/full_database.ts");
  const { code, output } = await run(process.execPath, [program], PATIENCE, testEnv(env));
  if (code !== 0) throw new Error(`The database with one of everything was not made.\n${output}`);
}
