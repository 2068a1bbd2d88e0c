/** The databases that law tests start with. They are prepared once, and each test starts a server on a copy of a folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { migrate, seed } from "../migrate.ts";
import { freePorts } from "../ports.ts";
import { startPostgres } from "../postgres.ts";
import { run, testEnv } from "./run.ts";

/** Folders of stopped servers: one with the law and the demo in it, and one with one of everything too. `env` tells the stories where they are. */
export type PreparedDatabase = { env: Record<string, string>; remove(): Promise<void> };

/** The second may take this long to make, in milliseconds. */
const PATIENCE = 120_000;

/** Prepares them. Their password is the one in supabase/tests/test_database.ts. */
export async function prepareDatabase(): Promise<PreparedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-made-"));
  const dataDir = join(folder, "postgres");
  const [port = 0] = await freePorts(1);
  const server = await startPostgres({ dataDir, port, password: "world", volatile: true });
  try {
    await migrate(server.url);
    await seed(server.url, join(ROOT, "supabase/seed.sql"), { bot_password: "nobody signs in here" });
  } finally {
    await server.stop();
  }
  const env = { TIDINGS_TEST_WORLD: dataDir, TIDINGS_TEST_FULL_WORLD: join(folder, "full") };
  const remove = () => rm(folder, { recursive: true, force: true });
  const program = [join(ROOT, "supabase/tests/full_database.ts"), env.TIDINGS_TEST_FULL_WORLD];
  const { code, output } = await run(
    process.execPath,
    program,
    PATIENCE,
    testEnv({ TIDINGS_TEST_WORLD: dataDir }),
  );
  if (code === 0) return { env, remove };
  await remove();
  throw new Error(`The database with one of everything was not made.\n${output}`);
}
